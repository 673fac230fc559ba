using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Books;

/// <summary>How far a dispute about a card payment has come.</summary>
internal enum DisputeStep
{
    Opened,
    Won,
    Lost,
}

/// <summary>
/// Writes business facts into producers' books, in the caller's transaction: each fact once, however often it is told. Nothing is typed in here:
/// amounts come from the shares stored at the purchase.
/// </summary>
internal sealed class ProducerBooks(TimeProvider clock)
{
    /// <summary>A parcel is sold: paid before, or to be paid at the door.</summary>
    public async Task SaleAsync(MarketDbContext db, Parcel parcel, DateOnly day, CancellationToken ct)
    {
        var lines = parcel.Lines;
        await WriteAsync(db, new($"sale:{parcel.Id}", LedgerKind.Sale, parcel.ProducerId, day, parcel.Id, parcel.PaymentId),
        [
            new(LedgerAccount.BuyerOwes, parcel.Total), new(LedgerAccount.Goods, Minus(Sum(lines, l => l.Goods))), new(LedgerAccount.Shipping, Minus(Sum(lines, l => l.ShippingShare))),
            new(LedgerAccount.Wrapping, Minus(Sum(lines, l => l.WrapShare))), new(LedgerAccount.Discount, Sum(lines, l => l.DiscountShare)),
        ], ct);
    }

    /// <summary>What others than the producer pay of the parcel's discount.</summary>
    public async Task VoucherAsync(MarketDbContext db, Parcel parcel, DateOnly day, CancellationToken ct)
    {
        var shares = await OthersSharesAsync(db, parcel.Id, ct);
        await WriteAsync(db, new($"voucher:{parcel.Id}", LedgerKind.Voucher, parcel.ProducerId, day, parcel.Id, parcel.PaymentId),
            [.. shares.Select(s => new Part(LedgerAccount.VoucherOwed, s.Amount, s.Name)), new(LedgerAccount.Discount, Minus(Sum(shares, s => s.Amount)))], ct);
    }

    /// <summary>What the market charges for the parcel.</summary>
    public async Task FeeAsync(MarketDbContext db, Parcel parcel, DateOnly day, CancellationToken ct)
    {
        var fee = Sum(parcel.Lines, l => l.Fee);
        await WriteAsync(db, new($"fee:{parcel.Id}", LedgerKind.Fee, parcel.ProducerId, day, parcel.Id, parcel.PaymentId), [new(LedgerAccount.Fee, fee), new(LedgerAccount.FeeOwed, Minus(fee))], ct);
    }

    /// <summary>A transfer arrived at the producer's bank, or a card payment at the provider.</summary>
    public async Task PaidAsync(MarketDbContext db, Payment payment, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"paid:{payment.Id}", LedgerKind.Paid, payment.ProducerId, day, Payment: payment.Id),
            [new(payment.Method is PaymentMethod.Card ? LedgerAccount.CardClearing : LedgerAccount.Bank, payment.PaidAmount), new(LedgerAccount.BuyerOwes, Minus(payment.PaidAmount))], ct);

    /// <summary>What was still to be paid for a parcel was paid at the door.</summary>
    public async Task CashAsync(MarketDbContext db, Parcel parcel, DateOnly day, CancellationToken ct)
    {
        var owed = await BalanceAsync(db, parcel, LedgerAccount.BuyerOwes, null, ct);
        await WriteAsync(db, new($"cash:{parcel.Id}", LedgerKind.Paid, parcel.ProducerId, day, parcel.Id, parcel.PaymentId), [new(LedgerAccount.Cash, owed), new(LedgerAccount.BuyerOwes, Minus(owed))], ct);
    }

    /// <summary>Money of named lines is to go back. What the refund holds beyond its lines is money that came too much.</summary>
    public async Task RefundAsync(MarketDbContext db, Refund refund, Parcel parcel, DateOnly day, CancellationToken ct)
    {
        var lines = refund.Lines;
        var back = new Back(Sum(lines, l => l.Goods), Sum(lines, l => l.Shipping), Sum(lines, l => l.Wrapping), Sum(lines, l => l.Discount), Sum(lines, l => l.Fee));
        await ReduceAsync(db, $"refund:{refund.Id}", parcel, back, [new(LedgerAccount.RefundOwed, Minus(refund.Amount)), new(LedgerAccount.BuyerOwes, refund.Amount - back.Amount)], day, ct);
    }

    /// <summary>
    /// Lines of a parcel were cancelled before they were paid, or it came back undelivered and so unpaid: nothing goes back, less is owed. Asks the lines,
    /// so it is safe to repeat after each change.
    /// </summary>
    /// <param name="refunds">Of the parcel: pieces in them had been paid.</param>
    public async Task UnpaidReducedAsync(MarketDbContext db, Parcel parcel, PaymentMethod method, IReadOnlyCollection<Refund> refunds, DateOnly day, CancellationToken ct)
    {
        var whole = method is PaymentMethod.Cod && (parcel.State is ParcelState.Cancelled || (parcel.State is ParcelState.Returned && parcel.DeliveredAt is null));
        var refunded = refunds.SelectMany(r => r.Lines).GroupBy(l => l.ParcelLineId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var gone = parcel.Lines.Select(l => (Line: l, Pieces: whole ? l.Quantity : l.Cancelled + l.Returned - refunded.GetValueOrDefault(l.Id))).ToList();
        Money Upto(Func<ParcelLine, Money> of) => Sum(gone, g => g.Line.ShareOf(of(g.Line), 0, g.Pieces));
        await LockAsync(db, parcel.ProducerId, ct);
        var key = $"reduced:{parcel.Id}:"; // what went back by refunds is booked by them
        var booked = await db.LedgerEntries.Where(e => e.ParcelId == parcel.Id && (e.Key.StartsWith(key) || e.Key.StartsWith("fee-back:" + key))).SelectMany(e => e.Postings)
            .GroupBy(p => p.Account).Select(g => new { g.Key, Sum = g.Sum(p => (long)(object)p.Amount) }).ToDictionaryAsync(g => g.Key, g => new Money(g.Sum), ct);
        var back = new Back(
            Upto(l => l.Goods) - booked.GetValueOrDefault(LedgerAccount.Goods), Upto(l => l.ShippingShare) - booked.GetValueOrDefault(LedgerAccount.Shipping),
            Upto(l => l.WrapShare) - booked.GetValueOrDefault(LedgerAccount.Wrapping), Upto(l => l.DiscountShare) + booked.GetValueOrDefault(LedgerAccount.Discount),
            Upto(l => l.Fee) + booked.GetValueOrDefault(LedgerAccount.Fee));
        if (back != Back.Nothing)
        {
            await ReduceAsync(db, $"{key}{gone.Sum(g => g.Pieces)}", parcel, back, [new(LedgerAccount.BuyerOwes, Minus(back.Amount))], day, ct);
        }
    }

    /// <summary>The money of a refund has gone back the way it came.</summary>
    public async Task RefundPaidAsync(MarketDbContext db, Refund refund, PaymentMethod method, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"refund-paid:{refund.Id}", LedgerKind.RefundPaid, refund.ProducerId, day, refund.ParcelId, refund.PaymentId),
            [new(LedgerAccount.RefundOwed, refund.Amount), new(method is PaymentMethod.Card ? LedgerAccount.CardClearing : LedgerAccount.Bank, Minus(refund.Amount))], ct);

    /// <summary>A refund that counted as paid came back: it is owed again.</summary>
    public async Task RefundFailedAsync(MarketDbContext db, Refund refund, PaymentMethod method, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"refund-failed:{refund.Id}", LedgerKind.RefundPaid, refund.ProducerId, day, refund.ParcelId, refund.PaymentId),
            [new(LedgerAccount.RefundOwed, Minus(refund.Amount)), new(method is PaymentMethod.Card ? LedgerAccount.CardClearing : LedgerAccount.Bank, refund.Amount)], ct);

    /// <summary>The provider pays out a card payment to the producer's account, less the market's fee; with negative amounts it takes it back.</summary>
    /// <param name="reference">The provider's name for the transfer.</param>
    /// <param name="fee">Part of <paramref name="amount"/> that goes to the market.</param>
    public async Task TransferAsync(MarketDbContext db, Payment payment, string reference, Money amount, Money fee, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"payout:{reference}", LedgerKind.Transfer, payment.ProducerId, day, Payment: payment.Id, Memo: reference),
            [new(LedgerAccount.CardClearing, Minus(amount)), new(LedgerAccount.FeeOwed, fee), new(LedgerAccount.Bank, amount - fee)], ct);

    /// <summary>A buyer disputes a card payment: the provider holds the money back until it is decided.</summary>
    /// <param name="dispute">The provider's name for it.</param>
    public async Task DisputeAsync(MarketDbContext db, Payment payment, string dispute, Money amount, DisputeStep step, DateOnly day, CancellationToken ct)
    {
        IReadOnlyList<Part> parts = step switch
        {
            DisputeStep.Opened => [new(LedgerAccount.Disputed, amount), new(LedgerAccount.CardClearing, Minus(amount))],
            DisputeStep.Won => [new(LedgerAccount.CardClearing, amount), new(LedgerAccount.Disputed, Minus(amount))],
            DisputeStep.Lost => [new(LedgerAccount.DisputeLoss, amount), new(LedgerAccount.Disputed, Minus(amount))],
        };
        await WriteAsync(db, new($"dispute:{dispute}:{payment.Id}:{(step is DisputeStep.Opened ? "opened" : "decided")}", LedgerKind.Dispute, payment.ProducerId, day, Payment: payment.Id, Memo: dispute), parts, ct);
    }

    /// <summary>The producer paid fees to the market.</summary>
    /// <returns>False when the reference was recorded before.</returns>
    public async Task<bool> FeesSettledAsync(MarketDbContext db, ProducerId producer, string reference, Money amount, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"fees-settled:{producer}:{reference}", LedgerKind.Settled, producer, day, Memo: reference), [new(LedgerAccount.FeeOwed, amount), new(LedgerAccount.Bank, Minus(amount))], ct);

    /// <summary>A payer of vouchers paid what it had promised.</summary>
    /// <returns>False when the reference was recorded before.</returns>
    public async Task<bool> VoucherSettledAsync(MarketDbContext db, ProducerId producer, string party, string reference, Money amount, DateOnly day, CancellationToken ct)
        => await WriteAsync(db, new($"voucher-settled:{producer}:{reference}", LedgerKind.Settled, producer, day, Memo: reference),
            [new(LedgerAccount.Bank, amount), new(LedgerAccount.VoucherOwed, Minus(amount), party)], ct);

    /// <summary>Nobody writes into a producer's books, or issues a statement of them, at the same time.</summary>
    public static Task LockAsync(MarketDbContext db, ProducerId producer, CancellationToken ct) => db.LockAsync($"books:{producer}", ct);

    private async Task ReduceAsync(MarketDbContext db, string key, Parcel parcel, Back back, IReadOnlyList<Part> against, DateOnly day, CancellationToken ct)
    {
        var (producer, before) = (parcel.ProducerId, Minus(await BalanceAsync(db, parcel, LedgerAccount.Discount, LedgerKind.Reduced, ct)));
        var written = await WriteAsync(db, new(key, LedgerKind.Reduced, producer, day, parcel.Id, parcel.PaymentId),
        [
            new(LedgerAccount.Goods, back.Goods), new(LedgerAccount.Shipping, back.Shipping), new(LedgerAccount.Wrapping, back.Wrapping), new(LedgerAccount.Discount, Minus(back.Discount)), .. against,
        ], ct);
        if (!written)
        {
            return;
        }

        await WriteAsync(db, new($"fee-back:{key}", LedgerKind.FeeBack, producer, day, parcel.Id, parcel.PaymentId), [new(LedgerAccount.FeeOwed, back.Fee), new(LedgerAccount.Fee, Minus(back.Fee))], ct);
        var discount = Sum(parcel.Lines, l => l.DiscountShare).Dong;
        var shares = (await OthersSharesAsync(db, parcel.Id, ct))
            .Select(s => (s.Name, Amount: discount == 0 ? Money.Zero : Part(s.Amount, before + back.Discount, discount) - Part(s.Amount, before, discount))).ToList();
        await WriteAsync(db, new($"voucher-back:{key}", LedgerKind.VoucherBack, producer, day, parcel.Id, parcel.PaymentId),
            [.. shares.Select(s => new Part(LedgerAccount.VoucherOwed, Minus(s.Amount), s.Name)), new(LedgerAccount.Discount, Sum(shares, s => s.Amount))], ct);

        // As ParcelLine.ShareOf: whatever the order of reductions, the parts of a payer's share add up to it.
        static Money Part(Money share, Money upto, long whole) => new((long)((Int128)share.Dong * upto.Dong / whole));
    }

    /// <returns>False when the fact was written before, or moves no money.</returns>
    private async Task<bool> WriteAsync(MarketDbContext db, Fact fact, IReadOnlyList<Part> parts, CancellationToken ct)
    {
        await LockAsync(db, fact.Producer, ct);
        var moving = parts.Where(p => p.Amount != Money.Zero).ToList();
        if (moving.Count == 0 || db.LedgerEntries.Local.Any(e => e.Key == fact.Key) || await db.LedgerEntries.AnyAsync(e => e.Key == fact.Key, ct))
        {
            return false;
        }

        if (moving.Sum(p => p.Amount.Dong) != 0)
        {
            throw new InvalidOperationException($"The postings of {fact.Key} do not balance.");
        }

        var closed = await db.Statements.Where(s => s.ProducerId == fact.Producer).MaxAsync(s => (DateOnly?)s.Through, ct);
        var entry = new LedgerEntry
        {
            Key = fact.Key, Kind = fact.Kind, ProducerId = fact.Producer, ParcelId = fact.Parcel, PaymentId = fact.Payment, Memo = fact.Memo, At = clock.GetUtcNow(),
            Day = closed is { } last && fact.Day <= last ? last.AddDays(1) : fact.Day,
        };
        foreach (var (part, i) in moving.Select((p, i) => (p, i)))
        {
            entry.Add(new LedgerPosting { EntryId = entry.Id, Position = i, ProducerId = fact.Producer, Account = part.Account, Amount = part.Amount, Party = part.Party });
        }

        db.LedgerEntries.Add(entry);
        await db.SaveChangesAsync(ct); // what follows in this transaction asks the database for balances
        return true;
    }

    private static async Task<Money> BalanceAsync(MarketDbContext db, Parcel parcel, LedgerAccount account, LedgerKind? kind, CancellationToken ct)
    {
        await LockAsync(db, parcel.ProducerId, ct);
        return new(await db.LedgerEntries.Where(e => e.ParcelId == parcel.Id && (kind == null || e.Kind == kind)).SelectMany(e => e.Postings).Where(p => p.Account == account)
            .Select(p => (long)(object)p.Amount).SumAsync(ct));
    }

    private static async Task<IReadOnlyList<(string Name, Money Amount)>> OthersSharesAsync(MarketDbContext db, ParcelId parcel, CancellationToken ct)
        => [.. (await db.Set<VoucherShare>().AsNoTracking().Where(s => s.ParcelId == parcel && s.Kind != VoucherPayerKind.Producer).OrderBy(s => s.Payer).ToListAsync(ct)).Select(s => (s.Name, s.Amount))];

    private static Money Sum<T>(IEnumerable<T> items, Func<T, Money> of) => items.Aggregate(Money.Zero, (sum, item) => sum + of(item));

    private static Money Minus(Money amount) => Money.Zero - amount;

    private sealed record Fact(string Key, LedgerKind Kind, ProducerId Producer, DateOnly Day, ParcelId? Parcel = null, PaymentId? Payment = null, string? Memo = null);

    private readonly record struct Part(LedgerAccount Account, Money Amount, string? Party = null);

    private sealed record Back(Money Goods, Money Shipping, Money Wrapping, Money Discount, Money Fee)
    {
        public static readonly Back Nothing = new(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);

        public Money Amount => Goods + Shipping + Wrapping - Discount;
    }
}
