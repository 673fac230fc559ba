using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What of the points an officer looks at.</summary>
public enum PointNeeds
{
    Everything,

    /// <summary>Proposed or surveyed: somebody has to go there or to decide.</summary>
    Deciding,

    /// <summary>Open, and not confirmed for long.</summary>
    Unconfirmed,
    ReviewDue,

    /// <summary>Somebody says that it is closed or wrong, and nobody has answered.</summary>
    Reported,

    /// <summary>With goods on the shelf list that are in force no more.</summary>
    EndedGoods,
}

/// <summary>A point in a list of those who keep it.</summary>
public sealed record PointRow(SalesPointId Id, string Slug, string Name, SalesPointKind Kind, string CommuneCode, string ProvinceCode, SalesPointState State, DateTimeOffset? ConfirmedAt, bool IsDoubtful, DateOnly? NextReviewOn, int Goods, int OpenReports);

public sealed record PointRows(int Total, int Page, int PageSize, IReadOnlyList<PointRow> Items)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A product of a shelf list as its keeper sees it.</summary>
/// <param name="Goods">Null once no certificate covers it: the public does not see it, and its label has to go.</param>
public sealed record ShelfLine(ProductId Product, string Name, CertifiedGoods? Goods);

/// <summary>A point with all that its office and its keepers need.</summary>
/// <param name="Version">Goes into the form: what somebody else changed meanwhile is not written over.</param>
/// <param name="Runs">The actor is an officer of the place.</param>
public sealed record PointFile(
    SalesPointId Id, uint Version, string Slug, SalesPointState State, string? StateReason, SalesPointDraft Draft, string CommuneCode, string ProvinceCode, OpeningHours Hours, PointRecognition? Recognition,
    DateOnly? NextReviewOn, DateTimeOffset? ConfirmedAt, bool IsDoubtful, IReadOnlyList<ShelfLine> Shelf, IReadOnlyList<OtherGoods> OtherGoods, IReadOnlyList<PointPhoto> Photos,
    IReadOnlyList<PointReportView> Reports, IReadOnlyList<PointPeriodView> Periods, IReadOnlyList<AccountId> Keepers, bool Runs, bool MayRecognise)
{
    public string Name => Draft.Name!;

    /// <summary>Labels that have to go.</summary>
    public IEnumerable<ShelfLine> Ended => Shelf.Where(l => l.Goods is null);
}

/// <summary>Reads points for their offices and keepers, and finds goods for their shelves.</summary>
public sealed class SalesPointDeskQueries(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, AreaDirectory areas, DatedSettings settings, TimeProvider clock)
{
    private const int PageSize = 30, MostFound = 10, MostLooked = 5_000, MostReports = 50;

    /// <summary>Of the asked part of the officer's area, those that wait first; refused for who runs no points.</summary>
    public async Task<Result<PointRows>> ListAsync(Actor actor, DeskScope asked, PointNeeds needs, string? words, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!(actor.HoldsTheMachine || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.SalesPoints))))
        {
            return PromotionRefusals.PointsNotYours();
        }

        var scope = DeskScope.For(actor, asked, areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        var (province, commune, now, today) = (scope.Value.ProvinceCode, scope.Value.CommuneCode, clock.GetUtcNow(), clock.Today());
        var doubt = await settings.DoubtAsync(ct);
        var doubtful = now.AddDays(-doubt.Days);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (shelves, reports) = (db.ShelfItems, db.PointReports);
        var points = db.SalesPoints.AsNoTracking().Where(p => (province == null || p.ProvinceCode == province) && (commune == null || p.CommuneCode == commune));
        points = needs switch
        {
            PointNeeds.Everything => points,
            PointNeeds.Deciding => points.Where(p => p.State == SalesPointState.Proposed || p.State == SalesPointState.Surveyed),
            PointNeeds.Unconfirmed => points.Where(p => p.State == SalesPointState.Operating && (p.ConfirmedAt == null || p.ConfirmedAt < doubtful)),
            PointNeeds.ReviewDue => points.Where(p => (p.State == SalesPointState.Operating || p.State == SalesPointState.Suspended) && p.NextReviewOn <= today),
            PointNeeds.Reported => points.Where(p => reports.Any(r => r.PointId == p.Id && r.AnsweredAt == null)),
            PointNeeds.EndedGoods => points.Where(p => p.State == SalesPointState.Operating || p.State == SalesPointState.Recognised),
        };
        if (VietnameseText.Fold(words) is { Length: > 0 } folded)
        {
            points = points.Where(p => p.NameKey.Contains(folded));
        }

        if (needs is PointNeeds.EndedGoods)
        {
            points = await WithEndedGoodsAsync(db, points, ct);
        }

        var total = await points.CountAsync(ct);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await points.OrderBy(p => p.State == SalesPointState.Surveyed ? 0 : p.State == SalesPointState.Proposed ? 1 : p.State == SalesPointState.Closed ? 3 : 2).ThenByDescending(p => p.ChangedAt).ThenBy(p => p.Id)
            .Skip((at - 1) * PageSize).Take(PageSize).Select(p => new { Point = p, Goods = shelves.Count(i => i.PointId == p.Id), Reports = reports.Count(r => r.PointId == p.Id && r.AnsweredAt == null) }).ToListAsync(ct);
        return new PointRows(total, at, PageSize, [.. rows.Select(r => Row(r.Point, r.Goods, r.Reports, doubt, now))]);
    }

    /// <summary>Points that the person keeps.</summary>
    public async Task<IReadOnlyList<PointRow>> KeptByAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor is not { Kind: ActorKind.Member, Account: { } account })
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (shelves, reports) = (db.ShelfItems, db.PointReports);
        var kept = await (from keeper in db.SalesPointKeepers
                          where keeper.AccountId == account
                          join point in db.SalesPoints on keeper.PointId equals point.Id
                          orderby point.State == SalesPointState.Closed, keeper.Since
                          select new { Point = point, Goods = shelves.Count(i => i.PointId == point.Id), Reports = reports.Count(r => r.PointId == point.Id && r.AnsweredAt == null) }).AsNoTracking().ToListAsync(ct);
        var doubt = await settings.DoubtAsync(ct);
        return [.. kept.Select(k => Row(k.Point, k.Goods, k.Reports, doubt, clock.GetUtcNow()))];
    }

    /// <summary>Null for what is unknown, and for who neither keeps it nor officiates there.</summary>
    public async Task<PointFile?> FindAsync(Actor actor, SalesPointId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.SalesPoints.AsNoTracking().Where(p => p.Id == id).Select(p => new { Point = p, Version = EF.Property<uint>(p, "xmin") }).SingleOrDefaultAsync(ct) is not { Point: var p, Version: var version })
        {
            return null;
        }

        var runs = actor.MayRunPoints(p.ProvinceCode, p.CommuneCode);
        if (!runs && !await db.KeepsPointAsync(actor, id, ct))
        {
            return null;
        }

        var products = await db.ShelfItems.Where(i => i.PointId == id).OrderBy(i => i.Since).ThenBy(i => i.ProductId).Select(i => i.ProductId).ToListAsync(ct);
        var reports = await db.PointReports.AsNoTracking().Where(r => r.PointId == id).OrderBy(r => r.AnsweredAt != null).ThenByDescending(r => r.At).Take(MostReports)
            .Select(r => new PointReportView(r.Id, r.Number, r.Kind, r.Text, r.Contact, r.At, r.Answer, r.AnsweredAt)).ToListAsync(ct);
        var periods = await db.PointPeriods.AsNoTracking().Where(r => r.PointId == id).OrderByDescending(r => r.Year).ThenByDescending(r => r.Quarter)
            .Select(r => new PointPeriodView(r.Year, r.Quarter, r.Products, r.Revenue, r.Visitors, r.Events, r.Text, r.SentAt)).Take(MostReports).ToListAsync(ct);
        var keepers = await db.SalesPointKeepers.Where(k => k.PointId == id).OrderBy(k => k.Since).Select(k => k.AccountId).ToListAsync(ct);
        var (inForce, names) = (await goods.FindAsync(products, ct), await goods.NamesAsync(products, ct));
        var draft = new SalesPointDraft(
            p.Name, p.Kind, p.PlaceType, p.Street, p.CommuneCode, p.Pin.ToString(), p.Phone, p.Operator, p.Owner, p.Funder, p.Manager, p.AreaSquareMetres, p.TextVi, p.TextEn,
            [.. OpeningHours.Days.Select(p.Hours.Written)], p.Hours.Special, SalesPointDraft.Written(p.Timetable), p.OcopStreet, p.Support, [.. p.Photos.Select(f => (f.Picture, f.Alt))]);
        return new(
            p.Id, version, p.Slug, p.State, p.StateReason, draft, p.CommuneCode, p.ProvinceCode, p.Hours, p.Recognition, p.NextReviewOn, p.ConfirmedAt,
            p.State is SalesPointState.Operating && (await settings.DoubtAsync(ct)).Of(p.ConfirmedAt, reports.Count(r => r.AnsweredAt is null), clock.GetUtcNow()),
            [.. products.Select(product => new ShelfLine(product, names.GetValueOrDefault(product) ?? "", inForce.GetValueOrDefault(product)))], p.OtherGoods, p.Photos, [.. reports.Where(r => runs || r.AnsweredAt is null).Select(r => runs ? r : r with { Contact = null })], periods, keepers, runs, actor.MayRecognisePoints(p.ProvinceCode, p.CommuneCode));
    }

    /// <summary>Goods in force for the point's shelf, by words or a certificate's number, those of its province first; null for who may not change the shelf.</summary>
    public async Task<IReadOnlyList<CertifiedGoods>?> SearchAsync(Actor actor, SalesPointId point, string words, CancellationToken ct)
        => await FindAsync(actor, point, ct) is { } file ? await goods.SearchAsync(words, file.ProvinceCode, MostFound, ct) : null;

    private async Task<IQueryable<SalesPoint>> WithEndedGoodsAsync(MarketDbContext db, IQueryable<SalesPoint> points, CancellationToken ct)
    {
        var shelves = await (from point in points join item in db.ShelfItems on point.Id equals item.PointId select new { item.PointId, item.ProductId }).ToListAsync(ct);
        var inForce = await goods.FindAsync([.. shelves.Select(s => s.ProductId).Distinct()], ct);
        var ended = shelves.Where(s => !inForce.ContainsKey(s.ProductId)).Select(s => s.PointId).Distinct().Take(MostLooked).ToList();
        return points.Where(p => ended.Contains(p.Id));
    }

    private static PointRow Row(SalesPoint p, int goods, int reports, PointDoubt doubt, DateTimeOffset now) => new(
        p.Id, p.Slug, p.Name, p.Kind, p.CommuneCode, p.ProvinceCode, p.State, p.ConfirmedAt, p.State is SalesPointState.Operating && doubt.Of(p.ConfirmedAt, reports, now), p.NextReviewOn, goods, reports);
}
