using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>It is time to remind a mailbox of a session of the fair that began on that day.</summary>
internal sealed record SessionReminderDue(Guid Reminder, DateOnly FairFrom);

/// <summary>A session that people knew of will not be.</summary>
internal sealed record SessionCalledOff(FairSessionId Session);

/// <summary>Reminds of live sessions half an hour before they begin, each mailbox once; calls off those whose exhibitor has no place any more.</summary>
internal sealed class SessionReminderJob(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "session-reminders";

    public static readonly TimeSpan Before = TimeSpan.FromMinutes(30);

    private const int Batch = 500;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (sent, off) = (0, (await contexts.InTransactionAsync<int>(db => CallOffAsync(db, ct), ct)).Value);
        for (var found = Batch; found == Batch; sent += found)
        {
            found = (await contexts.InTransactionAsync<int>(db => RemindAsync(db, ct), ct)).Value;
        }

        return $"{sent} reminded of live sessions, {off} called off";
    }

    private async Task<Result<int>> CallOffAsync(MarketDbContext db, CancellationToken ct)
    {
        await db.LockAsync("promotion.session-reminders", ct);
        var today = clock.Today();
        var running = db.Fairs.Where(f => f.State == FairState.Announced && f.Through >= today);
        var gone = db.FairApplications.Where(a => a.State != ParticipationState.Accepted && a.State != ParticipationState.CheckedIn && a.State != ParticipationState.Offered); // who is asked again may still stay
        var left = await db.FairSessions.Where(s => (s.State == SessionState.Asked || s.State == SessionState.Confirmed) && running.Any(f => f.Id == s.FairId) && gone.Any(a => a.Id == s.ApplicationId)).OrderBy(s => s.Id).Take(Batch).ToListAsync(ct);
        foreach (var session in left)
        {
            session.Cancel(TellExhibitor.Letters.Say("vi", "ExhibitorLeft"), clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.FairSession, session.Id.Value, ct);
            if (session.WasPublic)
            {
                outbox.Add(db, new SessionCalledOff(session.Id));
            }

            db.Audit(clock, Actor.System(Name), "promotion.session_cancelled", session.Subject(), session.Reason);
        }

        return left.Count;
    }

    private async Task<Result<int>> RemindAsync(MarketDbContext db, CancellationToken ct)
    {
        await db.LockAsync("promotion.session-reminders", ct);
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var fairs = await db.Fairs.AsNoTracking().Where(f => f.State == FairState.Announced && f.From <= today.AddDays(1) && f.Through >= today).ToDictionaryAsync(f => f.Id, ct);
        var soon = (await db.ComingSessionsAsync(fairs, ct)).Where(s => s.StartOf(fairs[s.FairId]) is var start && start > now && start <= now + Before).ToDictionary(s => s.Id, s => fairs[s.FairId].From);
        var ids = soon.Keys.Select(id => (FairSessionId?)id).ToList();
        var confirmed = await db.FairReminders.Where(r => ids.Contains(r.SessionId) && r.ConfirmedAt != null).OrderBy(r => r.Id).ToListAsync(ct);
        var due = confirmed.Where(r => r.RemindedOf != soon[r.SessionId!.Value]).Take(Batch).ToList();
        foreach (var reminder in due)
        {
            reminder.RemindedOf = soon[reminder.SessionId!.Value];
            outbox.Add(db, new SessionReminderDue(reminder.Id, reminder.RemindedOf.Value));
        }

        return due.Count;
    }
}

/// <summary>Reminds of a session that still stands.</summary>
internal sealed class RemindOfSession(IDbContextFactory<MarketDbContext> contexts, FairPost post, TimeProvider clock) : IOutboxHandler<SessionReminderDue>
{
    public async Task HandleAsync(SessionReminderDue happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FairReminders.AsNoTracking().SingleOrDefaultAsync(r => r.Id == happened.Reminder, ct) is not { SessionId: { } id } reminder)
        {
            return;
        }

        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == reminder.FairId, ct);
        var session = await db.FairSessions.AsNoTracking().SingleAsync(s => s.Id == id, ct);
        if (fair.State is FairState.Announced && fair.From == happened.FairFrom && session.State is SessionState.Confirmed && session.EndOf(fair) > clock.GetUtcNow())
        {
            await post.SendAsync("SessionSoon", $"session-soon-{reminder.Id}-{delivery}", reminder, fair, session, null, ct);
        }
    }
}

/// <summary>Tells everybody who wanted to be reminded of a session that it will not be.</summary>
internal sealed class TellOfSessionOff(IDbContextFactory<MarketDbContext> contexts, FairPost post) : IOutboxHandler<SessionCalledOff>
{
    public async Task HandleAsync(SessionCalledOff happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var session = await db.FairSessions.AsNoTracking().SingleAsync(s => s.Id == happened.Session, ct);
        var fair = await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == session.FairId, ct);
        foreach (var reminder in await db.FairReminders.AsNoTracking().Where(r => r.SessionId == session.Id && r.ConfirmedAt != null).OrderBy(r => r.Id).ToListAsync(ct))
        {
            await post.SendAsync("SessionCancelled", $"session-off-{reminder.Id}-{delivery}", reminder, fair, session, session.Reason, ct);
        }
    }
}

internal static class ComingSessions
{
    /// <summary>Whether there is something ahead to remind of.</summary>
    public static async Task<bool> IsComingAsync(this MarketDbContext db, Fair fair, FairSessionId id, DateTimeOffset now, CancellationToken ct)
        => fair.State is FairState.Announced && (await db.ComingSessionsAsync(new Dictionary<FairId, Fair> { [fair.Id] = fair }, ct)).Exists(s => s.Id == id && s.StartOf(fair) > now);

    /// <summary>Confirmed ones on days of their fairs, whose exhibitors still have their places.</summary>
    public static async Task<List<FairSession>> ComingSessionsAsync(this MarketDbContext db, IReadOnlyDictionary<FairId, Fair> fairs, CancellationToken ct)
    {
        var ids = fairs.Keys.ToList();
        var placed = db.FairApplications.Where(a => a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn);
        var sessions = await db.FairSessions.AsNoTracking()
            .Where(s => ids.Contains(s.FairId) && s.State == SessionState.Confirmed && (s.ApplicationId == null || placed.Any(a => a.Id == s.ApplicationId))).OrderBy(s => s.Starts).ThenBy(s => s.Id).ToListAsync(ct);
        return sessions.FindAll(s => s.IsOnDayOf(fairs[s.FairId]));
    }
}
