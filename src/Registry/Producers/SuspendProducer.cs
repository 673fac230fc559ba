using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Producers;

/// <summary>Stops all offers of a producer from a day on, whatever its certificates say: some days (<see cref="RegistrySettings.SuspensionNoticeDays"/>) after the notice, or at once on an urgent ground.</summary>
public sealed class SuspendProducer(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    /// <param name="From">First day without offers; null is the earliest that there may be.</param>
    /// <param name="Urgent">Why the producer need not be given notice.</param>
    public sealed record Command(Actor Actor, string Producer, string Reason, DateOnly? From = null, UrgentGround? Urgent = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var (today, reason) = (clock.Today(), VietnameseText.Clean(command.Reason));
            var notice = await settings.OfAsync(RegistrySettings.SuspensionNoticeDays, ct);
            var earliest = command.Urgent is null ? today.AddDays(notice) : today;
            var from = command.From ?? earliest;
            if (await db.LockedAsync(command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            var refusal = command.Actor.WhyMayNotRecord(producer)
                ?? (reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : reason.Length > Producer.LongestSuspensionReason ? RegistryRefusals.ReasonTooLong(Producer.LongestSuspensionReason)
                : producer.SuspendedFrom is { } since ? RegistryRefusals.AlreadySuspended(producer.Name, since)
                : from < today ? RegistryRefusals.SuspensionInThePast(from)
                : from < earliest ? RegistryRefusals.SuspensionNeedsNotice(notice, earliest)
                : null);
            if (refusal is not null)
            {
                return refusal;
            }

            (producer.SuspendedFrom, producer.SuspensionReason) = (from, reason);
            db.Suspensions.Add(new Suspension { ProducerId = producer.Id, NoticedOn = today, From = from, Urgent = command.Urgent, Reason = reason, Actor = command.Actor.ToString(), At = clock.GetUtcNow() });
            db.Audit(clock, command.Actor, "registry.producer_suspended", $"producer:{producer.Id}", reason, after: new { producer.SuspendedFrom, command.Urgent });
            outbox.Add(db, new MeasureTaken(producer.Id, OfficeMeasure.Suspended, from, reason));
            return Result.Success;
        }, ct);
    }
}

/// <summary>Ends a suspension: what certificates cover may be offered again at once.</summary>
public sealed class LiftSuspension(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    public sealed record Command(Actor Actor, string Producer, string Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var reason = VietnameseText.Clean(command.Reason);
            if (await db.LockedAsync(command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            var refusal = command.Actor.WhyMayNotRecord(producer)
                ?? (reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : reason.Length > Producer.LongestSuspensionReason ? RegistryRefusals.ReasonTooLong(Producer.LongestSuspensionReason)
                : producer.SuspendedFrom is null ? RegistryRefusals.NotSuspended(producer.Name)
                : null);
            if (refusal is not null)
            {
                return refusal;
            }

            await db.LiftAsync(clock, outbox, command.Actor, producer, reason, ct);
            return Result.Success;
        }, ct);
    }
}

/// <summary>What the producer's owner says against a suspension; once for each.</summary>
public sealed class AppealSuspension(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, string Text);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var text = VietnameseText.Clean(command.Text);
            if (!command.Actor.WorksFor(command.Producer, ProducerRights.Owner))
            {
                return RegistryRefusals.OwnersOnly();
            }

            var suspension = (await db.Suspensions.FromSql($"select * from registry.suspensions where producer_id = {command.Producer.Value} and lifted_at is null for update").ToListAsync(ct)).SingleOrDefault();
            if ((suspension is null ? RegistryRefusals.NotSuspended(command.Producer.ToString())
                : text.Length == 0 ? RegistryRefusals.ReasonMissing()
                : text.Length > Suspension.LongestText ? RegistryRefusals.ReasonTooLong(Suspension.LongestText)
                : suspension.Appeal is not null ? RegistryRefusals.AppealedAlready()
                : null) is { } refusal)
            {
                return refusal;
            }

            (suspension!.Appeal, suspension.AppealedBy, suspension.AppealedAt) = (text, command.Actor.ToString(), clock.GetUtcNow());
            db.Audit(clock, command.Actor, "registry.suspension_appealed", $"producer:{command.Producer}", text);
            return Result.Success;
        }, ct);
    }
}

/// <summary>The office's answer to an appeal; an appeal that is right ends the suspension.</summary>
public sealed class AnswerAppeal(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    public sealed record Command(Actor Actor, string Producer, string Answer, bool Upheld);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var answer = VietnameseText.Clean(command.Answer);
            if (await db.LockedAsync(command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            if (command.Actor.WhyMayNotRecord(producer) is { } noRight)
            {
                return noRight;
            }

            var suspension = await db.Suspensions.SingleOrDefaultAsync(s => s.ProducerId == producer.Id && s.LiftedAt == null, ct);
            if ((suspension is null ? RegistryRefusals.NotSuspended(producer.Name)
                : suspension.Appeal is null || suspension.Answer is not null ? RegistryRefusals.NoAppealWaits(producer.Name)
                : answer.Length == 0 ? RegistryRefusals.ReasonMissing()
                : answer.Length > Producer.LongestSuspensionReason ? RegistryRefusals.ReasonTooLong(Producer.LongestSuspensionReason)
                : null) is { } refusal)
            {
                return refusal;
            }

            (suspension!.Answer, suspension.Upheld, suspension.AnsweredBy, suspension.AnsweredAt) = (answer, command.Upheld, command.Actor.ToString(), clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.Appeal, suspension.Id, ct);
            db.Audit(clock, command.Actor, "registry.appeal_answered", $"producer:{producer.Id}", answer, after: new { command.Upheld });
            if (command.Upheld)
            {
                await db.LiftAsync(clock, outbox, command.Actor, producer, answer, ct);
            }
            else
            {
                outbox.Add(db, new MeasureTaken(producer.Id, OfficeMeasure.AppealRejected, suspension.From, answer));
            }

            return Result.Success;
        }, ct);
    }
}

internal static class Suspensions
{
    /// <summary>The producer, locked: two officers decide one after the other.</summary>
    public static async Task<Producer?> LockedAsync(this MarketDbContext db, string slug, CancellationToken ct)
        => (await db.Producers.FromSql($"select *, xmin from registry.producers where slug = {slug} for update").ToListAsync(ct)).SingleOrDefault();

    public static async Task LiftAsync(this MarketDbContext db, TimeProvider clock, EventOutbox outbox, Actor actor, Producer producer, string reason, CancellationToken ct)
    {
        if (await db.Suspensions.SingleOrDefaultAsync(s => s.ProducerId == producer.Id && s.LiftedAt == null, ct) is { } suspension)
        {
            (suspension.LiftedAt, suspension.LiftedBy, suspension.LiftReason) = (clock.GetUtcNow(), actor.ToString(), reason);
            await db.CloseCaseAsync(clock, CaseKind.Appeal, suspension.Id, ct);
        }

        var before = new { producer.SuspendedFrom, producer.SuspensionReason };
        (producer.SuspendedFrom, producer.SuspensionReason) = (null, null);
        db.Audit(clock, actor, "registry.suspension_lifted", $"producer:{producer.Id}", reason, before);
        outbox.Add(db, new MeasureTaken(producer.Id, OfficeMeasure.Lifted, clock.Today(), reason));
    }
}
