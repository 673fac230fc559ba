using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Catalog.Alerts;

/// <summary>A product that somebody waits for could be had a moment ago.</summary>
internal sealed record ProductBack(Guid Alert);

/// <summary>Writes to whoever asked to hear of goods.</summary>
internal sealed class AlertPost(IStaff people, AlertLinks links, IMarketAddress market, IMailer mailer)
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Catalog.Alerts.AlertLetters", typeof(AlertPost).Assembly);

    public string Absolute(string path) => market.Absolute(path);

    /// <summary>Where its letters go, and in which language; null for an account that is gone.</summary>
    public async Task<(string Email, string Language)?> MailboxOfAsync(Alert alert, CancellationToken ct)
        => alert.Account is { } account ? await people.MailboxOfAsync(account, ct) : (alert.Email!, alert.Language);

    /// <param name="kind">Begins the names of the letter's texts.</param>
    /// <param name="values">What the letter names; after them comes the alert's own link.</param>
    public Task SendAsync(string kind, string key, Alert alert, (string Email, string Language) to, object[] values, CancellationToken ct)
    {
        var end = market.Absolute(links.Path(alert));
        object[] all = [.. values, end];
        return mailer.SendAsync(new Letter(key, to.Email, Letters.Say(to.Language, kind + "Subject", all), Letters.Say(to.Language, kind + "Body", all)) { EndPage = end }, ct);
    }
}

/// <summary>Asks the owner of a mailbox whether they want to hear of a product.</summary>
internal sealed class AskAboutProduct(IDbContextFactory<MarketDbContext> contexts, AlertPost post) : IOutboxHandler<ProductAlertAsked>
{
    public async Task HandleAsync(ProductAlertAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ProductAlerts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == happened.Alert, ct) is { Email: { } email } alert)
        {
            var product = await db.Database.SqlQuery<Product>(
                $"""select f.product_name as "Name", l.slug as "Slug" from catalog.listings l join registry.product_facts f on f.product_id = l.product_id where l.product_id = {alert.ProductId.Value}""").SingleAsync(ct);
            await post.SendAsync(alert.ConfirmedAt is null ? "Confirm" : "Already", $"alert-asked-{alert.Id}-{delivery}", alert, (email, alert.Language), [product.Name, post.Absolute("/san-pham/" + product.Slug), alert.Through], ct);
        }
    }

    private sealed class Product
    {
        public required string Name { get; init; }
        public required string Slug { get; init; }
    }
}

/// <summary>Tells that a product can be had again, if that still holds; else it is waited for as before.</summary>
internal sealed class TellProductBack(IDbContextFactory<MarketDbContext> contexts, IOfferedProducts offers, AlertPost post) : IOutboxHandler<ProductBack>
{
    public async Task HandleAsync(ProductBack happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ProductAlerts.SingleOrDefaultAsync(a => a.Id == happened.Alert && a.ToldAt != null, ct) is not { } alert || await post.MailboxOfAsync(alert, ct) is not { } to)
        {
            return;
        }

        if ((await offers.OfAsync([alert.ProductId], ct)).GetValueOrDefault(alert.ProductId) is not { CanBeHad: true } offer)
        {
            alert.ToldAt = null;
            await db.SaveChangesAsync(ct);
            return;
        }

        await post.SendAsync("Back", $"product-back-{alert.Id}-{delivery}", alert, to, [offer.Name, post.Absolute("/san-pham/" + offer.Slug)], ct);
    }
}
