using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Alerts;

/// <summary>A mailbox was named: its owner is asked, or told that it is noted already.</summary>
internal sealed record ProductAlertAsked(Guid Alert);

/// <summary>Whether there is something to wait for: a product with a page that can be sold here, and cannot be had today.</summary>
internal sealed class AwaitedProducts(IDbContextFactory<MarketDbContext> contexts, IOfferedProducts offers, DatedSettings settings, TimeProvider clock)
{
    /// <returns>The product, and the last day on which it is waited for from today on.</returns>
    public async Task<Result<(ProductId Product, DateOnly Through)>> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Listings.Where(l => l.Slug == slug && l.State != ListingState.Draft && l.State != ListingState.InReview).Select(l => new { l.ProductId, l.Kind, l.DelistedBecause }).SingleOrDefaultAsync(ct) is not { } listing)
        {
            return CatalogRefusals.ListingUnknown(slug);
        }

        if (listing.Kind is ListingKind.Information || listing.DelistedBecause is DelistReason.TakenDown)
        {
            return CatalogRefusals.AlertNotPossible();
        }

        return (await offers.OfAsync([listing.ProductId], ct)).GetValueOrDefault(listing.ProductId) is { CanBeHad: true } ? CatalogRefusals.AlertNotNeeded()
            : (listing.ProductId, clock.Today().AddDays(await settings.OfAsync(CatalogSettings.AlertDays, ct)));
    }
}

/// <summary>Whoever has an account is told once when a product can be had again. Asking again begins the time anew.</summary>
public sealed class AwaitProduct
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly AwaitedProducts _products;
    private readonly AlertLinks _links;
    private readonly TimeProvider _clock;

    internal AwaitProduct(IDbContextFactory<MarketDbContext> contexts, AwaitedProducts products, AlertLinks links, TimeProvider clock)
        => (_contexts, _products, _links, _clock) = (contexts, products, links, clock);

    /// <returns>The last day on which it is waited for.</returns>
    public async Task<Result<DateOnly>> RunAsync(Actor actor, string slug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account)
        {
            return CatalogRefusals.MembersOnly();
        }

        var found = await _products.FindAsync(slug, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (product, through) = found.Value;
        return await _contexts.InTransactionAsync<DateOnly>(async db =>
        {
            await db.LockAsync($"catalog.alerts:{account}", ct);
            var own = await db.ProductAlerts.Where(a => a.Account == account).ToListAsync(ct);
            var alert = own.Find(a => a.ProductId == product);
            if (alert is null && own.Count >= ProductAlert.Most)
            {
                return CatalogRefusals.AlertsFull(ProductAlert.Most);
            }

            var now = _clock.GetUtcNow();
            if (alert is null)
            {
                var secret = Secrets.New();
                alert = new() { ProductId = product, Account = account, Language = "vi", TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret), AskedAt = now, ConfirmedAt = now, Through = through };
                db.ProductAlerts.Add(alert);
            }

            (alert.AskedAt, alert.Through, alert.ToldAt) = (now, through, null);
            return through;
        }, ct);
    }
}

/// <summary>
/// A mailbox is to be told once when a product can be had again. Whoever asks learns nothing of it: the answer is the same whether it is new, waits or
/// has enough.
/// </summary>
public sealed class AskProductAlert
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly AwaitedProducts _products;
    private readonly AlertLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AskProductAlert(IDbContextFactory<MarketDbContext> contexts, AwaitedProducts products, AlertLinks links, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _products, _links, _outbox, _clock) = (contexts, products, links, outbox, clock);

    /// <param name="language">Of the reader: vi or en.</param>
    public async Task<Result> RunAsync(string slug, string? written, string language, CancellationToken ct)
    {
        if (ContactText.Email(written) is not { } email)
        {
            return CatalogRefusals.AlertEmailWrong();
        }

        var found = await _products.FindAsync(slug, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var (product, through) = found.Value;
        return await _contexts.InTransactionAsync(async db =>
        {
            var now = _clock.GetUtcNow();
            var asked = await db.QuestionsOfADayAsync(email, now, ct);
            var alert = await db.ProductAlerts.SingleOrDefaultAsync(a => a.ProductId == product && a.Email == email, ct);
            if (asked >= Alert.MostADay || (alert is { ToldAt: null } && alert.AskedAt > now - Alert.Pause) || (alert is null && await db.ProductAlerts.CountAsync(a => a.Email == email, ct) >= ProductAlert.Most))
            {
                return Result.Success;
            }

            if (alert is { ToldAt: not null })
            {
                db.ProductAlerts.Remove(alert); // told once: whoever wants to hear again is asked again
                await db.SaveChangesAsync(ct);
                alert = null;
            }

            if (alert is null)
            {
                var secret = Secrets.New();
                alert = new() { ProductId = product, Email = email, Language = language, TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret), AskedAt = now, Through = through };
                db.ProductAlerts.Add(alert);
            }

            (alert.AskedAt, alert.Language) = (now, language);
            _outbox.Add(db, new ProductAlertAsked(alert.Id));
            return Result.Success;
        }, ct);
    }
}
