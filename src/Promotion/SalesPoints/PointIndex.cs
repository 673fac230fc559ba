using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A listed point as it is kept in memory. What changes with the clock or the registry is asked at each look.</summary>
internal sealed record KeptPoint(
    SalesPointId Id, string Slug, string Name, SalesPointKind Kind, string PlaceType, string Street, string CommuneCode, string ProvinceCode, GeoPoint Pin, string Phone, OpeningHours Hours,
    DateTimeOffset? ConfirmedAt, bool IsOpened, int OpenReports, string? Photo, string? OcopStreet, string? OcopStreetSlug, bool Illustrative, Guid[] Shelf);

/// <summary>Every point that lists show, and which of them have a product on the shelf.</summary>
internal sealed class KeptPoints
{
    public required KeptPoint[] All { get; init; }

    /// <summary>Positions in <see cref="All"/>.</summary>
    public required FrozenDictionary<Guid, int[]> OfProduct { get; init; }
}

/// <summary>Keeps the listed points in memory until something of this module changes: a few thousand are walked through faster than a database is asked.</summary>
internal sealed class PointIndex : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Kept<KeptPoints> _points;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly AreaDirectory _areas;

    public PointIndex(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, AreaDirectory areas)
    {
        (_contexts, _areas) = (contexts, areas);
        _points = new(changes, LoadAsync, Patience, PromotionModule.Schema);
    }

    public ValueTask<KeptPoints> GetAsync(CancellationToken ct) => _points.GetAsync(null, ct);

    public void Dispose() => _points.Dispose();

    private async Task<KeptPoints> LoadAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var shelves = (await db.ShelfItems.AsNoTracking().Select(i => new { i.PointId, i.ProductId }).ToListAsync(ct)).ToLookup(i => i.PointId, i => i.ProductId.Value);
        var reports = await db.PointReports.Where(r => r.AnsweredAt == null).GroupBy(r => r.PointId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var points = await db.SalesPoints.AsNoTracking().Where(p => p.State == SalesPointState.Recognised || p.State == SalesPointState.Operating).ToListAsync(ct);
        var order = _areas.Provinces.Select((p, i) => (p.Code, i)).ToDictionary(p => p.Code, p => p.i);
        var all = points.OrderBy(p => order.GetValueOrDefault(p.ProvinceCode)).ThenBy(p => p.NameKey, StringComparer.Ordinal).ThenBy(p => p.Id.Value).Select(p => new KeptPoint(
            p.Id, p.Slug, p.Name, p.Kind, p.PlaceType, p.Street, p.CommuneCode, p.ProvinceCode, p.Pin, p.Phone, p.Hours, p.ConfirmedAt, p.State is SalesPointState.Operating, reports.GetValueOrDefault(p.Id),
            p.Photos is [var first, ..] ? first.Key : null, p.OcopStreet, p.OcopStreetSlug, p.Illustrative, [.. shelves[p.Id]])).ToArray();
        return new()
        {
            All = all,
            OfProduct = all.SelectMany((p, i) => p.Shelf.Select(product => (product, i))).ToLookup(s => s.product, s => s.i).ToFrozenDictionary(g => g.Key, g => g.ToArray()),
        };
    }
}
