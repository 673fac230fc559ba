using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>Writes down who has come. Devices that were without a line send their presses later, and perhaps twice: each counts once, with the time at which it was pressed.</summary>
public sealed class CheckInParticipants(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int MostPresses = 500;

    /// <param name="Key">Made by the device with the press; the same however often it is sent.</param>
    /// <param name="At">By the device's clock.</param>
    public sealed record Press(Guid Key, FairApplicationId Application, DateTimeOffset At);

    public sealed record Command(Actor Actor, FairId Fair, IReadOnlyList<Press> Presses);

    /// <returns>What became of each press, in their order: null is done.</returns>
    public Task<Result<IReadOnlyList<Refusal?>>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<IReadOnlyList<Refusal?>>(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            return found.Refusal is { } refusal ? refusal
                : found.Value.Fair.State is not FairState.Announced ? PromotionRefusals.FairWrongState(found.Value.Fair.StageOn(clock.Today()))
                : command.Presses.Take(MostPresses).Select(press => CheckIn(db, command.Actor, found.Value, press)).ToList();
        }, ct);

    private Refusal? CheckIn(MarketDbContext db, Actor actor, Places places, Press press)
    {
        var now = clock.GetUtcNow();
        var came = press.At < now ? press.At : now;
        var day = DateOnly.FromDateTime(came.InVietnam().DateTime);
        if (day < places.Fair.From || day > places.Fair.Through)
        {
            return ParticipationRefusals.NotFairDay(places.Fair.From, places.Fair.Through);
        }

        if (places.Applications.SingleOrDefault(a => a.Id == press.Application) is not { } application)
        {
            return ParticipationRefusals.ApplicationUnknown();
        }

        var before = application.State;
        var checkedIn = application.CheckIn(press.Key, came, now);
        if (checkedIn.Succeeded && before is not ParticipationState.CheckedIn)
        {
            db.Audit(clock, actor, "promotion.checked_in", application.Subject(), after: new { CameAt = came, press.Key });
        }

        return checkedIn.Refusal;
    }
}

/// <summary>Takes a press back that was meant for somebody else.</summary>
public sealed class UndoCheckIn(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, FairId Fair, FairApplicationId Application);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldRunAsync(command.Actor, command.Fair, ct);
            if ((found.Refusal ?? (found.Value.Applications.Any(a => a.Id == command.Application) ? null : ParticipationRefusals.ApplicationUnknown())) is { } refusal)
            {
                return refusal;
            }

            var application = found.Value.Applications.Single(a => a.Id == command.Application);
            var came = application.CameAt;
            var undone = application.UndoCheckIn(clock.GetUtcNow());
            if (undone.Succeeded)
            {
                db.Audit(clock, command.Actor, "promotion.check_in_undone", application.Subject(), before: new { CameAt = came });
            }

            return undone;
        }, ct);
}
