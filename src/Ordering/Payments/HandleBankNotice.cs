using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Payments;

/// <summary>Does once what a stored notice asks for: an exact transfer pays, everything else waits for a person. Safe to repeat and to start twice at once.</summary>
internal sealed class HandleBankNotice(IDbContextFactory<MarketDbContext> contexts, PaymentBook book, TimeProvider clock)
{
    private static readonly Actor Bank = Actor.System("bank-notice");

    /// <summary>A bank may date a transfer a little before we know of the purchase, or after our clock.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1), Longest = TimeSpan.FromDays(365);

    public Task<Result> RunAsync(Guid id, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (await db.LockNoticeAsync(id, ct) is not { Source: NoticeSource.Bank, HandledAt: null } notice)
            {
                return Result.Success;
            }

            var read = BankNotice.Read(notice.Body)!;
            (notice.Amount, notice.Text, notice.BookedAt) = (read.Currency is null or "VND" ? read.Amount : null, read.Text, read.BookedAt);
            var outcome = await DecideAsync(db, notice, read, ct);
            (notice.Outcome, notice.NeedsHuman, notice.HandledAt) = (outcome.ToString(), outcome is not TransferOutcome.Paid, clock.GetUtcNow());
            db.Audit(clock, Bank, "ordering.transfer_handled", $"notice:{notice.Id}", after: new { outcome, Amount = notice.Amount?.Dong, Payment = notice.PaymentId?.Value });
            return Result.Success;
        }, ct);

    private async Task<TransferOutcome> DecideAsync(MarketDbContext db, PaymentNotice notice, BankNotice read, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (read.Currency is not (null or "VND"))
        {
            return TransferOutcome.OtherCurrency;
        }

        if (notice.Amount is not { } amount || notice.BookedAt is not { } booked)
        {
            return TransferOutcome.Unreadable;
        }

        if (booked < notice.ReceivedAt - Longest || booked > notice.ReceivedAt + Slack)
        {
            return TransferOutcome.WrongDate;
        }

        var codes = PurposeCodes.FindIn(notice.Text);
        var meant = await db.Payments.Where(p => p.ProducerId == notice.ProducerId && p.Method == PaymentMethod.VietQr && codes.Contains(p.PurposeCode!)).Select(p => p.Id).ToListAsync(ct);
        if (meant.Count != 1)
        {
            return meant.Count == 0 ? TransferOutcome.UnknownPurpose : TransferOutcome.Several;
        }

        var payment = (await PaymentBook.LockAsync(db, meant[0], ct))!;
        notice.PaymentId = payment.Id;
        return booked < payment.CreatedAt - Slack ? TransferOutcome.WrongDate : await PayAsync(db, payment, notice, amount, overdue: now > payment.ExpiresAt && booked > payment.ExpiresAt, ct);
    }

    private async Task<TransferOutcome> PayAsync(MarketDbContext db, Payment payment, PaymentNotice notice, Money amount, bool overdue, CancellationToken ct)
    {
        switch (payment.State)
        {
            case PaymentState.Expired:
            case PaymentState.Pending when overdue:
                return TransferOutcome.Late;
            case PaymentState.Failed:
                return TransferOutcome.Cancelled;
            case PaymentState.Paid or PaymentState.PartiallyRefunded or PaymentState.Refunded:
                return TransferOutcome.Twice;
            case PaymentState.Pending:
                break;
        }

        var parts = await db.PartsOfAsync(payment.Id, notice.Id, ct);
        var sum = parts.Aggregate(amount, (s, p) => s + p.Amount!.Value);
        if (sum != payment.Amount)
        {
            return sum < payment.Amount ? TransferOutcome.TooLittle : TransferOutcome.TooMuch;
        }

        if (!(await book.SettleAsync(db, Bank, payment, ct)).Succeeded)
        {
            return TransferOutcome.Cancelled;
        }

        parts.ForEach(p => p.Close(TransferOutcome.Part));
        return TransferOutcome.Paid;
    }
}

/// <summary>For notices whose handling was cut off after they were stored.</summary>
internal sealed class HandleReceivedNotice(HandleBankNotice handle) : IOutboxHandler<BankNoticeReceived>
{
    public Task HandleAsync(BankNoticeReceived happened, long delivery, CancellationToken ct) => handle.RunAsync(happened.Notice, ct);
}

internal static class TransferRows
{
    private static readonly string[] Counted = [nameof(TransferOutcome.TooLittle), nameof(TransferOutcome.Part)];

    /// <summary>The notice with its row locked to the end of the transaction.</summary>
    public static async Task<PaymentNotice?> LockNoticeAsync(this MarketDbContext db, Guid id, CancellationToken ct)
        => (await db.PaymentNotices.FromSql($"select * from ordering.payment_notices where id = {id} for update").ToListAsync(ct)).SingleOrDefault();

    /// <summary>Transfers that already count towards a payment, apart from one.</summary>
    public static Task<List<PaymentNotice>> PartsOfAsync(this MarketDbContext db, PaymentId payment, Guid apartFrom, CancellationToken ct)
        => db.PaymentNotices.Where(n => n.PaymentId == payment && n.Id != apartFrom && Counted.Contains(n.Outcome) && n.Amount != null).OrderBy(n => n.Id).ToListAsync(ct);

    public static void Close(this PaymentNotice notice, TransferOutcome outcome) => (notice.Outcome, notice.NeedsHuman) = (outcome.ToString(), outcome is TransferOutcome.MatchedOver);
}
