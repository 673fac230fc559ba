using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Catalog.Stock;

/// <summary>A packing's shelf as it is while its row is locked.</summary>
internal sealed class StockLevel
{
    public Guid Id { get; init; }
    public Guid ListingId { get; init; }
    public Guid ProducerId { get; init; }
    public required string Packing { get; init; }
    public int Stock { get; init; }
    public int LowStock { get; init; }
}

/// <summary>The one place where stock changes: under row locks taken in id order, never below zero, each change a line of the ledger.</summary>
internal sealed class StockBook(EventOutbox outbox, TimeProvider clock)
{
    /// <summary>Locks the rows to the end of the transaction; unknown ones are left out.</summary>
    public static async Task<Dictionary<VariantId, StockLevel>> LockAsync(MarketDbContext db, IEnumerable<VariantId> variants, CancellationToken ct)
    {
        var ids = variants.Select(v => v.Value).Distinct().ToArray();
        return (await db.Database.SqlQuery<StockLevel>(
            $"""
            select v.id as "Id", v.listing_id as "ListingId", l.producer_id as "ProducerId", v.packing as "Packing", v.stock as "Stock", v.low_stock as "LowStock"
            from catalog.variants v join catalog.listings l on l.id = v.listing_id
            where v.id = any({ids}) order by v.id for update of v
            """).ToListAsync(ct)).ToDictionary(level => new VariantId(level.Id));
    }

    /// <summary>The first line of the ledger for every packing of new listings.</summary>
    public static Task BeginAsync(MarketDbContext db, Actor actor, IReadOnlyCollection<ListingId> listings, DateTimeOffset now, CancellationToken ct)
    {
        var (ids, by, why) = (listings.Select(l => l.Value).ToArray(), actor.ToString(), nameof(StockReason.Begun));
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into catalog.stock_entries (variant_id, change, after, reason, actor, at)
            select id, stock, stock, {why}, {by}, {now} from catalog.variants where listing_id = any({ids}) and stock > 0 order by listing_id, position
            """, ct);
    }

    /// <summary>Writes changes of rows that <see cref="LockAsync"/> has locked and the caller has checked.</summary>
    public async Task WriteAsync(
        MarketDbContext db, Actor actor, IReadOnlyCollection<(StockLevel Level, int Change)> moves, StockReason reason, string? note, CancellationToken ct)
    {
        var (ids, changes, now, by, why) = (moves.Select(m => m.Level.Id).ToArray(), moves.Select(m => m.Change).ToArray(), clock.GetUtcNow(), actor.ToString(), reason.ToString());
        var written = await db.Database.ExecuteSqlAsync(
            $"""
            with changed as (
              update catalog.variants v set stock = v.stock + c.change
              from unnest({ids}, {changes}) as c(id, change) where v.id = c.id and v.stock + c.change >= 0
              returning v.id, c.change, v.stock)
            insert into catalog.stock_entries (variant_id, change, after, reason, note, actor, at)
            select id, change, stock, {why}, {note}, {by}, {now} from changed order by id
            """, ct);
        if (written != moves.Count)
        {
            throw new InvalidOperationException("Stock moved although its rows were locked.");
        }

        foreach (var (level, change) in moves)
        {
            var after = level.Stock + change;
            if (level.Stock > level.LowStock && after <= level.LowStock)
            {
                outbox.Add(db, new ListingNews(new ListingId(level.ListingId), ListingNewsKind.LowStock, [level.Packing, $"{after}"]));
            }
        }
    }
}
