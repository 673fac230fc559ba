using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Payments;

/// <summary>
/// Says by hand which payment a transfer was for. Transfers of one payment add up: too little waits for the rest, too much pays and the rest
/// is to be sent back. A lapsed payment comes back if its goods are still there.
/// </summary>
public sealed class MatchTransfer
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PaymentBook _book;
    private readonly TimeProvider _clock;

    internal MatchTransfer(IDbContextFactory<MarketDbContext> contexts, PaymentBook book, TimeProvider clock) => (_contexts, _book, _clock) = (contexts, book, clock);

    /// <param name="Payment">Its code, or the number of its purchase.</param>
    public sealed record Command(Actor Actor, Guid Transfer, string Payment);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            var transfer = await db.LockNoticeAsync(command.Transfer, ct);
            if (Transfers.WhyNot(command.Actor, transfer) is { } refusal)
            {
                return refusal;
            }

            if (transfer!.Outcome == nameof(TransferOutcome.MatchedOver))
            {
                return PaymentRefusals.TransferClosed();
            }

            if (transfer.Amount is not { } amount)
            {
                return PaymentRefusals.TransferWithoutAmount();
            }

            if (await FindAsync(db, transfer.ProducerId!.Value, command.Payment, ct) is not { } id)
            {
                return PaymentRefusals.PaymentUnknown();
            }

            var payment = (await PaymentBook.LockAsync(db, id, ct))!;
            var parts = await db.PartsOfAsync(payment.Id, transfer.Id, ct);
            var sum = parts.Aggregate(amount, (s, p) => s + p.Amount!.Value);
            transfer.PaymentId = payment.Id;
            if (sum < payment.Amount && payment.State is PaymentState.Pending)
            {
                transfer.Close(TransferOutcome.Part);
            }
            else
            {
                if (sum < payment.Amount && payment.State is PaymentState.Expired)
                {
                    return PaymentRefusals.TransferTooShort((payment.Amount - sum).Dong);
                }

                if ((await Transfers.TakeAsync(db, _book, _clock, command.Actor, payment, ct)).Refusal is { } no)
                {
                    return no;
                }

                parts.ForEach(p => p.Close(TransferOutcome.Part));
                transfer.Close(sum > payment.Amount ? TransferOutcome.MatchedOver : TransferOutcome.Matched);
            }

            db.Audit(_clock, command.Actor, "ordering.transfer_matched", $"payment:{payment.Id}", after: new { Notice = transfer.Id, Amount = amount.Dong, transfer.Outcome });
            return Result.Success;
        }, ct);
    }

    private static async Task<PaymentId?> FindAsync(MarketDbContext db, ProducerId producer, string named, CancellationToken ct)
    {
        var name = VietnameseText.Clean(named).ToUpperInvariant();
        var codes = PurposeCodes.FindIn(name);
        var found = await (from payment in db.Payments
                           join purchase in db.Purchases on payment.PurchaseId equals purchase.Id
                           where payment.ProducerId == producer && payment.Method == PaymentMethod.VietQr && (codes.Contains(payment.PurposeCode!) || purchase.Number == name)
                           select payment.Id).ToListAsync(ct);
        return found is [var one] ? one : null;
    }
}

/// <summary>Closes a transfer without a payment: it was sent back, or it has nothing to do with the market.</summary>
public sealed class CloseTransfer(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="SentBack">Else it is no order's; then the reference may be empty.</param>
    /// <param name="Reference">Of the transfer back.</param>
    public sealed record Command(Actor Actor, Guid Transfer, bool SentBack, string? Reference);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var transfer = await db.LockNoticeAsync(command.Transfer, ct);
            var reference = VietnameseText.Clean(command.Reference);
            if ((Transfers.WhyNot(command.Actor, transfer)
                ?? (command.SentBack && reference.Length < 3 || reference.Length > Payment.LongestReference ? OrderingRefusals.ReferenceWrong(Payment.LongestReference) : null)) is { } refusal)
            {
                return refusal;
            }

            var over = transfer!.Outcome == nameof(TransferOutcome.MatchedOver);
            if (over && !command.SentBack)
            {
                return PaymentRefusals.TransferClosed(); // it was matched: only its rest is open
            }

            transfer.Note = reference.Length == 0 ? null : reference;
            transfer.Close(over ? TransferOutcome.OverReturned : command.SentBack ? TransferOutcome.SentBack : TransferOutcome.NotAnOrder);
            db.Audit(clock, command.Actor, "ordering.transfer_closed", $"notice:{transfer.Id}", transfer.Note, after: new { transfer.Outcome, Amount = transfer.Amount?.Dong });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Writes down that a payment has come, with the bank's reference and day: most banks send no notices. What is short is the producer's to forgive.</summary>
public sealed class ReceivePayment
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PaymentBook _book;
    private readonly TimeProvider _clock;

    internal ReceivePayment(IDbContextFactory<MarketDbContext> contexts, PaymentBook book, TimeProvider clock) => (_contexts, _book, _clock) = (contexts, book, clock);

    /// <param name="BookedOn">The bank's day, in Vietnam.</param>
    public sealed record Command(Actor Actor, PaymentId Payment, string Reference, DateOnly BookedOn);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            if (await PaymentBook.LockAsync(db, command.Payment, ct) is not { Method: PaymentMethod.VietQr } payment || !command.Actor.MayHandleMoney(payment.ProducerId))
            {
                return PaymentRefusals.PaymentUnknown();
            }

            var (reference, first, today) = (VietnameseText.Clean(command.Reference), DateOnly.FromDateTime(payment.CreatedAt.InVietnam().DateTime), _clock.Today());
            if ((reference.Length is < 3 or > Payment.LongestReference ? OrderingRefusals.ReferenceWrong(Payment.LongestReference)
                : command.BookedOn < first || command.BookedOn > today ? PaymentRefusals.BookingDayWrong(first, today)
                : (await Transfers.TakeAsync(db, _book, _clock, command.Actor, payment, ct)).Refusal) is { } refusal)
            {
                return refusal;
            }

            (payment.Reference, payment.BookedOn) = (reference, command.BookedOn);
            (await db.PartsOfAsync(payment.Id, Guid.Empty, ct)).ForEach(p => p.Close(TransferOutcome.Part));
            db.Audit(_clock, command.Actor, "ordering.payment_received", $"payment:{payment.Id}", reference, after: new { command.BookedOn, Amount = payment.Amount.Dong });
            return Result.Success;
        }, ct);
    }
}

internal static class Transfers
{
    /// <summary>Why a person may not decide about a transfer; null when they may.</summary>
    public static Refusal? WhyNot(Actor actor, PaymentNotice? transfer)
        => transfer is not { Source: NoticeSource.Bank, HandledAt: not null, ProducerId: { } producer } || !actor.MayHandleMoney(producer) ? PaymentRefusals.TransferUnknown()
            : !transfer.NeedsHuman ? PaymentRefusals.TransferClosed()
            : null;

    /// <summary>Pays a waiting payment, or brings back a lapsed one; one whose end has passed unnoticed lapses first, so that the Offer rule is asked.</summary>
    public static async Task<Result> TakeAsync(MarketDbContext db, PaymentBook book, TimeProvider clock, Actor actor, Payment payment, CancellationToken ct)
    {
        if (payment.State is PaymentState.Pending && payment.ExpiresAt < clock.GetUtcNow())
        {
            if ((await book.ExpireAsync(db, actor, payment, ct)).Refusal is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(ct); // the rows that are read again below
        }

        return payment.State is PaymentState.Expired ? await book.ReviveAsync(db, actor, payment, ct) : await book.SettleAsync(db, actor, payment, ct);
    }
}
