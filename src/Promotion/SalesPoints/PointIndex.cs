using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A place as a unit vector from the middle of the earth: which of two is nearer takes three products instead of five sines.</summary>
internal readonly record struct Direction(double X, double Y, double Z)
{
    public static Direction Of(GeoPoint pin)
    {
        var ((sinLatitude, cosLatitude), (sinLongitude, cosLongitude)) = (Math.SinCos(double.DegreesToRadians(pin.Latitude)), Math.SinCos(double.DegreesToRadians(pin.Longitude)));
        return new(cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    /// <summary>The square of the straight way through the earth, whose radius is 1: at most 4, and larger for what is farther.</summary>
    public double SquareTo(Direction other)
    {
        var (x, y, z) = (X - other.X, Y - other.Y, Z - other.Z);
        return (x * x) + (y * y) + (z * z);
    }
}

/// <summary>A listed point as it is kept in memory. What changes with the clock or the registry is asked at each look.</summary>
/// <param name="At">Its number in <see cref="KeptPoints.All"/>.</param>
/// <param name="Toward">Its pin, for comparing distances.</param>
internal sealed record KeptPoint(
    int At, Direction Toward, SalesPointId Id, string Slug, string Name, SalesPointKind Kind, string PlaceType, string Street, string CommuneCode, string ProvinceCode, GeoPoint Pin, string Phone, OpeningHours Hours,
    DateTimeOffset? ConfirmedAt, bool IsOpened, int OpenReports, string? Photo, string? OcopStreet, string? OcopStreetSlug, bool Illustrative, Guid[] Shelf);

/// <summary>Every point that lists show, and what follows from them alone.</summary>
internal sealed class KeptPoints
{
    public required KeptPoint[] All { get; init; }

    /// <summary>Positions in <see cref="All"/>.</summary>
    public required FrozenDictionary<Guid, int[]> OfProduct { get; init; }

    public required IReadOnlyList<ProvincePoints> Provinces { get; init; }

    /// <summary>OCOP streets: slug and name.</summary>
    public required IReadOnlyList<(string Slug, string Name)> Streets { get; init; }
}

/// <summary>How many goods of each shelf list are in force on a day, by <see cref="KeptPoint.At"/>: a number and no name, since what is named is asked anew.</summary>
internal sealed record CountedShelves(KeptPoints Points, DateOnly Day, int[] Goods);

/// <summary>Which points are open in a minute, by <see cref="KeptPoint.At"/>: nobody's hours are finer.</summary>
internal sealed record OpenPoints(KeptPoints Points, long Minute, bool[] IsOpen);

/// <summary>
/// Keeps the listed points in memory until something of this module changes: a few thousand are walked through faster than a database is asked. The goods on their shelves
/// are counted anew when the registry changes or the day ends.
/// </summary>
internal sealed class PointIndex : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Kept<KeptPoints> _points;
    private readonly Kept<CountedShelves> _shelves;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IGoodsInForce _goods;
    private readonly AreaDirectory _areas;
    private readonly TimeProvider _clock;
    private volatile OpenPoints? _open;

    public PointIndex(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, MarketChanges changes, AreaDirectory areas, TimeProvider clock)
    {
        (_contexts, _goods, _areas, _clock) = (contexts, goods, areas, clock);
        _points = new(changes, LoadAsync, Patience, PromotionModule.Schema);
        _shelves = new(changes, CountAsync, TimeSpan.Zero, RegistryModule.Schema);
    }

    public ValueTask<KeptPoints> GetAsync(CancellationToken ct) => _points.GetAsync(null, ct);

    public async ValueTask<CountedShelves> CountedAsync(CancellationToken ct)
    {
        var (points, today) = (await GetAsync(ct), _clock.Today());
        return await _shelves.GetAsync(counted => counted.Points == points && counted.Day == today, ct);
    }

    /// <summary>Of points that have opened, those whose hours hold this moment.</summary>
    public bool[] OpenAt(KeptPoints points, DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        var open = _open;
        if (open is null || open.Points != points || open.Minute != minute)
        {
            _open = open = new(points, minute, [.. points.All.Select(p => p.IsOpened && p.Hours.At(now).IsOpen)]);
        }

        return open.IsOpen;
    }

    public void Dispose()
    {
        _points.Dispose();
        _shelves.Dispose();
    }

    private async Task<KeptPoints> LoadAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var shelves = (await db.ShelfItems.AsNoTracking().Select(i => new { i.PointId, i.ProductId }).ToListAsync(ct)).ToLookup(i => i.PointId, i => i.ProductId.Value);
        var reports = await db.PointReports.Where(r => r.AnsweredAt == null).GroupBy(r => r.PointId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var points = await db.SalesPoints.AsNoTracking().Where(p => p.State == SalesPointState.Recognised || p.State == SalesPointState.Operating).ToListAsync(ct);
        var order = _areas.Provinces.Select((p, i) => (p.Code, i)).ToDictionary(p => p.Code, p => p.i);
        var all = points.OrderBy(p => order.GetValueOrDefault(p.ProvinceCode)).ThenBy(p => p.NameKey, StringComparer.Ordinal).ThenBy(p => p.Id.Value).Select((p, at) => new KeptPoint(
            at, Direction.Of(p.Pin), p.Id, p.Slug, p.Name, p.Kind, p.PlaceType, p.Street, p.CommuneCode, p.ProvinceCode, p.Pin, p.Phone, p.Hours, p.ConfirmedAt, p.State is SalesPointState.Operating, reports.GetValueOrDefault(p.Id),
            p.Photos is [var first, ..] ? first.Key : null, p.OcopStreet, p.OcopStreetSlug, p.Illustrative, [.. shelves[p.Id]])).ToArray();
        var counts = all.CountBy(p => p.ProvinceCode).ToDictionary();
        return new()
        {
            All = all,
            OfProduct = all.SelectMany((p, i) => p.Shelf.Select(product => (product, i))).ToLookup(s => s.product, s => s.i).ToFrozenDictionary(g => g.Key, g => g.ToArray()),
            Provinces = [.. _areas.Provinces.Select(p => new ProvincePoints(p, counts.GetValueOrDefault(p.Code)))],
            Streets = [.. all.Where(p => p.OcopStreetSlug is not null).DistinctBy(p => p.OcopStreetSlug).Select(p => (p.OcopStreetSlug!, p.OcopStreet!))],
        };
    }

    private async Task<CountedShelves> CountAsync(CancellationToken ct)
    {
        var (points, today) = (await GetAsync(ct), _clock.Today());
        var inForce = await _goods.FindAsync([.. points.OfProduct.Keys.Select(id => new ProductId(id))], ct);
        return new(points, today, [.. points.All.Select(p => p.Shelf.Count(id => inForce.ContainsKey(new(id))))]);
    }
}
