using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Alerts;

/// <summary>What a link's alert is about: a product or a search.</summary>
public sealed record AlertView(bool IsConfirmed, AwaitedView? Product, SearchView? Search);

/// <param name="Through">The last day on which the product is waited for.</param>
/// <param name="ToldAt">When it was told that the product can be had; nothing more comes then.</param>
public sealed record AwaitedView(string Slug, string Name, DateOnly Through, DateTimeOffset? ToldAt);

/// <param name="Path">Of its list.</param>
/// <param name="IsKept">An account keeps it, with letters or without.</param>
public sealed record SearchView(string Name, string Path, bool Letters, bool IsKept);

/// <summary>A search that an account keeps.</summary>
public sealed record SavedRow(Guid Id, string Name, string Path, CatalogueFilter Filter, bool Letters, DateTimeOffset SavedAt);

/// <summary>A product that an account waits for.</summary>
public sealed record AwaitedRow(string Slug, string Name, DateOnly Through);

/// <summary>Reads alerts by their secret, and an account's own.</summary>
public sealed class AlertQueries(IDbContextFactory<MarketDbContext> contexts, ISearchAddresses addresses, TimeProvider clock)
{
    /// <summary>Null for what is unknown, has ended or was not confirmed in time.</summary>
    public async Task<AlertView?> FindAsync(string? secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.FindAlertAsync(secret, clock, ct);
        if (found is SavedSearch search)
        {
            return new(search.ConfirmedAt is not null, null, new(search.Name, addresses.PathOf(search.Filter), search.Letters, search.Account is not null));
        }

        if (found is not ProductAlert alert)
        {
            return null;
        }

        var product = await db.Database.SqlQuery<Named>(
            $"""
            select l.slug as "Slug", f.product_name as "Name", {alert.Through} as "Through"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id where l.product_id = {alert.ProductId.Value}
            """).SingleAsync(ct);
        return new(alert.ConfirmedAt is not null, new(product.Slug, product.Name, alert.Through, alert.ToldAt), null);
    }

    /// <summary>What the actor waits for, what was asked for last first; empty for guests.</summary>
    public async Task<IReadOnlyList<AwaitedRow>> AwaitedAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account)
        {
            return [];
        }

        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.Database.SqlQuery<Named>(
            $"""
            select l.slug as "Slug", f.product_name as "Name", a.through as "Through"
            from catalog.product_alerts a join catalog.listings l on l.product_id = a.product_id join registry.product_facts f on f.product_id = a.product_id
            where a.account = {account.Value} and a.told_at is null and a.through >= {today} order by a.asked_at desc, a.id
            """).ToListAsync(ct)).Select(a => new AwaitedRow(a.Slug, a.Name, a.Through))];
    }

    /// <summary>The searches that the actor keeps, by name; empty for guests.</summary>
    public async Task<IReadOnlyList<SavedRow>> SavedAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.SavedSearches.AsNoTracking().Where(s => s.Account == account).OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(ct))
            .Select(s => new SavedRow(s.Id, s.Name, addresses.PathOf(s.Filter), s.Filter, s.Letters, s.AskedAt))];
    }

    private sealed class Named
    {
        public required string Slug { get; init; }
        public required string Name { get; init; }
        public DateOnly Through { get; init; }
    }
}
