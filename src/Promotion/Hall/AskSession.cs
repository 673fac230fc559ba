using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion.Hall;

/// <summary>A producer with a place asks for a live session, or changes what it asked for and asks again.</summary>
public sealed class AskSession
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly SessionReader _reader;
    private readonly TimeProvider _clock;

    internal AskSession(IDbContextFactory<MarketDbContext> contexts, SessionReader reader, TimeProvider clock) => (_contexts, _reader, _clock) = (contexts, reader, clock);

    /// <param name="Session">Null for a new one; a confirmed one does not change, it is called off and another one asked for.</param>
    /// <param name="Version">Of the session as the page showed it.</param>
    public sealed record Command(Actor Actor, FairApplicationId Application, FairSessionId? Session, uint Version, SessionDraft Draft);

    public async Task<Result<FairSessionId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var read = await _reader.OfExhibitorAsync(command.Actor, command.Application, command.Draft, ct);
        return read.Refusal is { } wrong ? wrong : await _contexts.InTransactionAsync<FairSessionId>(async db =>
        {
            var held = await db.HoldPlaceAsync(command.Actor, command.Application, _clock, ct);
            if (held.Refusal is { } refusal)
            {
                return refusal;
            }

            var (fair, application, now) = (held.Value.Places.Fair, held.Value.Application, _clock.GetUtcNow());
            if (fair.From != read.Value.FirstDay)
            {
                return PromotionRefusals.FairDaysChanged();
            }

            var sessions = await db.FairSessions.Where(s => s.FairId == fair.Id).ToListAsync(ct);
            var session = sessions.Find(s => s.Id == command.Session && s.ApplicationId == application.Id);
            if (command.Session is not null && session is null)
            {
                return HallRefusals.SessionUnknown();
            }

            if (session is null)
            {
                if (sessions.Count(s => s.ApplicationId == application.Id) >= FairSession.MostOfOne)
                {
                    return HallRefusals.TooManySessions(FairSession.MostOfOne);
                }

                db.FairSessions.Add(session = new(fair.Id, application.Id, now));
            }
            else if (db.Entry(session).Property<uint>("xmin").CurrentValue != command.Version)
            {
                return HallRefusals.SessionMoved();
            }

            if (session.Ask(now).Refusal is { } decided)
            {
                return decided;
            }

            session.Say(read.Value, now);
            if (sessions.Find(session.ClashesWith) is { } other)
            {
                return HallRefusals.SessionClash(other.TitleVi);
            }

            db.Audit(_clock, command.Actor, "promotion.session_asked", session.Subject(), after: read.Value);
            return session.Id;
        }, ct);
    }
}

/// <summary>The office of a fair writes a session into it: its own, or one of an exhibitor, confirmed at once.</summary>
public sealed class EnterSession
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly SessionReader _reader;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal EnterSession(IDbContextFactory<MarketDbContext> contexts, SessionReader reader, EventOutbox outbox, TimeProvider clock) => (_contexts, _reader, _outbox, _clock) = (contexts, reader, outbox, clock);

    /// <param name="Application">Null for the office's own.</param>
    public sealed record Command(Actor Actor, FairId Fair, FairApplicationId? Application, SessionDraft Draft);

    public async Task<Result<FairSessionId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var read = await _reader.OfOfficeAsync(command.Actor, command.Fair, command.Application, command.Draft, ct);
        return read.Refusal is { } wrong ? wrong : await _contexts.InTransactionAsync<FairSessionId>(async db =>
        {
            var held = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if ((held.Refusal ?? HeldStall.WhyOver(held.Value.Fair, _clock)) is { } refusal)
            {
                return refusal;
            }

            var (fair, now) = (held.Value.Fair, _clock.GetUtcNow());
            var application = held.Value.Applications.SingleOrDefault(a => a.Id == command.Application);
            if (fair.From != read.Value.FirstDay || (command.Application is not null && application?.HasPlace() is not true))
            {
                return fair.From != read.Value.FirstDay ? PromotionRefusals.FairDaysChanged() : HallRefusals.NoPlace();
            }

            var session = new FairSession(fair.Id, application?.Id, now);
            session.Say(read.Value, now);
            session.Confirm(now);
            var sessions = await db.FairSessions.AsNoTracking().Where(s => s.FairId == fair.Id).ToListAsync(ct);
            if (sessions.Find(session.ClashesWith) is { } other)
            {
                return HallRefusals.SessionClash(other.TitleVi);
            }

            if (sessions.Count(s => s.ApplicationId == session.ApplicationId) >= FairSession.MostOfOne)
            {
                return HallRefusals.TooManySessions(FairSession.MostOfOne);
            }

            db.FairSessions.Add(session);
            if (application is not null)
            {
                _outbox.Add(db, new HallNews(application.Id, HallNewsKind.SessionConfirmed, session.Id, null));
            }

            db.Audit(_clock, command.Actor, "promotion.session_entered", session.Subject(), after: read.Value);
            return session.Id;
        }, ct);
    }
}
