using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Notices;

/// <summary>The copy of the order that the law asks for, with the address of its page. Buyers without e-mail saw the address once.</summary>
internal sealed class TellBuyerOfPurchase(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths, PrivateLinks links, IMarketAddress market, IMailer mailer) : IOutboxHandler<PurchasePlaced>
{
    public async Task HandleAsync(PurchasePlaced happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var purchase = await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).AsSplitQuery().SingleAsync(p => p.Id == happened.Purchase, ct);
        if (purchase.BuyerEmail is not { } address)
        {
            return;
        }

        var language = purchase.Language;
        var (goods, places) = (new StringBuilder(), await booths.OfParcelsAsync(purchase.Parcels, ct));
        foreach (var parcel in purchase.Parcels.OrderBy(p => p.Number.Length).ThenBy(p => p.Number, StringComparer.Ordinal).Take(OrderLetters.MostParcels))
        {
            goods.AppendLine().AppendLine(OrderLetters.Say(language, "ParcelLine", parcel.Number, parcel.ProducerName, parcel.RecipientName, OrderLetters.Dong(parcel.Total)));
            if (CollectLine.Of(language, parcel, places.CollectionOf(parcel)) is { } collected)
            {
                goods.AppendLine(collected);
            }

            foreach (var line in parcel.Lines.OrderBy(l => l.Position))
            {
                goods.AppendLine(OrderLetters.Say(language, "GoodsLine", line.ProductName, line.Packing, line.Quantity, OrderLetters.Dong(line.Price), OrderLetters.Dong(line.Goods)));
            }
        }

        if (purchase.Parcels.Count > OrderLetters.MostParcels)
        {
            goods.AppendLine().AppendLine(OrderLetters.Say(language, "MoreParcels", purchase.Parcels.Count - OrderLetters.MostParcels));
        }

        await mailer.SendAsync(new Letter($"purchase-placed-{purchase.Id}-{delivery}", address, OrderLetters.Say(language, "PlacedSubject", purchase.Number),
            OrderLetters.Say(language, "PlacedBody", purchase.BuyerName, purchase.Number, goods, OrderLetters.Dong(purchase.Shipping), OrderLetters.Dong(purchase.Total), market.Absolute("/don-hang/" + links.Open(purchase.TokenSeal)))), ct);
    }
}

/// <summary>Tells the buyer what became of a parcel, as far as it is worth a letter.</summary>
internal sealed class TellBuyerOfParcel(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, DatedSettings settings, IMarketAddress market, IMailer mailer) : IOutboxHandler<ParcelMoved>
{
    public async Task HandleAsync(ParcelMoved happened, long delivery, CancellationToken ct)
    {
        if (happened is { From: ParcelState.AwaitingPayment, To: ParcelState.Cancelled })
        {
            return; // the letter on the lapsed payment says it
        }

        if (happened.To is not (ParcelState.HandedOver or ParcelState.Delivered or ParcelState.Cancelled or ParcelState.Returned)) // each refund has a letter of its own
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == happened.Parcel, ct);
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == happened.Purchase, ct);
        if (happened.To is ParcelState.HandedOver or ParcelState.Delivered && parcel.WantedOn is not null)
        {
            return; // a company looks at its page instead of at thousands of letters
        }

        if (purchase.BuyerEmail is { } address)
        {
            var days = await settings.OfAsync(AfterSalesSettings.DaysToReturn, ct);
            await mailer.SendAsync(new Letter($"parcel-{happened.To}-{parcel.Id}-{delivery}", address, OrderLetters.Say(purchase.Language, $"{happened.To}Subject", parcel.Number),
                OrderLetters.Say(purchase.Language, $"{happened.To}Body", purchase.BuyerName, parcel.Number, parcel.ProducerName, parcel.RecipientName, parcel.Tracking ?? "–", market.Absolute("/don-hang/" + links.Open(purchase.TokenSeal)), days)), ct);
        }
    }
}
