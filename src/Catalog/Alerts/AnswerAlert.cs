using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog.Alerts;

/// <summary>The owner of a mailbox says that they want the letters. The time for which a product is waited begins now.</summary>
public sealed class ConfirmAlert
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CatalogueQueries _catalogue;
    private readonly DatedSettings _settings;
    private readonly TimeProvider _clock;

    internal ConfirmAlert(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, DatedSettings settings, TimeProvider clock)
        => (_contexts, _catalogue, _settings, _clock) = (contexts, catalogue, settings, clock);

    /// <param name="secret">Of the link.</param>
    public async Task<Result> RunAsync(string? secret, CancellationToken ct)
    {
        var (days, found) = (await _settings.OfAsync(CatalogSettings.AlertDays, ct), await FoundAsync(secret, ct));
        return await _contexts.InTransactionAsync(async db =>
        {
            if (await db.FindAlertAsync(secret, _clock, ct) is not { } alert)
            {
                return CatalogRefusals.AlertUnknown();
            }

            if (alert is ProductAlert { ConfirmedAt: null } product)
            {
                product.Through = _clock.Today().AddDays(days);
            }

            if (alert is SavedSearch { ConfirmedAt: null } search)
            {
                search.Tell(found, _clock.Today());
            }

            alert.ConfirmedAt ??= _clock.GetUtcNow();
            return Result.Success;
        }, ct);
    }

    // Before the transaction: whoever holds a line to the database asks for no second one.
    private async Task<IReadOnlyList<int>> FoundAsync(string? secret, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FindAlertAsync(secret, _clock, ct) is SavedSearch { ConfirmedAt: null } search ? await _catalogue.NumbersAsync(search.Filter, ct) : [];
    }
}

/// <summary>Whoever has the link wants no more letters: a mailbox is forgotten, an account keeps its search.</summary>
public sealed class EndAlert(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <inheritdoc cref="ConfirmAlert.RunAsync"/>
    public Task<Result> RunAsync(string? secret, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.FindAlertAsync(secret, clock, ct) is not { } alert)
            {
                return CatalogRefusals.AlertUnknown();
            }

            if (alert is SavedSearch { Account: not null } search)
            {
                search.EndLetters();
            }
            else
            {
                db.Remove(alert);
            }

            return Result.Success;
        }, ct);
}

/// <summary>An account waits for a product no more.</summary>
public sealed class StopAwaiting(IDbContextFactory<MarketDbContext> contexts)
{
    public Task<Result> RunAsync(Actor actor, string slug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return contexts.InTransactionAsync(async db =>
        {
            var products = db.Listings.Where(l => l.Slug == slug).Select(l => l.ProductId);
            return actor.Account is not { } account ? CatalogRefusals.MembersOnly()
                : await db.ProductAlerts.Where(a => a.Account == account && products.Contains(a.ProductId)).ExecuteDeleteAsync(ct) == 0 ? CatalogRefusals.AlertUnknown()
                : Result.Success;
        }, ct);
    }
}
