using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Purchases;

/// <summary>What a producer does with a parcel, in this order.</summary>
public enum ParcelMove
{
    Accept,
    Pack,
    HandOver,
    Deliver,
}

/// <summary>Brings a parcel one state on: by its producer's staff with the right to orders.</summary>
public sealed class MoveParcel(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Tracking">The carrier's number, at handing over; others leave it alone.</param>
    public sealed record Command(Actor Actor, ParcelId Parcel, ParcelMove Move, string? Tracking = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LockParcelAsync(command.Parcel, ct) is not { } parcel || !command.Actor.MayHandleOrders(parcel.ProducerId))
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            var (from, now) = (parcel.State, clock.GetUtcNow());
            var tracking = VietnameseText.Clean(command.Tracking).Replace(" ", "", StringComparison.Ordinal);
            if (tracking.Length > Parcel.LongestTracking)
            {
                return PurchaseRefusals.TrackingTooLong(Parcel.LongestTracking);
            }

            if (command.Move is ParcelMove.Pack && parcel.AwaitsAddress)
            {
                return PurchaseRefusals.AddressAwaited(parcel.Number);
            }

            var moved = command.Move switch
            {
                ParcelMove.Accept => parcel.Confirm(now),
                ParcelMove.Pack => parcel.Pack(now),
                ParcelMove.HandOver => parcel.HandOver(now),
                ParcelMove.Deliver => parcel.Deliver(now),
            };
            if (moved.Refusal is { } refusal)
            {
                return refusal;
            }

            // Whoever collects at a booth has it in the hand: there is nothing on the way.
            var arrived = command.Move is ParcelMove.Deliver || (command.Move is ParcelMove.HandOver && parcel.CollectedAt is not null && parcel.Deliver(now).Succeeded);
            parcel.Tracking = tracking.Length > 0 ? tracking : parcel.Tracking;
            if (arrived)
            {
                await db.TakeCashAsync(parcel, now, ct);
            }

            if (command.Move is ParcelMove.HandOver)
            {
                await db.WithdrawProposalsAsync(parcel.Id, now, ct); // it is sent as it was ordered after all
            }

            db.RecordMove(outbox, clock, command.Actor, parcel, from, null);
            return Result.Success;
        }, ct);
    }
}

internal static class ParcelMoves
{
    /// <summary>The parcel with its lines, its row and its payment's locked to the end of the transaction; null for an unknown one.</summary>
    public static async Task<Parcel?> LockParcelAsync(this MarketDbContext db, ParcelId id, CancellationToken ct)
    {
        // Payments are locked before their parcels, here as where a payment arrives or lapses.
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.payments where id = (select payment_id from ordering.parcels where id = {id.Value}) for update", ct);
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.parcels where id = {id.Value} for update", ct);
        return await db.Parcels.Include(p => p.Lines).SingleOrDefaultAsync(p => p.Id == id, ct);
    }

    /// <summary>The carrier brought the money of a parcel with the signature, where it was to be paid at the door.</summary>
    public static async Task TakeCashAsync(this MarketDbContext db, Parcel parcel, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Payments.SingleAsync(p => p.Id == parcel.PaymentId, ct) is { Method: PaymentMethod.Cod } cash)
        {
            cash.PayAtDoor(parcel.Due, now);
        }
    }

    /// <summary>Writes down that a parcel has moved: for those who follow it, for whoever listens, and for the trail.</summary>
    /// <param name="note">A code that the pages have words for, or what somebody wrote; null where there is nothing to say.</param>
    public static void RecordMove(this MarketDbContext db, EventOutbox outbox, TimeProvider clock, Actor actor, Parcel parcel, ParcelState from, string? note)
    {
        db.ParcelEvents.Add(new ParcelEvent { ParcelId = parcel.Id, State = parcel.State, At = clock.GetUtcNow(), Actor = actor.ToString(), Note = note });
        outbox.Add(db, new ParcelMoved(parcel.Id, parcel.PurchaseId, parcel.ProducerId, from, parcel.State));
        db.Audit(clock, actor, "ordering.parcel_moved", $"parcel:{parcel.Id}", note, before: from, after: parcel.State);
    }
}
