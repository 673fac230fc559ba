using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog.Alerts;

/// <summary>The owner of a mailbox says that they want the letters. The time for which a product is waited begins now.</summary>
public sealed class ConfirmAlert(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    /// <param name="secret">Of the link.</param>
    public async Task<Result> RunAsync(string? secret, CancellationToken ct)
    {
        var days = await settings.OfAsync(CatalogSettings.AlertDays, ct);
        return await contexts.InTransactionAsync(async db =>
        {
            if (await db.FindAlertAsync(secret, clock, ct) is not { } alert)
            {
                return CatalogRefusals.AlertUnknown();
            }

            if (alert is ProductAlert { ConfirmedAt: null } product)
            {
                product.Through = clock.Today().AddDays(days);
            }

            alert.ConfirmedAt ??= clock.GetUtcNow();
            return Result.Success;
        }, ct);
    }
}

/// <summary>Whoever has the link wants no more letters; a mailbox is forgotten.</summary>
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

            db.Remove(alert);
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
