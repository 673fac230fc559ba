using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>Which stalls somebody looks for.</summary>
/// <param name="Group">Slug of one of the six groups.</param>
/// <param name="Words">In the name of the producer or of what it shows; tones may be left out.</param>
/// <param name="Adult">Whether the visitor said to be 18.</param>
public sealed record HallFilter(string? ProvinceCode = null, string? Group = null, string? Words = null, bool Adult = false)
{
    public bool IsFiltered => ProvinceCode is not null || Group is not null || Words is not null;
}

/// <summary>A stall in the hall.</summary>
/// <param name="Photo">Its own first one; null shows the first of its goods.</param>
/// <param name="Products">On show now.</param>
/// <param name="AnswersNow">Somebody answers at this minute.</param>
public sealed record HallStall(string Name, string Slug, string CommuneCode, string ProvinceCode, IReadOnlyList<string> Booths, FairPhoto? Photo, IReadOnlyList<OfferedProduct> Products, bool AnswersNow);

/// <summary>The hall of a fair, a page of it.</summary>
/// <param name="Stalls">By booth, then by name; empty while the door lets nobody in.</param>
/// <param name="All">How many there are, whatever was looked for.</param>
/// <param name="Provinces">Codes of those that stalls come from.</param>
/// <param name="Groups">Slugs of those that goods belong to.</param>
/// <param name="Hidden">Goods kept from who has not said to be 18.</param>
public sealed record HallView(
    FairHead Fair, HallDoor Door, int All, int Total, int Page, int PageSize, IReadOnlyList<HallStall> Stalls, IReadOnlyList<string> Provinces, IReadOnlyList<string> Groups, int Hidden)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>One stall.</summary>
/// <param name="IsAdult">Some of its goods are for grown people, so its words and pictures are too.</param>
/// <param name="HasPlace">Its own people look at it before the door opens.</param>
/// <param name="Hours">On which somebody answers, today and later.</param>
public sealed record StallView(
    FairHead Fair, HallDoor Door, bool HasPlace, FairApplicationId Application, string Name, string Slug, string CommuneCode, string ProvinceCode, IReadOnlyList<string> Booths, string? TextVi, string? TextEn,
    IReadOnlyList<FairPhoto> Photos, VideoLink? Video, IReadOnlyList<FairHours> Hours, bool AnswersNow, string? Phone, IReadOnlyList<OfferedProduct> Products, bool IsAdult, bool IsTakenDown, DateTimeOffset ChangedAt);

/// <summary>Reads halls and stalls for everybody. What goods they show is asked of registry and shelf at this moment.</summary>
public sealed class HallQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly HallGoods _goods;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal HallQueries(IDbContextFactory<MarketDbContext> contexts, HallGoods goods, IProducerBook producers, TimeProvider clock) => (_contexts, _goods, _producers, _clock) = (contexts, goods, producers, clock);

    /// <summary>Null for an unknown slug and a draft.</summary>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<HallView?> HallAsync(string slug, HallFilter filter, int page, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, slug, ct) is not { } fair)
        {
            return null;
        }

        var (now, head) = (_clock.GetUtcNow(), FairHead.Of(fair, _clock.Today()));
        var door = HallDoor.Of(fair, now);
        var placed = door.State is HallState.Postponed or HallState.Cancelled ? [] : await PlacedAsync(db, fair.Id, ct);
        var goods = await _goods.OfAsync(fair, [.. placed.SelectMany(a => a.Products).Distinct()], ct);
        var exhibitors = placed.FindAll(a => goods.Exhibits(a.Products));
        if (!door.LetsIn)
        {
            return new(head, door, exhibitors.Count, 0, 1, size, [], [], [], 0);
        }

        var producers = await _producers.FindAsync([.. exhibitors.Select(a => a.ProducerId)], ct);
        var ids = exhibitors.ConvertAll(a => a.Id);
        var stalls = await db.Stalls.AsNoTracking().Where(s => ids.Contains(s.ApplicationId)).ToDictionaryAsync(s => s.ApplicationId, ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => b.FairId == fair.Id && b.ApplicationId != null).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct)).ToLookup(b => b.ApplicationId!.Value, b => b.Name);
        var (hidden, all) = (0, new List<HallStall>(exhibitors.Count));
        foreach (var a in exhibitors.Where(a => producers.ContainsKey(a.ProducerId)))
        {
            var (isAdult, stall, seen) = (goods.IsAdult(a.Products), stalls.GetValueOrDefault(a.Id), goods.SeenBy(filter.Adult, a.Products));
            hidden += goods.Of(a.Products).Count - (seen?.Count ?? 0);
            if (seen is not null)
            {
                var photo = stall is { IsShown: true, Photos.Count: > 0 } && (filter.Adult || !isAdult) ? stall.Photos[0] : null;
                var producer = producers[a.ProducerId];
                all.Add(new(producer.Name, producer.Slug, a.CommuneCode, a.ProvinceCode, [.. booths[a.Id]], photo, seen, Answers(stall, fair, door, now)));
            }
        }

        var words = VietnameseText.Fold(filter.Words);
        var found = all.FindAll(s => (filter.ProvinceCode is null || s.ProvinceCode == filter.ProvinceCode) && (filter.Group is null || s.Products.Any(p => GroupOf(p) == filter.Group))
            && (words.Length == 0 || s.Products.Select(p => p.Name).Append(s.Name).Any(n => VietnameseText.Fold(n).Contains(words, StringComparison.Ordinal))));
        var at = Math.Clamp(page, 1, Math.Max(1, (found.Count + size - 1) / size));
        return new(
            head, door, all.Count, found.Count, at, size,
            [.. found.OrderBy(s => s.Booths.Count == 0).ThenBy(s => s.Booths.Count == 0 ? null : s.Booths[0], StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal).Skip((at - 1) * size).Take(size)],
            [.. all.Select(s => s.ProvinceCode).Distinct().Order(StringComparer.Ordinal)], [.. all.SelectMany(s => s.Products).Select(GroupOf).Distinct()], hidden);
    }

    /// <summary>Null for an unknown fair, a producer without a place at it, and, while the door lets nobody in, for everybody but the exhibitor's own people and the office.</summary>
    public async Task<StallView?> StallAsync(Actor actor, string slug, string producerSlug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, slug, ct) is not { } fair)
        {
            return null;
        }

        var placed = await PlacedAsync(db, fair.Id, ct);
        var producers = await _producers.FindAsync([.. placed.Select(a => a.ProducerId)], ct);
        if (placed.Find(a => producers.GetValueOrDefault(a.ProducerId)?.Slug == producerSlug) is not { } application)
        {
            return null;
        }

        var (now, producer) = (_clock.GetUtcNow(), producers[application.ProducerId]);
        var (door, own) = (HallDoor.Of(fair, now), actor.MayTakePartFor(application.ProducerId) || actor.MayRunFairs(fair.Office));
        if (!door.LetsIn && !own)
        {
            return null;
        }

        var goods = await _goods.OfAsync(fair, application.Products, ct);
        var stall = await db.Stalls.AsNoTracking().SingleOrDefaultAsync(s => s.ApplicationId == application.Id, ct);
        var booths = await db.Booths.AsNoTracking().Where(b => b.ApplicationId == application.Id).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct);
        var isEligible = goods.Judged.Values.Any(p => p.IsEligible);
        var said = stall is { IsShown: true } && isEligible ? stall : null; // words without goods would praise what may not be shown
        var today = _clock.Today();
        return new(
            FairHead.Of(fair, today), door, own, application.Id, producer.Name, producer.Slug, application.CommuneCode, application.ProvinceCode, [.. booths.Select(b => b.Name)], said?.TextVi, said?.TextEn, said?.Photos ?? [],
            VideoLink.Read(said?.Video), [.. HoursOf(stall, fair).Where(h => h.Day >= today)], Answers(stall, fair, door, now), stall?.Phone, goods.Of(application.Products), goods.IsAdult(application.Products),
            stall is { IsShown: false }, stall?.ChangedAt ?? application.ChangedAt);
    }

    /// <summary>Addresses of halls of what is on or to come, each with the stalls that everybody sees, for the sitemap; robots are not told of who shows drinks. As many questions for one hall as for a hundred.</summary>
    public async Task<IReadOnlyList<(string Fair, IReadOnlyList<string> Stalls)>> SlugsAsync(CancellationToken ct)
    {
        var (now, today) = (_clock.GetUtcNow(), _clock.Today());
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var coming = db.Fairs.AsNoTracking().Where(f => f.State == FairState.Announced && f.Through >= today);
        var placed = (await db.FairApplications.AsNoTracking().Where(a => (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn) && coming.Any(f => f.Id == a.FairId)).ToListAsync(ct)).ToLookup(a => a.FairId);
        var fairs = (await coming.OrderBy(f => f.Slug).ToListAsync(ct)).FindAll(f => placed.Contains(f.Id));
        var open = fairs.FindAll(f => HallDoor.Of(f, now).LetsIn);
        var goods = await _goods.OfEachAsync([.. open.Select(f => (f, (IReadOnlyCollection<ProductId>)[.. placed[f.Id].SelectMany(a => a.Products).Distinct()]))], ct);
        var seen = open.ToDictionary(f => f.Id, f => placed[f.Id].Where(a => goods[f.Id].Exhibits(a.Products) && goods[f.Id].SeenBy(adult: false, a.Products) is not null).Select(a => a.ProducerId).ToList());
        var producers = await _producers.FindAsync([.. seen.Values.SelectMany(p => p).Distinct()], ct);
        return [.. fairs.Select(f => (f.Slug, (IReadOnlyList<string>)[.. seen.GetValueOrDefault(f.Id, []).Where(producers.ContainsKey).Select(p => producers[p].Slug).Order(StringComparer.Ordinal)]))];
    }

    internal static IEnumerable<FairHours> HoursOf(Stall? stall, Fair fair)
    {
        var days = fair.Days().Select(d => d.Day).ToHashSet();
        return (stall?.Hours ?? []).Select(h => new FairHours(fair.From.AddDays(h.Day), h.From, h.To)).Where(h => days.Contains(h.Day)).OrderBy(h => h.Day);
    }

    private static bool Answers(Stall? stall, Fair fair, HallDoor door, DateTimeOffset now)
    {
        var here = now.InVietnam().DateTime;
        return door.LetsIn && door.State is not HallState.Ended && HoursOf(stall, fair).Any(h => h.Day == DateOnly.FromDateTime(here) && h.Opens <= TimeOnly.FromDateTime(here) && TimeOnly.FromDateTime(here) < h.Closes);
    }

    private static string GroupOf(OfferedProduct product) => ProductSets.GetGroup(ProductSets.Get(product.Set).Group).Slug;

    private static Task<Fair?> FindAsync(MarketDbContext db, string slug, CancellationToken ct) => db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug && f.State != FairState.Draft, ct);

    private static Task<List<FairApplication>> PlacedAsync(MarketDbContext db, FairId fair, CancellationToken ct)
        => db.FairApplications.AsNoTracking().Where(a => a.FairId == fair && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn)).OrderBy(a => a.Number).ToListAsync(ct);
}
