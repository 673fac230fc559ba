using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>One of the goods that an exhibitor named, and how it stands.</summary>
/// <param name="Offer">Null where it is not shown: the fair bars it, or it is not on offer.</param>
public sealed record StallProduct(FairProduct Product, OfferedProduct? Offer);

/// <summary>A stall for its own people.</summary>
/// <param name="Version">Goes into the form; 0 before anything was said.</param>
/// <param name="Days">On which the fair is open.</param>
/// <param name="ContactPhone">As the application gave it, to be taken over.</param>
public sealed record StallFile(
    FairHead Fair, IReadOnlyList<FairHours> Days, FairApplicationId Application, string ProducerSlug, uint Version, string? TextVi, string? TextEn, IReadOnlyList<FairPhoto> Photos, string? Video, IReadOnlyList<FairHours> Hours,
    string? Phone, string ContactPhone, DateTimeOffset? TakenDownAt, string? TakenDownReason, IReadOnlyList<StallProduct> Products);

/// <summary>A stall for the office of the fair.</summary>
/// <param name="OnShow">Of its goods, those that are shown now.</param>
/// <param name="Says">Whether anything was written or shown yet.</param>
public sealed record StallRow(
    FairApplicationId Application, int Number, string Producer, string ProducerSlug, IReadOnlyList<string> Booths, IReadOnlyList<ProductId> OnShow, bool Says, string? TextVi, IReadOnlyList<FairPhoto> Photos, VideoLink? Video, DateTimeOffset? TakenDownAt,
    string? TakenDownReason, DateTimeOffset? ChangedAt);

/// <summary>Reads stalls for those who write and those who run them.</summary>
public sealed class StallDeskQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly HallGoods _goods;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal StallDeskQueries(IDbContextFactory<MarketDbContext> contexts, HallGoods goods, IProducerBook producers, TimeProvider clock) => (_contexts, _goods, _producers, _clock) = (contexts, goods, producers, clock);

    /// <summary>Null for a fair that is unknown or at which the producer has no place, and for who has no right to fairs there.</summary>
    public async Task<StallFile?> FindAsync(Actor actor, ProducerId producer, string slug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (!actor.MayTakePartFor(producer) || await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug && f.State != FairState.Draft, ct) is not { } fair
            || await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.FairId == fair.Id && a.ProducerId == producer, ct) is not { } application || !application.HasPlace())
        {
            return null;
        }

        var found = await db.Stalls.AsNoTracking().Where(s => s.ApplicationId == application.Id).Select(s => new { Stall = s, Version = EF.Property<uint>(s, "xmin") }).SingleOrDefaultAsync(ct);
        var goods = await _goods.OfAsync(fair, application.Products, ct);
        var (stall, card) = (found?.Stall, (await _producers.FindAsync([producer], ct))[producer]);
        return new(
            FairHead.Of(fair, _clock.Today()), [.. fair.Days()], application.Id, card.Slug, found?.Version ?? 0, stall?.TextVi, stall?.TextEn, stall?.Photos ?? [], stall?.Video, [.. HallQueries.HoursOf(stall, fair)], stall?.Phone,
            application.Contact.Phone, stall?.TakenDownAt, stall?.TakenDownReason, [.. application.Products.Where(goods.Judged.ContainsKey).Select(p => new StallProduct(goods.Judged[p], goods.OnShow.GetValueOrDefault(p)))]);
    }

    /// <summary>Of all who have a place, in the order of applying; null for a fair that is unknown or another office's.</summary>
    public async Task<(FairHead Fair, IReadOnlyList<StallRow> Rows)?> OfFairAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return null;
        }

        var placed = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn)).OrderBy(a => a.Number).ToListAsync(ct);
        var ids = placed.ConvertAll(a => a.Id);
        var stalls = await db.Stalls.AsNoTracking().Where(s => ids.Contains(s.ApplicationId)).ToDictionaryAsync(s => s.ApplicationId, ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => b.FairId == id && b.ApplicationId != null).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct)).ToLookup(b => b.ApplicationId!.Value, b => b.Name);
        var producers = await _producers.FindAsync([.. placed.Select(a => a.ProducerId)], ct);
        var goods = await _goods.OfAsync(fair, [.. placed.SelectMany(a => a.Products).Distinct()], ct);
        return (FairHead.Of(fair, _clock.Today()), [.. placed.Where(a => producers.ContainsKey(a.ProducerId)).Select(Row)]);

        StallRow Row(FairApplication a)
        {
            var (stall, producer) = (stalls.GetValueOrDefault(a.Id), producers[a.ProducerId]);
            return new(
                a.Id, a.Number, producer.Name, producer.Slug, [.. booths[a.Id]], [.. goods.Of(a.Products).Select(p => p.Product)], stall is not null && (stall.TextVi is not null || stall.TextEn is not null || stall.Photos.Count > 0 || stall.Video is not null),
                stall?.TextVi ?? stall?.TextEn, stall?.Photos ?? [], VideoLink.Read(stall?.Video), stall?.TakenDownAt, stall?.TakenDownReason, stall?.ChangedAt);
        }
    }
}
