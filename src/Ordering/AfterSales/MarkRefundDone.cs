using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>A producer has sent a refund by its own bank and writes down the transfer.</summary>
public sealed class MarkRefundDone(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Reference">Of the transfer, so that the buyer finds it in the bank's list.</param>
    public sealed record Command(Actor Actor, RefundId Refund, string? Reference);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var id = await db.Refunds.Where(r => r.Id == command.Refund).Select(r => r.ParcelId).FirstOrDefaultAsync(ct);
            if (await db.LockParcelAsync(id, ct) is not { } parcel || !command.Actor.MayHandleMoney(parcel.ProducerId))
            {
                return AfterSalesRefusals.RefundUnknown();
            }

            var (refund, reference, now) = (await db.Refunds.SingleAsync(r => r.Id == command.Refund, ct), VietnameseText.Clean(command.Reference), clock.GetUtcNow());
            if (refund.State is not (RefundState.Owed or RefundState.Failed))
            {
                return AfterSalesRefusals.RefundNotOwed();
            }

            if (reference.Length is 0 or > Payment.LongestReference)
            {
                return OrderingRefusals.ReferenceWrong(Payment.LongestReference);
            }

            (refund.State, refund.Reference, refund.DoneAt) = (RefundState.Done, reference, now);
            db.Audit(clock, command.Actor, "ordering.refund_done", $"parcel:{parcel.Id}", reference, after: new { Amount = refund.Amount.Dong });
            await db.RecordRefundAsync(outbox, clock, command.Actor, parcel, refund, ct);
            return Result.Success;
        }, ct);
    }
}

internal static class Refunds
{
    /// <summary>Tells whoever listens that a refund has reached the buyer; a parcel of which nothing is left and all is paid back comes to its end.</summary>
    public static async Task RecordRefundAsync(this MarketDbContext db, EventOutbox outbox, TimeProvider clock, Actor actor, Parcel parcel, Refund refund, CancellationToken ct)
    {
        outbox.Add(db, new RefundDone(refund.Id, parcel.Id, parcel.PurchaseId, parcel.ProducerId));
        if (parcel.State is ParcelState.Cancelled or ParcelState.Returned && !await db.Refunds.AnyAsync(r => r.ParcelId == parcel.Id && r.Id != refund.Id && r.State != RefundState.Done, ct))
        {
            var from = parcel.State;
            parcel.Refund(clock.GetUtcNow());
            db.RecordMove(outbox, clock, actor, parcel, from, null);
        }
    }
}
