using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Books;

/// <summary>Makes a month's statement from the ledger: each figure is a sum of postings, so rows, money received and balances fit together to the đồng.</summary>
internal sealed class StatementBook(IProducerBook producers)
{
    public async Task<StatementContent> WriteAsync(MarketDbContext db, ProducerId producer, DateOnly month, string number, CancellationToken ct)
    {
        var (from, through) = (month, month.AddMonths(1).AddDays(-1));
        var entries = await db.LedgerEntries.AsNoTracking().Include(e => e.Postings).Where(e => e.ProducerId == producer && e.Day >= from && e.Day <= through).OrderBy(e => e.Day).ThenBy(e => e.Id).ToListAsync(ct);
        var ids = entries.Where(e => e.ParcelId is not null).Select(e => e.ParcelId!.Value).Distinct().ToList();
        var parcels = await db.Parcels.AsNoTracking().Where(p => ids.Contains(p.Id)).Join(db.Payments, p => p.PaymentId, y => y.Id, (p, y) => new { p.Id, p.Number, y.Method }).ToDictionaryAsync(p => p.Id, ct);
        var rows = entries.Where(e => e.ParcelId is not null && e.Postings.Any(p => !IsOpen(p) && !IsReceived(p))).GroupBy(e => e.ParcelId!.Value)
            .Select(of => RowOf(of.Key, parcels[of.Key].Number, parcels[of.Key].Method, [.. of])).ToList();
        var others = entries.Where(e => e.ParcelId is null).Select(e => new StatementOther(e.Day, e.Kind, e.Memo, Earned(e.Postings))).Where(o => o.Amount != Money.Zero).ToList();
        var received = Sum(entries.SelectMany(e => e.Postings).Where(IsReceived));
        var (before, after) = (await BalancesAsync(db, producer, from.AddDays(-1), ct), await BalancesAsync(db, producer, through, ct));
        var card = (await producers.FindAsync(db, [producer], ct))[producer];
        var content = new StatementContent(number, card.Name, card.TaxCode, from, through, Total(before), rows, others, received, Total(after), after);
        return content.Opening + content.Net - content.Received == content.Closing ? content : throw new InvalidOperationException($"The statement of {producer} for {month:yyyy-MM} does not add up.");
    }

    /// <summary>Claims and debts at the end of a day, without those that are settled.</summary>
    public static async Task<IReadOnlyList<StatementBalance>> BalancesAsync(MarketDbContext db, ProducerId producer, DateOnly day, CancellationToken ct)
    {
        var open = LedgerAccounts.Open.Select(a => a.ToString()).ToArray();
        var rows = await db.Database.SqlQuery<Balance>($"""
            select p.account as "Account", p.party as "Party", sum(p.amount)::bigint as "Amount"
            from ordering.ledger_postings p join ordering.ledger_entries e on e.id = p.entry_id
            where p.producer_id = {producer.Value} and p.account = any({open}) and e.day <= {day}
            group by p.account, p.party having sum(p.amount) <> 0 order by p.account, p.party
            """).ToListAsync(ct);
        return [.. rows.Select(r => new StatementBalance(Enum.Parse<LedgerAccount>(r.Account), r.Party, new(r.Amount))).OrderBy(b => b.Account).ThenBy(b => b.Party, StringComparer.Ordinal)];
    }

    private static StatementRow RowOf(ParcelId parcel, string number, PaymentMethod method, IReadOnlyList<LedgerEntry> entries)
    {
        Money Of(LedgerKind kind, LedgerAccount account) => Sum(entries.Where(e => e.Kind == kind).SelectMany(e => e.Postings).Where(p => p.Account == account));
        Money Minus(Money amount) => Money.Zero - amount;
        var payers = entries.SelectMany(e => e.Postings).Where(p => p.Account is LedgerAccount.VoucherOwed).Select(p => p.Party!).Distinct().Order(StringComparer.Ordinal);
        return new(
            parcel, number, entries[0].Day, method, Minus(Of(LedgerKind.Sale, LedgerAccount.Goods)), Minus(Of(LedgerKind.Sale, LedgerAccount.Shipping)), Minus(Of(LedgerKind.Sale, LedgerAccount.Wrapping)),
            Of(LedgerKind.Sale, LedgerAccount.Discount), Minus(Of(LedgerKind.Voucher, LedgerAccount.Discount) + Of(LedgerKind.VoucherBack, LedgerAccount.Discount)), string.Join("; ", payers),
            Of(LedgerKind.Fee, LedgerAccount.Fee) + Of(LedgerKind.FeeBack, LedgerAccount.Fee), Minus(Earned([.. entries.Where(e => e.Kind is LedgerKind.Reduced).SelectMany(e => e.Postings)])));
    }

    private static Money Earned(IReadOnlyList<LedgerPosting> postings) => Money.Zero - Sum(postings.Where(p => !IsOpen(p) && !IsReceived(p)));

    private static bool IsOpen(LedgerPosting posting) => LedgerAccounts.Open.Contains(posting.Account);

    private static bool IsReceived(LedgerPosting posting) => LedgerAccounts.Received.Contains(posting.Account);

    private static Money Sum(IEnumerable<LedgerPosting> postings) => postings.Aggregate(Money.Zero, (sum, p) => sum + p.Amount);

    private static Money Total(IReadOnlyList<StatementBalance> balances) => balances.Aggregate(Money.Zero, (sum, b) => sum + b.Amount);

    private sealed record Balance(string Account, string? Party, long Amount);
}
