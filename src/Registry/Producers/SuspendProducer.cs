using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Registry.Producers;

/// <summary>Stops all offers of a producer from a day on, whatever its certificates say.</summary>
public sealed class SuspendProducer(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    /// <param name="From">First day without offers; null is today, at once.</param>
    public sealed record Command(Actor Actor, string Producer, string Reason, DateOnly? From = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var (today, reason) = (clock.Today(), VietnameseText.Clean(command.Reason));
            var from = command.From ?? today;
            if (await db.Producers.SingleOrDefaultAsync(p => p.Slug == command.Producer, ct) is not { } producer)
            {
                return RegistryRefusals.ProducerUnknown(command.Producer);
            }

            var refusal = command.Actor.WhyMayNotRecord(producer)
                ?? (reason.Length == 0 ? RegistryRefusals.ReasonMissing()
                : reason.Length > Producer.LongestSuspensionReason ? RegistryRefusals.ReasonTooLong(Producer.LongestSuspensionReason)
                : producer.SuspendedFrom is { } since ? RegistryRefusals.AlreadySuspended(producer.Name, since)
                : from < today ? RegistryRefusals.SuspensionInThePast(from)
                : null);
            if (refusal is not null)
            {
                return refusal;
            }

            (producer.SuspendedFrom, producer.SuspensionReason) = (from, reason);
            db.Audit(clock, command.Actor, "registry.producer_suspended", $"producer:{producer.Id}", reason, after: new { producer.SuspendedFrom });
            return Result.Success;
        }, ct);
}

/// <summary>Ends a suspension: what certificates cover may be offered again at once.</summary>
public sealed class LiftSuspension(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Producer">Slug of the producer.</param>
    public sealed record Command(Actor Actor, string Producer, string Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var reason = VietnameseText.Clean(command.Reason);
            if (await db.Producers.SingleOrDefaultAsync(p => p.Slug == command.Producer, ct) is not { } producer)
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

            var before = new { producer.SuspendedFrom, producer.SuspensionReason };
            (producer.SuspendedFrom, producer.SuspensionReason) = (null, null);
            db.Audit(clock, command.Actor, "registry.suspension_lifted", $"producer:{producer.Id}", reason, before);
            return Result.Success;
        }, ct);
}
