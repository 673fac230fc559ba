using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Cards;

/// <summary>
/// What follows from a session as the provider tells it, by a signed notice or when asked: paid, or closed. Amount and currency are held against the
/// purchase; each producer's payment is settled in a transaction of its own, and what can no longer be sold is given back.
/// </summary>
internal sealed class SettleCharge(IDbContextFactory<MarketDbContext> contexts, PaymentBook book, CardPlan plan, EventOutbox outbox, TimeProvider clock)
{
    private static readonly Actor Provider = Actor.System("card-notice");

    public async Task<CardOutcome> RunAsync(StripeSession session, CancellationToken ct)
    {
        if (session.PaymentStatus is "paid" && session.PaymentIntent is not null)
        {
            return await PaidAsync(session, session.PaymentIntent, ct);
        }

        return session.Status is "expired" ? await CloseAsync(session, ct) : CardOutcome.Ignored;
    }

    private async Task<CardOutcome> PaidAsync(StripeSession session, string intent, CancellationToken ct)
    {
        var (outcome, purchase, charge) = (CardOutcome.UnknownPurchase, default(PurchaseId), Guid.Empty);
        await contexts.InTransactionAsync(async db =>
        {
            if (await FindAsync(db, session, ct) is not { } found)
            {
                return Result.Success;
            }

            (purchase, charge, outcome) = (found.PurchaseId, found.Id, await TakeAsync(db, found, session, intent, ct));
            return Result.Success;
        }, ct);
        if (outcome is CardOutcome.Paid or CardOutcome.Known)
        {
            await SettleAsync(charge, purchase, ct); // again, should a crash have come between
        }

        return outcome;
    }

    private async Task<CardOutcome> TakeAsync(MarketDbContext db, CardCharge charge, StripeSession session, string intent, CancellationToken ct)
    {
        if (charge.State is ChargeState.Paid && charge.PaymentIntentId == intent)
        {
            return CardOutcome.Known;
        }

        if (session.Currency != StripeClient.Currency)
        {
            return CardOutcome.OtherCurrency;
        }

        if (charge.State is ChargeState.Paid && session.AmountTotal is > 0)
        {
            await plan.GiveBackAsync(db, charge, $"twice:{intent}", intent, new(session.AmountTotal.Value), ct);
            return CardOutcome.Twice;
        }

        if (session.AmountTotal != charge.Amount.Dong)
        {
            return CardOutcome.OtherAmount;
        }

        (charge.State, charge.SessionId, charge.PaymentIntentId, charge.PaidAt, charge.Url) = (ChargeState.Paid, session.Id, intent, clock.GetUtcNow(), null);
        await EarlyNotices.BringBackAsync(db, outbox, intent, ct);
        db.Audit(clock, Provider, "ordering.card_paid", $"purchase:{charge.PurchaseId}", after: new { Amount = charge.Amount.Dong, intent });
        return CardOutcome.Paid;
    }

    private async Task SettleAsync(Guid charge, PurchaseId purchase, CancellationToken ct)
    {
        List<PaymentId> payments;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            payments = await db.Payments.Where(p => p.ChargeId == charge && p.PaidAt == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        }

        foreach (var id in payments)
        {
            var taken = await contexts.InTransactionAsync(async db =>
            {
                var payment = (await PaymentBook.LockAsync(db, id, ct))!;
                return payment.PaidAt is not null || await db.CardMoves.AnyAsync(m => m.Key == Unwanted(id), ct) ? Result.Success : await Transfers.TakeAsync(db, book, clock, Provider, payment, ct);
            }, ct);
            if (taken.Refusal is not null)
            {
                await GiveBackAsync(charge, id, ct);
            }
        }

        await contexts.InTransactionAsync(async db =>
        {
            await plan.PlanAsync(db, purchase, ct);
            return Result.Success;
        }, ct);
    }

    private Task<Result> GiveBackAsync(Guid id, PaymentId payment, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var late = (await PaymentBook.LockAsync(db, payment, ct))!;
            if (late.PaidAt is null && late.Amount > Money.Zero)
            {
                var charge = await db.CardCharges.AsNoTracking().SingleAsync(c => c.Id == id, ct);
                await plan.GiveBackAsync(db, charge, Unwanted(payment), charge.PaymentIntentId!, late.Amount, ct);
            }

            return Result.Success;
        }, ct);

    private async Task<CardOutcome> CloseAsync(StripeSession session, CancellationToken ct)
    {
        var outcome = CardOutcome.UnknownPurchase;
        await contexts.InTransactionAsync(async db =>
        {
            if (await FindAsync(db, session, ct) is not { } charge)
            {
                return Result.Success;
            }

            outcome = CardOutcome.Closed;
            if (charge.State is not ChargeState.Open || (charge.SessionId is not null && charge.SessionId != session.Id))
            {
                return Result.Success; // paid meanwhile, or another page of it is open
            }

            (charge.State, charge.Url) = (ChargeState.Expired, null);
            foreach (var id in await db.Payments.Where(p => p.ChargeId == charge.Id && p.State == PaymentState.Pending).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct))
            {
                var payment = (await PaymentBook.LockAsync(db, id, ct))!;
                if (payment.State is PaymentState.Pending && (await book.ExpireAsync(db, Provider, payment, ct)).Refusal is { } refusal)
                {
                    return refusal;
                }
            }

            return Result.Success;
        }, ct);
        return outcome;
    }

    private static string Unwanted(PaymentId payment) => $"unwanted:{payment}";

    // By the session; by our own reference too, should the provider's answer to making it have been lost.
    private static async Task<CardCharge?> FindAsync(MarketDbContext db, StripeSession session, CancellationToken ct)
    {
        var own = Guid.TryParse(session.ClientReferenceId, out var reference) ? reference : Guid.Empty;
        var id = await db.CardCharges.Where(c => c.SessionId == session.Id || c.Id == own).Select(c => c.Id).ToListAsync(ct);
        if (id is not [var one])
        {
            return null;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from ordering.card_charges where id = {one} for update", ct);
        return await db.CardCharges.SingleAsync(c => c.Id == one, ct);
    }
}
