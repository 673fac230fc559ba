using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What a shopper asks of the list.</summary>
/// <param name="Product">Points that say to have it on the shelf; nothing once no certificate covers it.</param>
/// <param name="Near">Nearest first.</param>
/// <param name="OcopStreet">Slug of an OCOP street.</param>
public sealed record PointFilter(
    string? ProvinceCode = null, string? CommuneCode = null, SalesPointKind? Kind = null, ProductId? Product = null, GeoPoint? Near = null, bool OpenNow = false, string? OcopStreet = null);

/// <summary>A point as lists show it.</summary>
/// <param name="IsOpened">Recognised points that have not opened yet are listed too.</param>
/// <param name="Products">Of its shelf list, those that are in force today.</param>
/// <param name="Metres">From where the reader asked; null where they asked from nowhere.</param>
public sealed record PointCard(
    SalesPointId Id, string Slug, string Name, SalesPointKind Kind, string Street, string CommuneCode, string ProvinceCode, GeoPoint Pin, string Phone, bool IsOpened, OpeningStatus Status,
    DateTimeOffset? ConfirmedAt, bool IsDoubtful, int Products, double? Metres, string? Photo, bool Illustrative);

public sealed record PointList(int Total, int Page, int PageSize, IReadOnlyList<PointCard> Items)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A point's page.</summary>
/// <param name="Shelf">In force today, as the registry says at this moment.</param>
public sealed record PointView(
    SalesPointId Id, string Slug, string Name, SalesPointKind Kind, PlaceType PlaceType, string Street, string CommuneCode, string ProvinceCode, GeoPoint Pin, string Phone, string Operator,
    string? TextVi, string? TextEn, OpeningHours Hours, OpeningStatus Status, IReadOnlyList<TimetableRow> Timetable, IReadOnlyList<OtherGoods> OtherGoods, IReadOnlyList<PointPhoto> Photos,
    string? OcopStreet, string? OcopStreetSlug, PointRecognition Recognition, DateOnly? NextReviewOn, SalesPointState State, string? StateReason, DateTimeOffset? ConfirmedAt, bool IsDoubtful,
    bool Illustrative, IReadOnlyList<CertifiedGoods> Shelf);

/// <summary>Where somebody can get a product in their own hands.</summary>
public sealed record PointOfProduct(string Slug, string Name, SalesPointKind Kind, string Street, string CommuneCode, string ProvinceCode, OpeningStatus Status, DateTimeOffset? ConfirmedAt, bool IsDoubtful);

/// <summary>A province with its listed points, for the map.</summary>
public sealed record ProvincePoints(Province Province, int Points);

/// <summary>Reads sales points for the public.</summary>
public sealed class SalesPointQueries
{
    private readonly PointIndex _index;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IGoodsInForce _goods;
    private readonly DatedSettings _settings;
    private readonly TimeProvider _clock;

    internal SalesPointQueries(PointIndex index, IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, DatedSettings settings, TimeProvider clock)
        => (_index, _contexts, _goods, _settings, _clock) = (index, contexts, goods, settings, clock);

    /// <summary>Nearest first where somebody asks from somewhere, else by province and name; doubtful ones last, those not open yet before them.</summary>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<PointList> ListAsync(PointFilter filter, int page, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var ((points, _, goods), doubt, now) = (await _index.CountedAsync(ct), await _settings.DoubtAsync(ct), _clock.GetUtcNow());
        IEnumerable<KeptPoint> asked = points.All;
        if (filter.Product is { } product)
        {
            // Its name stands over the list: whether it may is asked now.
            asked = (await _goods.FindAsync([product], ct)).Count == 0 ? [] : points.OfProduct.GetValueOrDefault(product.Value, []).Select(i => points.All[i]);
        }

        var open = filter.OpenNow ? _index.OpenAt(points, now) : null;
        var found = asked.Where(p => (filter.ProvinceCode is null || p.ProvinceCode == filter.ProvinceCode) && (filter.CommuneCode is null || p.CommuneCode == filter.CommuneCode)
            && (filter.Kind is null || p.Kind == filter.Kind) && (filter.OcopStreet is null || p.OcopStreetSlug == filter.OcopStreet) && (open is null || open[p.At])).ToList();
        var at = Math.Clamp(page, 1, Math.Max(1, (found.Count + size - 1) / size));
        var shown = Ordered(found, filter.Near, p => (doubt.Of(p, now) ? 2 : 0) + (p.IsOpened ? 0 : 1)).Skip((at - 1) * size).Take(size);
        return new(found.Count, at, size, [.. shown.Select(p => Card(p, now, doubt.Of(p, now), filter.Near?.MetresTo(p.Pin), goods[p.At]))]);
    }

    /// <summary>Every listed point, for data that anyone may use.</summary>
    public async Task<IReadOnlyList<PointCard>> AllAsync(CancellationToken ct)
    {
        var ((points, _, goods), doubt, now) = (await _index.CountedAsync(ct), await _settings.DoubtAsync(ct), _clock.GetUtcNow());
        return [.. points.All.Select(p => Card(p, now, doubt.Of(p, now), null, goods[p.At]))];
    }

    /// <summary>A point that is or was one; null for an unknown slug and for what is only proposed.</summary>
    public async Task<PointView?> FindAsync(string slug, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.SalesPoints.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == slug, ct) is not { Recognition: { } recognition } p || !p.State.IsPublic())
        {
            return null;
        }

        var (doubt, now) = (await _settings.DoubtAsync(ct), _clock.GetUtcNow());
        var reports = await db.PointReports.CountAsync(r => r.PointId == p.Id && r.AnsweredAt == null, ct);
        var shelf = await _goods.FindAsync(await db.ShelfItems.Where(i => i.PointId == p.Id).Select(i => i.ProductId).ToListAsync(ct), ct);
        return new(
            p.Id, p.Slug, p.Name, p.Kind, PlaceTypes.Find(p.PlaceType)!, p.Street, p.CommuneCode, p.ProvinceCode, p.Pin, p.Phone, p.Operator, p.TextVi, p.TextEn, p.Hours, p.Hours.At(now), p.Timetable,
            p.OtherGoods, p.Photos, p.OcopStreet, p.OcopStreetSlug, recognition, p.NextReviewOn, p.State, p.StateReason, p.ConfirmedAt,
            p.State is SalesPointState.Operating && doubt.Of(p.ConfirmedAt, reports, now), p.Illustrative,
            p.State is SalesPointState.Closed ? [] : [.. shelf.Values.OrderBy(g => g.Name, StringComparer.Ordinal).ThenBy(g => g.Product.Value)]);
    }

    /// <summary>Where the product is on a shelf, confirmed ones first; asks nothing of the database while nothing of this module changes. The caller shows it only while the product is in force.</summary>
    public async ValueTask<IReadOnlyList<PointOfProduct>> OfProductAsync(ProductId product, int take, CancellationToken ct)
    {
        var points = await _index.GetAsync(ct);
        if (!points.OfProduct.TryGetValue(product.Value, out var positions))
        {
            return [];
        }

        var (doubt, now) = (await _settings.DoubtAsync(ct), _clock.GetUtcNow());
        return [.. positions.Select(i => points.All[i]).Where(p => p.IsOpened).Select(p => (Point: p, Doubtful: doubt.Of(p, now))).OrderBy(p => p.Doubtful).ThenByDescending(p => p.Point.ConfirmedAt).Take(take)
            .Select(p => new PointOfProduct(p.Point.Slug, p.Point.Name, p.Point.Kind, p.Point.Street, p.Point.CommuneCode, p.Point.ProvinceCode, p.Point.Hours.At(now), p.Point.ConfirmedAt, p.Doubtful))];
    }

    /// <summary>Every province in the order of the directory, those with nothing too.</summary>
    public async ValueTask<IReadOnlyList<ProvincePoints>> ByProvinceAsync(CancellationToken ct) => (await _index.GetAsync(ct)).Provinces;

    /// <summary>Slugs of what lists show and nobody doubts, for the sitemap.</summary>
    public async Task<IReadOnlyList<string>> SlugsAsync(CancellationToken ct)
    {
        var (doubt, now) = (await _settings.DoubtAsync(ct), _clock.GetUtcNow());
        return [.. (await _index.GetAsync(ct)).All.Where(p => p.IsOpened && !doubt.Of(p, now)).Select(p => p.Slug)];
    }

    /// <summary>OCOP streets with listed points: slug and name.</summary>
    public async ValueTask<IReadOnlyList<(string Slug, string Name)>> StreetsAsync(CancellationToken ct) => (await _index.GetAsync(ct)).Streets;

    /// <summary>By rank, 0 to 3, then by distance where somebody asks from somewhere, else as they are; nothing is sorted that is not taken.</summary>
    private static IEnumerable<KeptPoint> Ordered(List<KeptPoint> points, GeoPoint? near, Func<KeptPoint, int> rank)
    {
        if (near is not { } pin)
        {
            return Enumerable.Range(0, 4).SelectMany(r => points.Where(p => rank(p) == r));
        }

        const double PastTheFarthest = 5;
        var here = Direction.Of(pin);
        return points.OrderBy(p => (rank(p) * PastTheFarthest) + here.SquareTo(p.Toward));
    }

    private static PointCard Card(KeptPoint p, DateTimeOffset now, bool doubtful, double? metres, int goods) => new(
        p.Id, p.Slug, p.Name, p.Kind, p.Street, p.CommuneCode, p.ProvinceCode, p.Pin, p.Phone, p.IsOpened, p.Hours.At(now), p.ConfirmedAt, doubtful, goods, metres, p.Photo, p.Illustrative);
}
