using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Notices;

/// <summary>Letters about addresses that receivers fill in: to the receiver the question (no amount, no goods), to the giver how it stands.</summary>
internal sealed class TellOfAddress(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, IMarketAddress market, AreaDirectory areas, IMailer mailer) : IOutboxHandler<AddressAskMoved>
{
    public async Task HandleAsync(AddressAskMoved happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ask = await db.AddressAsks.AsNoTracking().SingleAsync(a => a.Id == happened.Ask, ct);
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == ask.PurchaseId, ct);
        var (language, link, due) = (purchase.Language, market.Absolute("/dia-chi/" + links.Open(ask.TokenSeal)), ask.DueOn?.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "");
        if (happened.News is AddressNews.Asked or AddressNews.Reminded && ask is { Email: { } receiver, FilledAt: null })
        {
            var sender = purchase.SenderName ?? OrderLetters.Say(language, "AddressNoSender");
            await mailer.SendAsync(new Letter($"address-ask-{happened.News}-{ask.Id}-{delivery}", receiver, OrderLetters.Say(language, "AddressAskSubject", sender),
                OrderLetters.Say(language, "AddressAskBody", ask.RecipientName, sender, due, link)), ct);
        }

        if (purchase.BuyerEmail is { } giver)
        {
            var outside = areas.FindProvince(ask.OutsideProvince)?.Name ?? "";
            await mailer.SendAsync(new Letter($"address-{happened.News}-{ask.Id}-{delivery}", giver, OrderLetters.Say(language, $"Address{happened.News}Subject", ask.RecipientName, purchase.Number),
                OrderLetters.Say(language, $"Address{happened.News}Body", purchase.BuyerName, ask.RecipientName, purchase.Number, due, link, market.Absolute("/don-hang/" + links.Open(purchase.TokenSeal)), outside)), ct);
        }
    }
}
