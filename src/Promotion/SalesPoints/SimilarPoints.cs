using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A point that may be the one that somebody writes down.</summary>
public sealed record SimilarPoint(SalesPointId Id, string Slug, string Name, string Street, string CommuneCode, string ProvinceCode, SalesPointState State);

/// <summary>Finds what is on record and may be the place that somebody is writing down: another spelling, or the same spot.</summary>
public sealed class SimilarPoints(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <summary>Two doors of one house.</summary>
    private const double SameSpot = 30;

    /// <summary>One name stands once within this distance, across the border of a commune too.</summary>
    private const double SameName = 1_500;

    /// <summary>Degrees that are farther than that anywhere in the country.</summary>
    private const double Around = 0.02;

    /// <summary>The nearest first; nothing for a draft that could not be taken anyway.</summary>
    public async Task<IReadOnlyList<SimilarPoint>> OfAsync(SalesPointDraft draft, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var point = new SalesPoint("", clock.GetUtcNow());
        if (draft.WriteTo(point, areas).Refusal is not null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, point, ct);
    }

    internal static async Task<List<SimilarPoint>> FindAsync(MarketDbContext db, SalesPoint point, CancellationToken ct)
    {
        var (south, north, west, east) = (point.Latitude - Around, point.Latitude + Around, point.Longitude - Around, point.Longitude + Around);
        var near = await db.SalesPoints.AsNoTracking()
            .Where(p => p.State != SalesPointState.Closed && p.Id != point.Id
                && ((p.CommuneCode == point.CommuneCode && p.NameKey == point.NameKey) || (p.Latitude > south && p.Latitude < north && p.Longitude > west && p.Longitude < east)))
            .ToListAsync(ct);
        return [.. near.Select(p => (Point: p, Metres: p.Pin.MetresTo(point.Pin)))
            .Where(p => p.Metres < SameSpot || (Resembles(p.Point.NameKey, point.NameKey) && (p.Metres < SameName || p.Point.CommuneCode == point.CommuneCode)))
            .OrderBy(p => p.Metres).ThenBy(p => p.Point.Id.Value).Take(5)
            .Select(p => new SimilarPoint(p.Point.Id, p.Point.Slug, p.Point.Name, p.Point.Street, p.Point.CommuneCode, p.Point.ProvinceCode, p.Point.State))];
    }

    /// <summary>The same telling words, whatever stands around them.</summary>
    private static bool Resembles(string one, string other)
    {
        var (a, b) = (one.Split(' ').ToHashSet(), other.Split(' ').ToHashSet());
        return a.IsSubsetOf(b) || b.IsSubsetOf(a);
    }
}
