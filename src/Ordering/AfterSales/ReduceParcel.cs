using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>
/// Takes pieces out of a parcel: cancelled while it has not left the house, taken back afterwards. The only way in which less is owed or
/// money goes back, and always by the shares stored at the purchase: whatever the order, the parts add up to what was paid. Works in the
/// caller's transaction; whether somebody may do it is the caller's question.
/// </summary>
internal sealed class ReduceParcel(IStockDesk stock, IDatedPriceDesk prices, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Pieces">How many of which lines; null takes all that is left.</param>
    /// <param name="Note">What the actor wrote, beside the reason.</param>
    public sealed record Command(Actor Actor, ParcelId Parcel, ReduceReason Reason, IReadOnlyDictionary<ParcelLineId, int>? Pieces = null, string? Note = null);

    /// <param name="Refund">Null where nothing had been paid, so that nothing goes back.</param>
    /// <param name="Amount">What goes back, or what is owed no more.</param>
    public readonly record struct Outcome(RefundId? Refund, Money Amount);

    public async Task<Result<Outcome>> RunAsync(MarketDbContext db, Command command, CancellationToken ct)
    {
        if (await db.LockParcelAsync(command.Parcel, ct) is not { } parcel)
        {
            return PurchaseRefusals.ParcelUnknown();
        }

        if (parcel.State is ParcelState.Cancelled or ParcelState.Returned or ParcelState.Refunded)
        {
            return PurchaseRefusals.ParcelWrongState(parcel.Number, parcel.State);
        }

        var payment = await db.Payments.SingleAsync(p => p.Id == parcel.PaymentId, ct);
        var wanted = Wanted(parcel, command.Pieces);
        if (wanted.Refusal is { } refusal)
        {
            return refusal;
        }

        // A card payment that is just being made has its amount; it lapses by itself.
        if (payment is { Method: PaymentMethod.Card, State: PaymentState.Pending })
        {
            return CardRefusals.CardPaymentOpen(payment.ExpiresAt!.Value);
        }

        var (from, before) = (parcel.State, parcel.HoldsStock);
        var shares = wanted.Value.Select(w => w.Line.ShareOf(w.Pieces)).ToList();
        foreach (var (line, pieces) in wanted.Value)
        {
            (line.Cancelled, line.Returned) = before ? (line.Cancelled + pieces, line.Returned) : (line.Cancelled, line.Returned + pieces);
        }

        if (before && command.Reason.LeavesGoods()
            && (await stock.ReturnAsync(db, command.Actor, [.. wanted.Value.GroupBy(w => w.Line.VariantId).Select(g => new StockLine(g.Key, g.Sum(w => w.Pieces)))], parcel.Number, ct)).Refusal is { } lost)
        {
            return lost;
        }

        if (before)
        {
            await prices.GiveBackAsync(db, [.. wanted.Value.SelectMany(w => w.Line.PiecesAtPrice(w.Pieces))], ct);
        }

        var outcome = await SettleAsync(db, command, parcel, payment, shares, ct);
        if (outcome.Refusal is { } tooMuch)
        {
            return tooMuch;
        }

        if (parcel.Lines.All(l => l.Left == 0))
        {
            var (reason, now) = (command.Reason.ToString(), clock.GetUtcNow());
            if ((before ? parcel.Cancel(reason, now) : parcel.Return(reason, now)).Refusal is { } stuck)
            {
                return stuck;
            }

            db.RecordMove(outbox, clock, command.Actor, parcel, from, reason);
        }
        else
        {
            db.ParcelEvents.Add(new ParcelEvent { ParcelId = parcel.Id, State = parcel.State, At = clock.GetUtcNow(), Actor = command.Actor.ToString(), Note = command.Reason.ToString() });
        }

        outbox.Add(db, new ParcelReduced(parcel.Id, parcel.PurchaseId, parcel.ProducerId, outcome.Value.Refund));
        db.Audit(clock, command.Actor, "ordering.parcel_reduced", $"parcel:{parcel.Id}", command.Note ?? command.Reason.ToString(),
            after: new { Reason = command.Reason.ToString(), Pieces = wanted.Value.Sum(w => w.Pieces), Amount = outcome.Value.Amount.Dong });
        return outcome;
    }

    private static Result<IReadOnlyList<(ParcelLine Line, int Pieces)>> Wanted(Parcel parcel, IReadOnlyDictionary<ParcelLineId, int>? pieces)
    {
        if (pieces?.Keys.FirstOrDefault(id => parcel.Lines.All(l => l.Id != id)) is { } unknown && unknown != default)
        {
            return CheckoutRefusals.LineUnknown();
        }

        var wanted = parcel.Lines.OrderBy(l => l.Position).Select(l => (Line: l, Pieces: pieces is null ? l.Left : pieces.GetValueOrDefault(l.Id))).Where(w => w.Pieces != 0).ToList();
        foreach (var (line, count) in wanted)
        {
            if (count < 0 || count > line.Left)
            {
                return AfterSalesRefusals.PiecesTooMany(line.ProductName, line.Left);
            }
        }

        return wanted.Count == 0 ? AfterSalesRefusals.NothingChosen() : wanted;
    }

    private async Task<Result<Outcome>> SettleAsync(MarketDbContext db, Command command, Parcel parcel, Payment payment, List<LineShare> shares, CancellationToken ct)
    {
        var amount = shares.Aggregate(Money.Zero, (sum, share) => sum + share.Amount);
        // Cash is paid parcel by parcel: what has not been delivered has not been paid, whatever others of the purchase have.
        if (payment.State is PaymentState.Pending || (payment.Method is PaymentMethod.Cod && parcel.DeliveredAt is null))
        {
            if (payment.State is PaymentState.Pending)
            {
                payment.Reduce(amount);
            }

            return new Outcome(null, amount);
        }

        if (amount == Money.Zero)
        {
            return new Outcome(null, amount); // a voucher had paid all of it
        }

        if (payment.Refund(amount).Refusal is { } refusal)
        {
            return refusal;
        }

        var refund = new Refund
        {
            PaymentId = payment.Id, PurchaseId = parcel.PurchaseId, ParcelId = parcel.Id, ProducerId = parcel.ProducerId, Amount = amount, Reason = command.Reason.ToString(),
            // By card the provider is asked once this is committed; else the producer owes it by its own bank.
            State = payment.Method is PaymentMethod.Card ? RefundState.Sent : RefundState.Owed, CreatedAt = clock.GetUtcNow(),
        };
        foreach (var share in shares)
        {
            refund.Add(new RefundLine
            {
                RefundId = refund.Id, ParcelLineId = share.Line, Quantity = share.Pieces, Goods = share.Goods, Shipping = share.Shipping, Wrapping = share.Wrapping, Discount = share.Discount, Fee = share.Fee,
            });
        }

        await db.Refunds.AddAsync(refund, ct);
        return new Outcome(refund.Id, amount);
    }
}
