using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Books;

/// <summary>
/// Brings the books up to what has become of a purchase: every sale, payment, reduction and refund that is not in them yet. It reads what is stored, not
/// what an event says, so that events may come twice, late or in another order.
/// </summary>
internal sealed class BookFacts(ProducerBooks books)
{
    public async Task BookAsync(MarketDbContext db, PurchaseId purchase, CancellationToken ct)
    {
        var payments = await db.Payments.AsNoTracking().Where(p => p.PurchaseId == purchase).ToListAsync(ct);
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.PurchaseId == purchase).ToListAsync(ct);
        var refunds = await db.Refunds.AsNoTracking().Include(r => r.Lines).Where(r => r.PurchaseId == purchase).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct);
        foreach (var payment in payments.OrderBy(p => p.ProducerId.Value)) // locks are taken in the order of producers
        {
            if (payment.Method is not PaymentMethod.Cod && payment.PaidAt is { } paid)
            {
                await books.PaidAsync(db, payment, DayOf(paid), ct);
            }

            foreach (var parcel in parcels.Where(p => p.PaymentId == payment.Id).OrderBy(p => p.Id.Value))
            {
                await BookAsync(db, payment, parcel, [.. refunds.Where(r => r.ParcelId == parcel.Id)], ct);
            }

            await BookCardAsync(db, payment, [.. payments.Where(p => p.ChargeId is not null && p.ChargeId == payment.ChargeId && p.PaidAt is not null).OrderBy(p => p.Id.Value)], ct);
        }
    }

    // What the provider moved of a payment by card, and what it holds back.
    private async Task BookCardAsync(MarketDbContext db, Payment payment, List<Payment> ofCharge, CancellationToken ct)
    {
        if (payment is not { Method: PaymentMethod.Card, PaidAt: not null, ChargeId: { } charge })
        {
            return;
        }

        foreach (var move in await db.CardMoves.AsNoTracking().Where(m => m.PaymentId == payment.Id && m.Kind != CardMoveKind.Refund && m.State == CardMoveState.Done).OrderBy(m => m.DoneAt).ThenBy(m => m.Id).ToListAsync(ct))
        {
            var back = move.Kind is CardMoveKind.Reversal;
            await books.TransferAsync(db, payment, move.Reference!, back ? Money.Zero - move.Amount : move.Amount, back ? Money.Zero - move.Fee : move.Fee, DayOf(move.DoneAt!.Value), ct);
        }

        foreach (var dispute in await db.CardDisputes.AsNoTracking().Where(d => d.ChargeId == charge && d.HeldAt != null).OrderBy(d => d.Id).ToListAsync(ct))
        {
            var share = CardPlan.SharesOf(dispute, ofCharge).FirstOrDefault(s => s.Payment.Id == payment.Id).Share;
            await books.DisputeAsync(db, payment, dispute.Id, share, DisputeStep.Opened, DayOf(dispute.HeldAt!.Value), ct);
            if (dispute.DecidedAt is { } decided)
            {
                await books.DisputeAsync(db, payment, dispute.Id, share, dispute.State is CardDisputeState.Won ? DisputeStep.Won : DisputeStep.Lost, DayOf(decided), ct);
            }
        }
    }

    private async Task BookAsync(MarketDbContext db, Payment payment, Parcel parcel, IReadOnlyList<Refund> refunds, CancellationToken ct)
    {
        if ((payment.Method is PaymentMethod.Cod ? parcel.PlacedAt : payment.PaidAt) is not { } soldAt || parcel.State is ParcelState.AwaitingPayment)
        {
            return; // never sold: it waits for its money, or its time ran out
        }

        if (payment.Method is not PaymentMethod.Cod && refunds.Count == 0 && parcel.Lines.All(l => l.Left == 0))
        {
            return; // all of it was cancelled before others of the purchase were paid
        }

        var sold = DayOf(soldAt);
        await books.SaleAsync(db, parcel, sold, ct);
        await books.VoucherAsync(db, parcel, sold, ct);
        await books.FeeAsync(db, parcel, sold, ct);
        var until = payment.Method is PaymentMethod.Cod ? parcel.EndedAt ?? parcel.HandedOverAt ?? parcel.PackedAt ?? parcel.ConfirmedAt ?? soldAt : soldAt;
        await books.UnpaidReducedAsync(db, parcel, payment.Method, refunds, DayOf(until), ct);
        if (payment.Method is PaymentMethod.Cod && parcel.DeliveredAt is { } delivered)
        {
            await books.CashAsync(db, parcel, DayOf(delivered), ct);
        }

        foreach (var refund in refunds)
        {
            await books.RefundAsync(db, refund, parcel, DayOf(refund.CreatedAt), ct);
            if (refund.State is RefundState.Done || refund is { State: RefundState.Failed, DoneAt: not null })
            {
                await books.RefundPaidAsync(db, refund, payment.Method, DayOf(refund.DoneAt ?? refund.CreatedAt), ct);
            }

            if (refund is { State: RefundState.Failed, DoneAt: { } done })
            {
                await books.RefundFailedAsync(db, refund, payment.Method, DayOf(done), ct);
            }
        }
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.InVietnam().DateTime);
}

/// <summary>Writes the books after each event of an order, and gives a voucher back when nothing is left of its purchase, for as long as that is so.</summary>
internal sealed class KeepBooks(IDbContextFactory<MarketDbContext> contexts, BookFacts facts, VoucherDesk vouchers) :
    IOutboxHandler<PaymentSettled>, IOutboxHandler<ParcelMoved>, IOutboxHandler<ParcelReduced>, IOutboxHandler<CardMoneyMoved>, IOutboxHandler<RefundDone>
{
    public Task HandleAsync(CardMoneyMoved happened, long delivery, CancellationToken ct) => BookAsync(happened.Purchase, ct);

    public Task HandleAsync(PaymentSettled happened, long delivery, CancellationToken ct) => BookAsync(happened.Purchase, ct);

    public Task HandleAsync(ParcelReduced happened, long delivery, CancellationToken ct) => BookAsync(happened.Purchase, ct);

    public Task HandleAsync(RefundDone happened, long delivery, CancellationToken ct) => BookAsync(happened.Purchase, ct);

    public Task HandleAsync(ParcelMoved happened, long delivery, CancellationToken ct) => BookAsync(happened.Purchase, ct);

    private Task<Result> BookAsync(PurchaseId purchase, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            await facts.BookAsync(db, purchase, ct);
            if (await db.Parcels.AnyAsync(p => p.PurchaseId == purchase && p.State != ParcelState.Cancelled && !(p.State == ParcelState.Refunded && p.HandedOverAt == null), ct))
            {
                await VoucherDesk.TakeAgainAsync(db, purchase, ct);
            }
            else
            {
                await vouchers.GiveBackAsync(db, purchase, ct);
            }

            return Result.Success;
        }, ct);
}

/// <summary>Looks for facts that no event has told the books of: refunds marked as paid, a handler that gave up.</summary>
internal sealed class BooksJob(IDbContextFactory<MarketDbContext> contexts, BookFacts facts) : IMarketJob
{
    public const string Name = "books";

    private const int Most = 500;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        List<Guid> behind;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            behind = await db.Database.SqlQuery<Guid>($"""
                select purchase_id as "Value" from (
                  select y.purchase_id from ordering.payments y where y.method <> 'Cod' and y.paid_at is not null and y.paid_amount > 0
                    and not exists (select from ordering.ledger_entries e where e.key = 'paid:' || y.id)
                  union
                  select c.purchase_id from ordering.parcels c join ordering.payments y on y.id = c.payment_id where (y.method = 'Cod' or y.paid_at is not null) and c.state <> 'AwaitingPayment'
                    and not exists (select from ordering.ledger_entries e where e.key = 'sale:' || c.id)
                  union
                  select r.purchase_id from ordering.refunds r where not exists (select from ordering.ledger_entries e where e.key = 'refund:' || r.id)
                    or (r.state = 'Done' and not exists (select from ordering.ledger_entries e where e.key = 'refund-paid:' || r.id))
                  union
                  select m.purchase_id from ordering.card_moves m where m.state = 'Done' and m.kind <> 'Refund' and m.payment_id is not null
                    and not exists (select from ordering.ledger_entries e where e.key = 'payout:' || m.reference)
                  union
                  select y.purchase_id from ordering.card_disputes d join ordering.payments y on y.charge_id = d.charge_id where y.paid_at is not null and d.held_at is not null
                    and not exists (select from ordering.ledger_entries e where e.key = 'dispute:' || d.id || ':' || y.id || case when d.decided_at is null then ':opened' else ':decided' end)
                  union
                  select c.purchase_id from ordering.parcels c join ordering.payments y on y.id = c.payment_id where y.method = 'Cod' and c.delivered_at is not null
                    and exists (select from ordering.ledger_entries e join ordering.ledger_postings p on p.entry_id = e.id where e.parcel_id = c.id and p.account = 'BuyerOwes' group by e.parcel_id having sum(p.amount) > 0)
                ) behind order by purchase_id limit {Most}
                """).ToListAsync(ct);
        }

        foreach (var purchase in behind)
        {
            await contexts.InTransactionAsync(async db =>
            {
                await facts.BookAsync(db, new PurchaseId(purchase), ct);
                return Result.Success;
            }, ct);
        }

        return FormattableString.Invariant($"{behind.Count} purchases brought up to date");
    }
}
