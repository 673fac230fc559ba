using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>An office offers places to some of those who applied: in the order of applying, as far as there are booths and quotas. What does not fit stays as it was.</summary>
public sealed class OfferPlaces
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal OfferPlaces(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) => (_contexts, _keeper, _clock) = (contexts, keeper, clock);

    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyCollection<FairApplicationId> Applications);

    /// <summary>What came of it.</summary>
    /// <param name="NotOffered">Those for whom there is no place now, by number.</param>
    public sealed record Outcome(int Offered, IReadOnlyList<(int Number, NoPlace Why)> NotOffered);

    public Task<Result<Outcome>> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync<Outcome>(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var places = found.Value;
            if (places.Fair.PlannedBooths is null)
            {
                return ParticipationRefusals.BoothsNotPlanned();
            }

            if (_keeper.OfferEnd(places.Fair) is not { } end)
            {
                return PromotionRefusals.FairWrongState(places.Fair.StageOn(_clock.Today()));
            }

            var (offered, not) = (0, new List<(int, NoPlace)>());
            foreach (var application in places.Applications.Where(a => command.Applications.Contains(a.Id)))
            {
                if (places.WhyNot(application) is { } why && application.State is ParticipationState.Eligible or ParticipationState.Waiting)
                {
                    not.Add((application.Number, why));
                    continue;
                }

                if (application.Offer(_clock.GetUtcNow(), end).Refusal is { } wrong)
                {
                    return wrong;
                }

                _keeper.Tell(db, application, ParticipationNewsKind.Offered);
                offered++;
            }

            if (offered == 0)
            {
                return not is [(_, NoPlace.CommuneQuota or NoPlace.GroupQuota), ..] ? ParticipationRefusals.QuotaFull() : ParticipationRefusals.NoBoothsLeft(places.Free);
            }

            db.Audit(_clock, command.Actor, "promotion.places_offered", $"fair:{command.Fair}", after: new { Offered = offered, Until = end, Taken = places.Taken });
            return new Outcome(offered, not);
        }, ct);
}

/// <summary>Puts those for whom there is no place on the waiting list; whoever can be offered one at once, is.</summary>
public sealed class PutOnWaiting
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal PutOnWaiting(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) => (_contexts, _keeper, _clock) = (contexts, keeper, clock);

    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyCollection<FairApplicationId> Applications);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var chosen = found.Value.Applications.Where(a => command.Applications.Contains(a.Id)).ToList();
            if (chosen.Count == 0)
            {
                return ParticipationRefusals.NobodyChosen();
            }

            foreach (var application in chosen)
            {
                if (application.PutOnWaiting(_clock.GetUtcNow()).Refusal is { } wrong)
                {
                    return wrong;
                }
            }

            _keeper.MoveUp(db, found.Value);
            foreach (var application in chosen.Where(a => a.State is ParticipationState.Waiting))
            {
                _keeper.Tell(db, application, ParticipationNewsKind.Waiting);
            }

            db.Audit(_clock, command.Actor, "promotion.put_on_waiting", $"fair:{command.Fair}", after: new { Numbers = chosen.Select(a => a.Number) });
            return Result.Success;
        }, ct);
}

/// <summary>An office says no, with a reason that the producer reads.</summary>
public sealed class TurnDownApplication
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PlaceKeeper _keeper;
    private readonly TimeProvider _clock;

    internal TurnDownApplication(IDbContextFactory<MarketDbContext> contexts, PlaceKeeper keeper, TimeProvider clock) => (_contexts, _keeper, _clock) = (contexts, keeper, clock);

    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyCollection<FairApplicationId> Applications, string? Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (chosen, reason) = (found.Value.Applications.Where(a => command.Applications.Contains(a.Id)).ToList(), VietnameseText.Clean(command.Reason));
            if (chosen.Count == 0 || reason.Length is 0 or > FairApplication.LongestText)
            {
                return chosen.Count == 0 ? ParticipationRefusals.NobodyChosen() : ParticipationRefusals.ReasonMissing(FairApplication.LongestText);
            }

            foreach (var application in chosen)
            {
                if (application.TurnDown(reason, _clock.GetUtcNow()).Refusal is { } wrong)
                {
                    return wrong;
                }

                await _keeper.LeaveAsync(db, application, ct);
                _keeper.Tell(db, application, ParticipationNewsKind.TurnedDown);
            }

            _keeper.MoveUp(db, found.Value);
            db.Audit(_clock, command.Actor, "promotion.turned_down", $"fair:{command.Fair}", reason, after: new { Numbers = chosen.Select(a => a.Number) });
            return Result.Success;
        }, ct);
}

/// <summary>Writes down the money of the state for one participation, and the paper that grants it; both empty take it back.</summary>
public sealed class GrantSupport(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int LongestDocument = FairApplication.LongestDocument;

    public sealed record Command(Actor Actor, FairApplicationId Application, long? Amount, string? Document);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var document = VietnameseText.Clean(command.Document);
            if (await db.FairApplications.SingleOrDefaultAsync(a => a.Id == command.Application, ct) is not { } application
                || !command.Actor.MayRunFairs((await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct)).Office))
            {
                return ParticipationRefusals.ApplicationUnknown();
            }

            if (command.Amount is < 0 or > 10_000_000_000 || document.Length > FairApplication.LongestDocument || (command.Amount is null) != (document.Length == 0))
            {
                return ParticipationRefusals.SupportIncomplete();
            }

            if (application.State is not (ParticipationState.Accepted or ParticipationState.CheckedIn))
            {
                return ParticipationRefusals.ApplicationWrongState(application.State);
            }

            var before = new { application.Support?.Dong, application.SupportDocument };
            application.Grant(command.Amount is { } dong ? new Money(dong) : null, document.Length == 0 ? null : document, clock.GetUtcNow());
            db.Audit(clock, command.Actor, "promotion.support_granted", application.Subject(), before: before, after: new { application.Support?.Dong, application.SupportDocument });
            return Result.Success;
        }, ct);
}
