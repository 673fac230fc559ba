using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>The giver takes a parcel or some of its pieces back before it is packed: less is to be paid, or money goes back.</summary>
public sealed class CancelPieces
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReduceParcel _reduce;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal CancelPieces(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _reduce, _outbox, _clock) = (contexts, reduce, outbox, clock);

    /// <param name="Secret">Of the giver's page.</param>
    /// <param name="Pieces">How many of which lines; null cancels all that is left.</param>
    public sealed record Command(string? Secret, ParcelId Parcel, ReduceReason Reason, IReadOnlyDictionary<ParcelLineId, int>? Pieces = null);

    /// <returns>What goes back, or what is owed no more.</returns>
    public Task<Result<Money>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync<Money>(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            // What was sold without certificate may be cancelled until it has left the house.
            var free = false;
            if (command.Reason is ReduceReason.CertificateEnded)
            {
                var wrong = await db.WronglySoldAsync(parcel, ct);
                free = command.Pieces is null ? wrong.Count > 0 : command.Pieces.Where(p => p.Value != 0).All(p => wrong.Contains(p.Key));
            }

            // Nobody is held to a fair that is not where and when it was to be.
            free |= command.Reason is ReduceReason.FairChanged && parcel.FairSequence is not null;
            if (!free && !ReduceReasons.OfCancelling.Contains(command.Reason))
            {
                return AfterSalesRefusals.ReasonNotChosen();
            }

            if (free ? !parcel.HoldsStock : parcel.State is not (ParcelState.AwaitingPayment or ParcelState.Placed or ParcelState.Confirmed))
            {
                return PurchaseRefusals.ParcelWrongState(parcel.Number, parcel.State);
            }

            var reduced = await _reduce.RunAsync(db, new(Actor.Guest, parcel.Id, command.Reason, command.Pieces), ct);
            if (reduced.Refusal is { } refusal)
            {
                return refusal;
            }

            await db.WithdrawProposalsAsync(parcel.Id, _clock.GetUtcNow(), ct);
            _outbox.Add(db, new PiecesCancelled(parcel.Id, parcel.PurchaseId, parcel.ProducerId, reduced.Value.Refund));
            return reduced.Value.Amount;
        }, ct);
    }
}
