using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;

namespace OcopMarket.Ordering.Notices;

/// <summary>
/// Writes to those whom an order concerns, each in their own language. A letter's texts are its name with Subject and Body: {0} is the
/// reader's name, {1} the address of the page where the matter stands, then the values.
/// </summary>
internal sealed class OrderPost(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, IMarketAddress market, IStaff staff, IMailer mailer)
{
    /// <summary>Buyers without e-mail read it on their page.</summary>
    /// <param name="page">What follows the giver's address.</param>
    public async Task ToBuyerAsync(PurchaseId id, string name, string key, string page, CancellationToken ct, params object?[] values)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == id, ct);
        if (purchase.BuyerEmail is { Length: > 0 } address)
        {
            await SendAsync(name, key, address, purchase.Language, purchase.BuyerName, "/don-hang/" + links.Open(purchase.TokenSeal) + page, values, ct);
        }
    }

    /// <summary>To everybody who has the right there.</summary>
    public async Task ToProducerAsync(ProducerId producer, ProducerRights right, string name, string key, string path, CancellationToken ct, params object?[] values)
    {
        foreach (var person in (await staff.OfProducerAsync(producer, ct)).Where(s => s.Rights.HasFlag(right)))
        {
            await SendAsync(name, $"{key}-{person.Account}", person.Email, person.Language, person.Name, path, values, ct);
        }
    }

    private Task SendAsync(string name, string key, string address, string language, string reader, string path, object?[] values, CancellationToken ct)
    {
        object?[] all = [reader, market.Absolute(path), .. values.Select(v => v is Money amount ? OrderLetters.Dong(amount) : v)];
        return mailer.SendAsync(new Letter(key, address, OrderLetters.Say(language, name + "Subject", all), OrderLetters.Say(language, name + "Body", all)), ct);
    }
}
