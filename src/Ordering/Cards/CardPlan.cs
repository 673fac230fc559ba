using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Cards;

/// <summary>A purchase has moves that the provider is to make.</summary>
internal sealed record CardMovesDue(PurchaseId Purchase);

/// <summary>Money of a purchase moved at the provider: the books are to hear of it.</summary>
internal sealed record CardMoneyMoved(PurchaseId Purchase);

/// <summary>Writes down which moves of money follow from what is stored of a purchase, each once, in the caller's transaction.</summary>
internal sealed class CardPlan(EventOutbox outbox, TimeProvider clock)
{
    public async Task PlanAsync(MarketDbContext db, PurchaseId purchase, CancellationToken ct)
    {
        await db.LockAsync($"card:{purchase}", ct);
        if (await db.CardCharges.AsNoTracking().SingleOrDefaultAsync(c => c.PurchaseId == purchase, ct) is not { State: ChargeState.Paid } charge)
        {
            return;
        }

        var payments = (await db.Payments.AsNoTracking().Where(p => p.ChargeId == charge.Id).ToListAsync(ct)).FindAll(p => p.PaidAt is not null).OrderBy(p => p.Id.Value).ToList();
        var known = (await db.CardMoves.AsNoTracking().Where(m => m.PurchaseId == purchase).ToListAsync(ct)).ToDictionary(m => m.Key);
        var refunds = await db.Refunds.AsNoTracking().Include(r => r.Lines).Where(r => r.PurchaseId == purchase).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).ToListAsync(ct);
        var lost = await db.CardDisputes.AsNoTracking().Where(d => d.PurchaseId == purchase && d.State == CardDisputeState.Lost).OrderBy(d => d.Id).ToListAsync(ct);
        var before = known.Count;
        foreach (var payment in payments)
        {
            var fee = await db.Parcels.Where(p => p.PaymentId == payment.Id).SelectMany(p => p.Lines).SumAsync(l => (long)(object)l.Fee, ct);
            Add(Move(CardMoveKind.Transfer, $"transfer:{payment.Id}", payment, payment.PaidAmount, new(Math.Min(fee, payment.PaidAmount.Dong))));
            foreach (var refund in refunds.Where(r => r.PaymentId == payment.Id))
            {
                Add(Move(CardMoveKind.Refund, $"refund:{refund.Id}", payment, refund.Amount, Money.Zero, refund.Id));
                TakeBack($"reversal:{refund.Id}", payment, refund.Amount, refund.Amount.Dong - Math.Min(refund.Lines.Sum(l => l.Fee.Dong), refund.Amount.Dong));
            }
        }

        foreach (var dispute in lost)
        {
            foreach (var (payment, share) in SharesOf(dispute, payments))
            {
                TakeBack($"lost:{dispute.Id}:{payment.Id}", payment, share, share.Dong);
            }
        }

        if (known.Count > before)
        {
            outbox.Add(db, new CardMovesDue(purchase));
        }

        CardMove Move(CardMoveKind kind, string key, Payment payment, Money amount, Money fee, RefundId? refund = null) => new()
        {
            Key = key, Kind = kind, ChargeId = charge.Id, PurchaseId = purchase, PaymentId = payment.Id, RefundId = refund, Amount = amount, Fee = fee, CreatedAt = clock.GetUtcNow(), DueAt = clock.GetUtcNow(),
        };

        void Add(CardMove move)
        {
            if (move.Amount > Money.Zero && known.TryAdd(move.Key, move))
            {
                db.CardMoves.Add(move);
            }
        }

        // Never more than what is still over there; what is missing stays owed in the books.
        void TakeBack(string key, Payment payment, Money amount, long net)
        {
            var there = known.Values.Where(m => m.PaymentId == payment.Id && m.Kind is not CardMoveKind.Refund).Sum(m => m.Kind is CardMoveKind.Transfer ? m.Net.Dong : -m.Net.Dong);
            Add(Move(CardMoveKind.Reversal, key, payment, amount, new(amount.Dong - Math.Min(net, there))));
        }
    }

    /// <summary>Money that came for what can no longer be sold, or came twice, goes back; nobody's books knew of it.</summary>
    public async Task GiveBackAsync(MarketDbContext db, CardCharge charge, string key, string intent, Money amount, CancellationToken ct)
    {
        await db.LockAsync($"card:{charge.PurchaseId}", ct);
        if (!await db.CardMoves.AnyAsync(m => m.Key == key, ct))
        {
            db.CardMoves.Add(new CardMove
            {
                Key = key, Kind = CardMoveKind.Refund, ChargeId = charge.Id, PurchaseId = charge.PurchaseId, IntentId = intent, Amount = amount, CreatedAt = clock.GetUtcNow(), DueAt = clock.GetUtcNow(),
            });
            outbox.Add(db, new CardMovesDue(charge.PurchaseId));
        }
    }

    /// <summary>A dispute is about the whole charge: each producer's payment bears its part, largest remainder.</summary>
    public static IReadOnlyList<(Payment Payment, Money Share)> SharesOf(CardDispute dispute, IReadOnlyList<Payment> payments)
        => payments.Sum(p => p.PaidAmount.Dong) == 0 ? [] : [.. payments.Zip(dispute.Amount.Split([.. payments.Select(p => p.PaidAmount.Dong)]))];
}

/// <summary>Moves that follow from cancelled and returned pieces.</summary>
internal sealed class PlanCardMoves(IDbContextFactory<MarketDbContext> contexts, CardPlan plan) : IOutboxHandler<ParcelReduced>
{
    public Task HandleAsync(ParcelReduced happened, long delivery, CancellationToken ct)
        => happened.Refund is null ? Task.CompletedTask : contexts.InTransactionAsync(async db =>
        {
            await plan.PlanAsync(db, happened.Purchase, ct);
            return Result.Success;
        }, ct);
}
