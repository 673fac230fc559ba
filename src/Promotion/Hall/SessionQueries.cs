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

/// <summary>What a session is at a moment, for everybody.</summary>
public enum SessionStage
{
    Coming,
    OnNow,
    Over,

    /// <summary>Called off, or its fair was.</summary>
    Off,
}

/// <summary>A session that everybody may know of.</summary>
/// <param name="Producer">Whose it is; null for the office's own.</param>
/// <param name="Video">The broadcast; once it is over, its recording or nothing.</param>
/// <param name="Products">Of those it names, what may be shown now.</param>
/// <param name="IsAdult">It names goods for grown people.</param>
/// <param name="Reason">Why it is off; null also where its fair is.</param>
public sealed record SessionView(
    FairSessionId Id, SessionStage Stage, string TitleVi, string? TitleEn, DateTimeOffset Start, DateTimeOffset End, string? Producer, string? ProducerSlug, FairZone? Zone, VideoLink? Video, IReadOnlyList<OfferedProduct> Products,
    bool IsAdult, string? Reason, int Sequence, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt);

/// <summary>A session on its own page.</summary>
public sealed record SessionAtFair(FairHead Fair, SessionView Session);

/// <summary>A session as those who run it see it.</summary>
/// <param name="Products">It names these; what may be shown of them is asked when somebody looks.</param>
public sealed record SessionRow(
    FairSessionId Id, uint Version, SessionState State, FairApplicationId? Application, string? Producer, string? Zone, string TitleVi, string? TitleEn, DateOnly Day, DateTimeOffset Start, DateTimeOffset End, bool IsOnFairDay, string Link,
    string? Recording, IReadOnlyList<ProductId> Products, string? Reason, int Reminders, DateTimeOffset AskedAt);

/// <summary>Reads live sessions of fairs.</summary>
public sealed class SessionQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly HallGoods _goods;
    private readonly IProducerBook _producers;
    private readonly TimeProvider _clock;

    internal SessionQueries(IDbContextFactory<MarketDbContext> contexts, HallGoods goods, IProducerBook producers, TimeProvider clock) => (_contexts, _goods, _producers, _clock) = (contexts, goods, producers, clock);

    /// <summary>For everybody: what is on now first, then what comes, then what is over, the latest first.</summary>
    /// <param name="producer">Of one exhibitor only.</param>
    public async Task<IReadOnlyList<SessionView>> OfFairAsync(FairId id, CancellationToken ct, string? producer = null)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.State != FairState.Draft, ct) is not { } fair ? []
            : [.. (await ViewsAsync(db, fair, null, ct)).Where(s => producer is null || s.ProducerSlug == producer)
                .OrderBy(s => s.Stage is SessionStage.OnNow ? 0 : s.Stage is SessionStage.Over ? 2 : 1).ThenBy(s => s.Stage is SessionStage.Over ? -s.Start.Ticks : s.Start.Ticks).ThenBy(s => s.Id.Value)];
    }

    /// <summary>Null for what nobody has confirmed.</summary>
    public async Task<SessionAtFair?> FindAsync(string slug, FairSessionId id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Slug == slug && f.State != FairState.Draft, ct) is { } fair && await ViewsAsync(db, fair, id, ct) is [var session]
            ? new(FairHead.Of(fair, _clock.Today()), session) : null;
    }

    /// <summary>For the office of the fair: what waits first. Null for a fair that is unknown or another office's.</summary>
    public async Task<(FairHead Fair, IReadOnlyList<FairHours> Days, IReadOnlyList<SessionRow> Rows)?> OfOfficeAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } fair && actor.MayRunFairs(fair.Office)
            ? (FairHead.Of(fair, _clock.Today()), [.. fair.Days()], await RowsAsync(db, fair, null, ct)) : null;
    }

    /// <summary>For staff of an exhibitor, its own; null for who has no right to fairs there or has no place.</summary>
    public async Task<IReadOnlyList<SessionRow>?> OfOwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MayTakePartFor(application.ProducerId) && application.HasPlace()
            ? await RowsAsync(db, await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct), id, ct) : null;
    }

    private async Task<IReadOnlyList<SessionRow>> RowsAsync(MarketDbContext db, Fair fair, FairApplicationId? only, CancellationToken ct)
    {
        var found = await db.FairSessions.AsNoTracking().Where(s => s.FairId == fair.Id && (only == null || s.ApplicationId == only)).Select(s => new { Session = s, Version = EF.Property<uint>(s, "xmin") }).ToListAsync(ct);
        var ids = found.Select(f => (FairSessionId?)f.Session.Id).ToList();
        var reminders = await db.FairReminders.Where(r => ids.Contains(r.SessionId) && r.ConfirmedAt != null).GroupBy(r => r.SessionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key!.Value, g => g.Count, ct);
        var applications = await db.FairApplications.AsNoTracking().Where(a => a.FairId == fair.Id).ToDictionaryAsync(a => a.Id, a => a.ProducerId, ct);
        var producers = await _producers.FindAsync([.. found.Where(f => f.Session.ApplicationId is not null).Select(f => applications[f.Session.ApplicationId!.Value]).Distinct()], ct);
        return [.. found.OrderBy(f => f.Session.State is not SessionState.Asked).ThenBy(f => f.Session.Starts).ThenBy(f => f.Session.Id.Value).Select(f => (S: f.Session, f.Version)).Select(f => new SessionRow(
            f.S.Id, f.Version, f.S.State, f.S.ApplicationId, f.S.ApplicationId is { } a ? producers.GetValueOrDefault(applications[a])?.Name : null, f.S.Zone, f.S.TitleVi, f.S.TitleEn, f.S.DayOf(fair), f.S.StartOf(fair), f.S.EndOf(fair),
            f.S.IsOnDayOf(fair), f.S.Link, f.S.Recording, f.S.Products, f.S.Reason, reminders.GetValueOrDefault(f.S.Id), f.S.CreatedAt))];
    }

    private async Task<IReadOnlyList<SessionView>> ViewsAsync(MarketDbContext db, Fair fair, FairSessionId? only, CancellationToken ct)
    {
        var sessions = (await db.FairSessions.AsNoTracking()
            .Where(s => s.FairId == fair.Id && s.WasPublic && (s.State == SessionState.Confirmed || s.State == SessionState.Cancelled) && (only == null || s.Id == only)).ToListAsync(ct)).FindAll(s => s.IsOnDayOf(fair));
        if (sessions.Count == 0)
        {
            return [];
        }

        var exhibitors = await db.FairApplications.AsNoTracking().Where(a => a.FairId == fair.Id).ToDictionaryAsync(a => a.Id, ct);
        var goods = await _goods.OfAsync(fair, [.. sessions.SelectMany(s => s.Products).Distinct()], ct);
        var producers = await _producers.FindAsync([.. sessions.Where(s => s.ApplicationId is not null).Select(s => exhibitors[s.ApplicationId!.Value].ProducerId).Distinct()], ct);
        var now = _clock.GetUtcNow();
        return [.. sessions.Select(View)];

        SessionView View(FairSession s)
        {
            var (start, end) = (s.StartOf(fair), s.EndOf(fair));
            var exhibitor = s.ApplicationId is { } a ? exhibitors[a] : null;
            var isOff = s.State is SessionState.Cancelled || fair.State is FairState.Postponed or FairState.Cancelled || exhibitor?.HoldsPlace is false; // whoever gave its place back broadcasts nothing here
            var stage = isOff ? SessionStage.Off : now >= end ? SessionStage.Over : now >= start ? SessionStage.OnNow : SessionStage.Coming;
            var producer = exhibitor is null ? null : producers.GetValueOrDefault(exhibitor.ProducerId);
            // An application that was changed since shows only what it still brings.
            var products = exhibitor is null || isOff ? [] : goods.Of(s.Products.Where(exhibitor.Products.Contains));
            return new(
                s.Id, stage, s.TitleVi, s.TitleEn, start, end, producer?.Name, producer?.Slug, fair.Zones.FirstOrDefault(z => z.Code == s.Zone),
                VideoLink.Read(stage switch { SessionStage.Coming or SessionStage.OnNow => s.Link, SessionStage.Over => s.Recording, SessionStage.Off => null }), products, goods.IsAdult(s.Products), s.Reason, s.Sequence + fair.Sequence, s.CreatedAt, s.ChangedAt);
        }
    }
}
