using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion.Hall;

internal static class HeldStall
{
    public static bool HasPlace(this FairApplication application) => application.State is ParticipationState.Accepted or ParticipationState.CheckedIn;

    public static string Subject(this FairSession session) => $"fair_session:{session.Id}";

    /// <summary>For staff of the producer while it has a place and the fair is not over: the fair's lock keeps everybody else away.</summary>
    public static async Task<Result<(Places Places, FairApplication Application)>> HoldPlaceAsync(this MarketDbContext db, Actor actor, FairApplicationId id, TimeProvider clock, CancellationToken ct)
    {
        var held = await db.HoldOwnAsync(actor, id, ct);
        return held.Refusal is { } refusal ? refusal
            : !held.Value.Application.HasPlace() ? HallRefusals.NoPlace()
            : WhyOver(held.Value.Places.Fair, clock) is { } over ? over
            : held.Value;
    }

    /// <summary>One transaction on a session, under the lock of its fair, for who may touch it: the office of the fair, or staff of its producer.</summary>
    /// <param name="version">Of the session as its page showed it.</param>
    /// <param name="office">Only the office.</param>
    public static Task<Result> OnSessionAsync(
        this IDbContextFactory<MarketDbContext> contexts, Actor actor, FairSessionId id, uint version, bool office, Func<MarketDbContext, Places, FairSession, Task<Result>> work, CancellationToken ct)
        => contexts.InTransactionAsync(async db => await db.HoldSessionAsync(actor, id, version, office, ct) is var held && held.Refusal is { } refusal ? refusal : await work(db, held.Value.Places, held.Value.Session), ct);

    /// <summary>Nothing is prepared any more for what is over or off.</summary>
    public static Refusal? WhyOver(Fair fair, TimeProvider clock)
        => fair.StageOn(clock.Today()) is FairStage.Draft or FairStage.Ended or FairStage.Reported or FairStage.Cancelled ? PromotionRefusals.FairWrongState(fair.StageOn(clock.Today())) : null;

    private static async Task<Result<(Places Places, FairSession Session)>> HoldSessionAsync(this MarketDbContext db, Actor actor, FairSessionId id, uint version, bool office, CancellationToken ct)
    {
        if (await db.FairSessions.AsNoTracking().Where(s => s.Id == id).Select(s => new { s.FairId }).SingleOrDefaultAsync(ct) is not { } seen || await db.HoldPlacesAsync(seen.FairId, ct) is not { } places)
        {
            return HallRefusals.SessionUnknown();
        }

        var session = await db.FairSessions.SingleAsync(s => s.Id == id, ct);
        var own = !office && places.Applications.SingleOrDefault(a => a.Id == session.ApplicationId) is { } application && actor.MayTakePartFor(application.ProducerId);
        return !own && !actor.MayRunFairs(places.Fair.Office) ? HallRefusals.SessionUnknown()
            : db.Entry(session).Property<uint>("xmin").CurrentValue != version ? HallRefusals.SessionMoved()
            : (places, session);
    }
}
