using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>A producer takes an offered place; said twice it is taken once, said a second late it is not taken.</summary>
public sealed class AcceptOffer
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal AcceptOffer(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) => (_contexts, _keeper, _clock) = (contexts, keeper, clock);

    public sealed record Command(Actor Actor, FairApplicationId Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldOwnAsync(command.Actor, command.Application, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, application) = found.Value;
            var before = application.State;
            if (places.Fair.State is not FairState.Announced)
            {
                return PromotionRefusals.FairWrongState(places.Fair.StageOn(_clock.Today()));
            }

            var accepted = application.Accept(_clock.GetUtcNow());
            if (accepted.Succeeded && before is not ParticipationState.Accepted)
            {
                _keeper.Tell(db, application, ParticipationNewsKind.Accepted);
                db.Audit(_clock, command.Actor, "promotion.offer_accepted", application.Subject());
            }

            return accepted;
        }, ct);
}

/// <summary>A producer lets an offered place go; the next on the waiting list gets it at once.</summary>
public sealed class DeclineOffer
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal DeclineOffer(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) => (_contexts, _keeper, _clock) = (contexts, keeper, clock);

    public sealed record Command(Actor Actor, FairApplicationId Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldOwnAsync(command.Actor, command.Application, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (places, application) = found.Value;
            var before = application.State;
            var declined = application.Decline(_clock.GetUtcNow());
            if (declined.Succeeded && before is not ParticipationState.Declined)
            {
                await _keeper.LeaveAsync(db, application, ct);
                _keeper.MoveUp(db, places);
                db.Audit(_clock, command.Actor, "promotion.offer_declined", application.Subject());
            }

            return declined;
        }, ct);
}
