using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

/// <summary>The office of a fair confirms a session that was asked for, or returns it with a reason.</summary>
public sealed class DecideSession(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public const int LongestReason = FairSession.LongestReason;

    /// <param name="Version">Of the session as the page showed it: what its producer changed meanwhile is looked at first.</param>
    /// <param name="Reason">For a return.</param>
    public sealed record Command(Actor Actor, FairSessionId Session, uint Version, bool Confirm, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.OnSessionAsync(command.Actor, command.Session, command.Version, office: true, async (db, places, session) =>
        {
            var (now, reason, application) = (clock.GetUtcNow(), FairDraft.Text(command.Reason), places.Applications.SingleOrDefault(a => a.Id == session.ApplicationId));
            if ((command.Confirm ? WhyNotConfirm(places.Fair, application, session, now) : reason is not { Length: <= LongestReason } ? ParticipationRefusals.ReasonMissing(LongestReason) : null) is { } wrong)
            {
                return wrong;
            }

            var before = session.State;
            if ((command.Confirm ? session.Confirm(now) : session.Return(reason!, now)).Refusal is { } no)
            {
                return no;
            }

            if (application is not null)
            {
                outbox.Add(db, new HallNews(application.Id, command.Confirm ? HallNewsKind.SessionConfirmed : HallNewsKind.SessionReturned, session.Id, command.Confirm ? null : reason));
            }

            await db.CloseCaseAsync(clock, CaseKind.FairSession, session.Id.Value, ct);
            db.Audit(clock, command.Actor, command.Confirm ? "promotion.session_confirmed" : "promotion.session_returned", session.Subject(), command.Confirm ? null : reason, before: new { State = before }, after: new { session.State });
            return Result.Success;
        }, ct);
    }

    private Refusal? WhyNotConfirm(Fair fair, FairApplication? application, FairSession session, DateTimeOffset now)
        => HeldStall.WhyOver(fair, clock) is { } over ? over
            : application?.HasPlace() is false ? HallRefusals.NoPlace()
            : !session.IsOnDayOf(fair) ? HallRefusals.NotDayOfFair(session.DayOf(fair))
            : session.EndOf(fair) <= now ? HallRefusals.SessionPast()
            : null;
}

/// <summary>Calls a session off: its producer or the office of the fair. Whoever wanted to be reminded is told.</summary>
public sealed class CancelSession(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairSessionId Session, uint Version, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.OnSessionAsync(command.Actor, command.Session, command.Version, office: false, async (db, places, session) =>
        {
            if (FairDraft.Text(command.Reason) is not { Length: <= DecideSession.LongestReason } reason)
            {
                return ParticipationRefusals.ReasonMissing(DecideSession.LongestReason);
            }

            var (now, before) = (clock.GetUtcNow(), session.State);
            if (session.EndOf(places.Fair) <= now)
            {
                return HallRefusals.SessionPast();
            }

            if (session.Cancel(reason, now).Refusal is { } no)
            {
                return no;
            }

            if (session.WasPublic)
            {
                outbox.Add(db, new SessionCalledOff(session.Id));
            }

            if (places.Applications.SingleOrDefault(a => a.Id == session.ApplicationId) is { } application && !command.Actor.MayTakePartFor(application.ProducerId))
            {
                outbox.Add(db, new HallNews(application.Id, HallNewsKind.SessionCancelled, session.Id, reason));
            }

            await db.CloseCaseAsync(clock, CaseKind.FairSession, session.Id.Value, ct);
            db.Audit(clock, command.Actor, "promotion.session_cancelled", session.Subject(), reason, before: new { State = before });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Says where a session can be seen once it is over, or takes that away again: its producer or the office of the fair.</summary>
public sealed class RecordSession(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Link">Empty takes it away.</param>
    public sealed record Command(Actor Actor, FairSessionId Session, uint Version, string? Link);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.OnSessionAsync(command.Actor, command.Session, command.Version, office: false, async (db, places, session) =>
        {
            var (now, before) = (clock.GetUtcNow(), session.Recording);
            var link = VideoLink.Read(command.Link);
            if (link is null && !string.IsNullOrWhiteSpace(command.Link))
            {
                return HallRefusals.VideoLinkWrong();
            }

            if (session.EndOf(places.Fair) > now)
            {
                return HallRefusals.SessionNotOver();
            }

            var recorded = session.Record(link?.Address, now);
            if (recorded.Succeeded)
            {
                db.Audit(clock, command.Actor, "promotion.session_recorded", session.Subject(), before: new { Recording = before }, after: new { session.Recording });
            }

            return recorded;
        }, ct);
    }
}

/// <summary>Sessions that wait for the office of their fair.</summary>
internal sealed class SessionCases : ICases
{
    public CaseKind Kind => CaseKind.FairSession;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select s.id as "Id", f.name_vi || ': ' || s.title_vi as "Title", coalesce(f.office_province_code, '') as "ProvinceCode", coalesce(f.office_commune_code, '') as "CommuneCode", s.created_at as "Since",
               s.state = 'Asked' and f.state in ('Announced', 'Postponed') as "Open", f.id::text as "Target", 'fair_session:' || s.id as "Subject"
        from promotion.fair_sessions s join promotion.fairs f on f.id = s.fair_id
        """);
}
