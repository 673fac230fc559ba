using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Shows a fair to everyone.</summary>
public sealed class AnnounceFair(FairIndex fairs, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Version">Of the fair as the page showed it.</param>
    /// <param name="IsOver">The officer knows that it has ended: it is written down for the record.</param>
    public sealed record Command(Actor Actor, FairId Fair, uint Version, bool IsOver = false);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (fair, today, now) = (found.Value, clock.Today(), clock.GetUtcNow());
            if ((command.IsOver ? fair.Record(today, now) : fair.Announce(today, now)).Refusal is { } lacking)
            {
                return lacking;
            }

            db.Tell(outbox, fair, FairChangeKind.Announced, default, null, now);
            db.Audit(clock, command.Actor, "promotion.fair_announced", fair.Subject(), before: new { State = FairState.Draft }, after: fair.Said());
            return Result.Success;
        }, ct);
}

/// <summary>Gives a fair other days, or another place, or both; what was postponed is on again by it.</summary>
public sealed class MoveFair(FairIndex fairs, EventOutbox outbox, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="Place">Null where the place stays.</param>
    /// <param name="OpenAtTet">Somebody has been asked and says that it is open on days of Tết.</param>
    public sealed record Command(Actor Actor, FairId Fair, uint Version, DateOnly? From, DateOnly? Through, FairPlace? Place, string? ReasonVi, string? ReasonEn, bool OpenAtTet = false);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            var reason = HeldFair.Reason(command.ReasonVi, command.ReasonEn);
            if ((found.Refusal ?? HeldFair.WhyNot(reason)) is { } refusal)
            {
                return refusal;
            }

            if ((command.From, command.Through) is not ({ } from, { } through))
            {
                return PromotionRefusals.FairDaysMissing();
            }

            var (fair, now) = (found.Value, clock.GetUtcNow());
            var venue = command.Place is { } place ? place.Read(fair.Type, areas) : fair.Venue;
            if (venue.Refusal is { } elsewhere)
            {
                return elsewhere;
            }

            var (before, was) = (fair.Term(), fair.State);
            if ((fair.Move(clock.Today(), from, through, venue.Value, now).Refusal ?? fair.WhyNotPublic()) is { } no)
            {
                return no;
            }

            if (!command.OpenAtTet && TetDays.Among(fair.Days().Select(d => d.Day)) is { Count: > 0 } tet)
            {
                return PromotionRefusals.FairOpenAtTet(tet[0], tet[^1], tet.Count);
            }

            db.Tell(outbox, fair, was is FairState.Postponed ? FairChangeKind.Resumed : FairChangeKind.Moved, reason, before, now);
            db.Audit(clock, command.Actor, "promotion.fair_moved", fair.Subject(), reason.Vi, before: before, after: fair.Term());
            return Result.Success;
        }, ct);
}

/// <summary>Says that a fair will not be on its days; new ones are not known yet.</summary>
public sealed class PostponeFair(FairIndex fairs, EventOutbox outbox, TimeProvider clock)
{
    /// <inheritdoc cref="AnnounceFair.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, uint Version, string? ReasonVi, string? ReasonEn);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            var (reason, now) = (HeldFair.Reason(command.ReasonVi, command.ReasonEn), clock.GetUtcNow());
            if ((found.Refusal ?? HeldFair.WhyNot(reason) ?? found.Value.Postpone(clock.Today(), now).Refusal) is { } refusal)
            {
                return refusal;
            }

            db.Tell(outbox, found.Value, FairChangeKind.Postponed, reason, null, now);
            db.Audit(clock, command.Actor, "promotion.fair_postponed", found.Value.Subject(), reason.Vi, after: found.Value.Term());
            return Result.Success;
        }, ct);
}

/// <summary>Calls a fair off for good; its page stays and says so.</summary>
public sealed class CancelFair(FairIndex fairs, EventOutbox outbox, TimeProvider clock)
{
    /// <inheritdoc cref="AnnounceFair.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, uint Version, string? ReasonVi, string? ReasonEn);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            var (reason, now) = (HeldFair.Reason(command.ReasonVi, command.ReasonEn), clock.GetUtcNow());
            if ((found.Refusal ?? HeldFair.WhyNot(reason) ?? found.Value.Cancel(clock.Today(), now).Refusal) is { } refusal)
            {
                return refusal;
            }

            db.Tell(outbox, found.Value, FairChangeKind.Cancelled, reason, null, now);
            db.Audit(clock, command.Actor, "promotion.fair_cancelled", found.Value.Subject(), reason.Vi, after: found.Value.Term());
            return Result.Success;
        }, ct);
}

/// <summary>Tells what happened at a fair, in words and pictures, from its first day on.</summary>
public sealed class SayAfter(FairIndex fairs, TimeProvider clock)
{
    /// <inheritdoc cref="AnnounceFair.Command"/>
    public sealed record Command(Actor Actor, FairId Fair, uint Version, string? TextVi, string? TextEn, IReadOnlyList<FairPhoto> Pictures);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => fairs.ChangeAsync(async db =>
        {
            ArgumentNullException.ThrowIfNull(command);
            var found = await db.HoldFairAsync(command.Actor, command.Fair, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (fair, vi, en) = (found.Value, FairDraft.Text(command.TextVi), FairDraft.Text(command.TextEn));
            if (vi is not { Length: <= Fair.LongestText } || en?.Length > Fair.LongestText)
            {
                return PromotionRefusals.FairStoryMissing(Fair.LongestText);
            }

            var attached = await db.AttachAsync(command.Actor, command.Pictures, fair.AfterPictures, ct);
            var before = new { fair.AfterVi, fair.AfterEn, Pictures = fair.AfterPictures.Count };
            if ((attached.Refusal ?? fair.Tell(clock.Today(), vi, en, attached.Value, clock.GetUtcNow()).Refusal) is { } no)
            {
                return no;
            }

            db.Audit(clock, command.Actor, "promotion.fair_told", fair.Subject(), before: before, after: new { fair.AfterVi, fair.AfterEn, Pictures = fair.AfterPictures.Count });
            return Result.Success;
        }, ct);
}
