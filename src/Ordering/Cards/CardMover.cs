using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Cards;

/// <summary>
/// Has the provider make what <see cref="CardPlan"/> wrote down. Sent again, a move has the same idempotency key, so a crash or two processes at
/// once make it once; what the provider may have forgotten the key of is left to a person.
/// </summary>
internal sealed class CardMover(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, EventOutbox outbox, TimeProvider clock) : IOutboxHandler<CardMovesDue>
{
    private const int Batch = 200;

    /// <summary>Keys are kept over there for 24 hours at least.</summary>
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(23), FirstWait = TimeSpan.FromMinutes(5), LongestWait = TimeSpan.FromDays(1);

    public Task HandleAsync(CardMovesDue happened, long delivery, CancellationToken ct) => RunAsync(happened.Purchase, ct);

    /// <param name="purchase">Null takes all that are due.</param>
    /// <returns>How many were made.</returns>
    public async Task<int> RunAsync(PurchaseId? purchase, CancellationToken ct)
    {
        if (!settings.HasKeys)
        {
            return 0;
        }

        List<Guid> due;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var now = clock.GetUtcNow();
            due = await db.CardMoves.Where(m => m.State == CardMoveState.Waiting && m.DueAt <= now && (purchase == null || m.PurchaseId == purchase))
                .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Take(Batch).Select(m => m.Id).ToListAsync(ct);
        }

        var done = 0;
        foreach (var id in due)
        {
            done += await MakeAsync(id, ct) ? 1 : 0;
        }

        return done;
    }

    private async Task<bool> MakeAsync(Guid id, CancellationToken ct)
    {
        if (await BeginAsync(id, ct) is not { } task)
        {
            return false;
        }

        var (reference, status, problem) = task.Move.Net == Money.Zero ? (task.Move.Key, "succeeded", null) : await AskAsync(task, ct);
        return (await contexts.InTransactionAsync<bool>(async db =>
        {
            var move = await LockAsync(db, id, ct);
            if (move is not { State: CardMoveState.Waiting } || move.Attempt != task.Move.Attempt)
            {
                return false; // another process has its answer
            }

            if (reference is null)
            {
                Postpone(move, problem!);
                return false;
            }

            (move.State, move.Reference, move.DoneAt, move.Problem) = (CardMoveState.Done, reference, clock.GetUtcNow(), null);
            if (move.RefundId is { } refund)
            {
                await db.HearRefundAsync(outbox, clock, refund, status, reference, ct);
            }

            await EarlyNotices.BringBackAsync(db, outbox, move.Id.ToString(), ct);
            outbox.Add(db, new CardMoneyMoved(move.PurchaseId));
            return true;
        }, ct)).Value;
    }

    /// <summary>What is needed to make it; null while that is not there.</summary>
    private sealed record Work(CardMove Move, string Intent, string? SourceCharge, string? Account, string? Transfer);

    private async Task<Work?> BeginAsync(Guid id, CancellationToken ct)
    {
        Work? work = null;
        await contexts.InTransactionAsync(async db =>
        {
            if (await LockAsync(db, id, ct) is not { State: CardMoveState.Waiting } move)
            {
                return Result.Success;
            }

            var now = clock.GetUtcNow();
            if (move.TriedAt < now - KeyLives)
            {
                (move.State, move.Problem) = (CardMoveState.Unclear, move.Problem ?? "no_answer");
                return Result.Success;
            }

            var charge = await db.CardCharges.AsNoTracking().SingleAsync(c => c.Id == move.ChargeId, ct);
            var producer = move.PaymentId is { } payment ? await db.Payments.Where(p => p.Id == payment).Select(p => p.ProducerId).SingleAsync(ct) : default;
            var account = move.Kind is CardMoveKind.Transfer ? await db.CardAccounts.Where(a => a.ProducerId == producer).Select(a => a.AccountId).SingleOrDefaultAsync(ct) : null;
            var transfer = move.Kind is CardMoveKind.Reversal
                ? await db.CardMoves.Where(m => m.PaymentId == move.PaymentId && m.Kind == CardMoveKind.Transfer && m.State == CardMoveState.Done).Select(m => m.Reference).SingleOrDefaultAsync(ct) : null;
            if ((move.Kind is CardMoveKind.Transfer && account is null && move.Net > Money.Zero) || (move.Kind is CardMoveKind.Reversal && transfer is null))
            {
                move.DueAt = now + FirstWait; // the account was taken away, or the transfer has still to be made
                return Result.Success;
            }

            move.TriedAt ??= now;
            work = new(move, move.IntentId ?? charge.PaymentIntentId!, charge.ChargeId, account, transfer);
            return Result.Success;
        }, ct);
        return work;
    }

    private async Task<(string? Reference, string? Status, StripeProblem? Problem)> AskAsync(Work work, CancellationToken ct)
    {
        var (move, key) = (work.Move, work.Move.IdempotencyKey);
        switch (move.Kind)
        {
            case CardMoveKind.Transfer:
                var source = work.SourceCharge;
                if (source is null)
                {
                    var intent = await stripe.IntentAsync(work.Intent, ct);
                    if (intent.Value?.LatestCharge is null)
                    {
                        return (null, null, intent.Problem ?? new(0, "no_charge", null));
                    }

                    source = intent.Value.LatestCharge;
                    await KeepChargeAsync(move.ChargeId, source, ct);
                }

                var transfer = await stripe.TransferAsync(new(move.Net, work.Account!, source, move.ChargeId.ToString(), move.Id.ToString()), key, ct);
                return (transfer.Value?.Id, "succeeded", transfer.Problem);
            case CardMoveKind.Reversal:
                var reversal = await stripe.ReverseAsync(work.Transfer!, move.Net, move.Id.ToString(), key, ct);
                return (reversal.Value?.Id, "succeeded", reversal.Problem);
            default:
                var refund = await stripe.RefundAsync(work.Intent, move.Net, move.Id.ToString(), key, ct);
                return (refund.Value?.Id, refund.Value?.Status, refund.Problem);
        }
    }

    private Task<Result> KeepChargeAsync(Guid charge, string source, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            await db.CardCharges.Where(c => c.Id == charge).ExecuteUpdateAsync(set => set.SetProperty(c => c.ChargeId, source), ct);
            return Result.Success;
        }, ct);

    private void Postpone(CardMove move, StripeProblem problem)
    {
        var said = $"{problem.Code} {problem.Message}".Trim();
        move.Problem = said.Length <= CardMove.LongestProblem ? said : said[..CardMove.LongestProblem];
        var wait = FirstWait * Math.Pow(2, Math.Min(move.Attempt, 10));
        move.DueAt = clock.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        if (problem.Final)
        {
            (move.Attempt, move.TriedAt) = (move.Attempt + 1, null);
        }
    }

    private static async Task<CardMove?> LockAsync(MarketDbContext db, Guid id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.card_moves where id = {id} for update", ct);
        return await db.CardMoves.SingleOrDefaultAsync(m => m.Id == id, ct);
    }
}

internal static class CardRefunds
{
    /// <summary>
    /// Takes in what the provider says of a refund, with its parcel locked. One that has reached the buyer is told and may end its parcel; one that failed stays so, and somebody has to
    /// pay it by another way.
    /// </summary>
    /// <param name="reference">The provider's name for it; null where it is known.</param>
    public static async Task HearRefundAsync(this MarketDbContext db, EventOutbox outbox, TimeProvider clock, RefundId id, string? status, string? reference, CancellationToken ct)
    {
        var parcel = (await db.LockParcelAsync(await db.Refunds.Where(r => r.Id == id).Select(r => r.ParcelId).SingleAsync(ct), ct))!;
        var refund = await db.Refunds.SingleAsync(r => r.Id == id, ct);
        var (before, now) = (refund.State, clock.GetUtcNow());
        refund.Reference = reference ?? refund.Reference;
        (refund.State, refund.DoneAt) = before is RefundState.Failed ? (before, refund.DoneAt) : status switch
        {
            "succeeded" => (RefundState.Done, refund.DoneAt ?? now),
            "failed" or "canceled" => (RefundState.Failed, refund.DoneAt),
            _ => (before is RefundState.Owed ? RefundState.Sent : before, refund.DoneAt),
        };
        if (refund.State is RefundState.Done && before is not RefundState.Done)
        {
            await db.RecordRefundAsync(outbox, clock, Actor.System("card-provider"), parcel, refund, ct);
        }
    }
}
