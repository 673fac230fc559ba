using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Books;

/// <summary>
/// Rates by which tax of households would be withheld (domain reference 6.6: NĐ 252/2026, NĐ 141/2026, from summaries). Not verified against the
/// text of the decrees: every page and file that uses them says so.
/// </summary>
public static class TaxSettings
{
    public static readonly Setting<int> Vat = Setting.Whole("ordering.tax_vat", SettingUnit.Hundredths, 100, least: 0, most: 1_000);

    public static readonly Setting<int> IncomeTax = Setting.Whole("ordering.tax_income", SettingUnit.Hundredths, 50, least: 0, most: 1_000);

    /// <summary>Sales of a year up to which a household pays none.</summary>
    public static readonly Setting<Money> FreeUpTo = Setting.Amount("ordering.tax_free_up_to", 1_000_000_000, least: 0, most: 100_000_000_000);

    internal static IReadOnlyList<Setting> All { get; } = [Vat, IncomeTax, FreeUpTo];
}

public sealed record TaxRates(int Vat, int IncomeTax, Money FreeUpTo);

/// <summary>A month's sales of a producer that is no legal person.</summary>
/// <param name="Sold">What buyers and others pay for goods, shipping and wrapping of parcels sold.</param>
/// <param name="GivenBack">Taken back in the month, for parcels of any month.</param>
/// <param name="Year">From January to the month's end.</param>
public sealed record TaxRow(ProducerCard Producer, int Parcels, Money Sold, Money GivenBack, Money Vat, Money IncomeTax, Money Year, bool AboveThreshold)
{
    public Money Base => Sold - GivenBack;
}

/// <summary>An invoice that a company asked a producer for.</summary>
public sealed record InvoiceRow(ProducerCard Producer, string Purchase, DateOnly Day, InvoiceRequest Request, Money Amount);

/// <summary>Tables for the market's accountants; anyone but an administrator finds none.</summary>
public sealed class TaxQueries(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, DatedSettings settings)
{
    private static readonly ProducerType[] NoLegalPersons = [ProducerType.Household, ProducerType.Farm, ProducerType.CooperativeGroup];

    public async Task<TaxRates> RatesAsync(DateOnly month, CancellationToken ct)
        => new(await settings.OnAsync(TaxSettings.Vat, month, ct), await settings.OnAsync(TaxSettings.IncomeTax, month, ct), await settings.OnAsync(TaxSettings.FreeUpTo, month, ct));

    /// <param name="month">Its first day.</param>
    public async Task<IReadOnlyList<TaxRow>> SalesAsync(Actor actor, DateOnly month, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        var (rates, year, end) = (await RatesAsync(month, ct), new DateOnly(month.Year, 1, 1), month.AddMonths(1));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sums = await db.Database.SqlQuery<Sales>($"""
            select e.producer_id as "Producer", count(distinct e.parcel_id) filter (where e.kind = 'Sale' and e.day >= {month})::int as "Parcels",
              coalesce(-sum(p.amount) filter (where e.kind in ('Sale', 'Voucher') and e.day >= {month}), 0)::bigint as "Sold",
              coalesce(sum(p.amount) filter (where e.kind in ('Reduced', 'VoucherBack') and e.day >= {month}), 0)::bigint as "GivenBack",
              (-sum(p.amount))::bigint as "Year"
            from ordering.ledger_entries e join ordering.ledger_postings p on p.entry_id = e.id
            where e.day >= {year} and e.day < {end} and p.account in ('Goods', 'Shipping', 'Wrapping', 'Discount')
            group by e.producer_id
            """).ToListAsync(ct);
        var cards = await producers.FindAsync([.. sums.Select(s => new ProducerId(s.Producer))], ct);
        return
        [
            .. sums.Where(s => s.Sold != 0 || s.GivenBack != 0).Select(s => (Sum: s, Card: cards[new ProducerId(s.Producer)])).Where(s => NoLegalPersons.Contains(s.Card.Type))
                .OrderBy(s => s.Card.ProvinceCode, StringComparer.Ordinal).ThenBy(s => s.Card.Name, StringComparer.Ordinal).ThenBy(s => s.Card.Id.Value)
                .Select(s => new TaxRow(s.Card, s.Sum.Parcels, new(s.Sum.Sold), new(s.Sum.GivenBack), Share(s.Sum.Sold - s.Sum.GivenBack, rates.Vat), Share(s.Sum.Sold - s.Sum.GivenBack, rates.IncomeTax), new(s.Sum.Year), s.Sum.Year > rates.FreeUpTo.Dong)),
        ];
    }

    /// <summary>Of purchases confirmed in the month whose parcels are sold; by producer, then by day.</summary>
    public async Task<IReadOnlyList<InvoiceRow>> InvoicesAsync(Actor actor, DateOnly month, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        var (from, to) = (VietnamTime.StartOf(month), VietnamTime.StartOf(month.AddMonths(1)));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var purchases = await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).AsSplitQuery().Where(p => p.Invoice != null && p.PlacedAt >= from && p.PlacedAt < to).OrderBy(p => p.PlacedAt).ThenBy(p => p.Id).ToListAsync(ct);
        var parcels = purchases.SelectMany(p => p.Parcels).Select(p => (Contracts.ParcelId?)p.Id).ToList();
        var sold = (await db.LedgerEntries.Where(e => e.Kind == LedgerKind.Sale && parcels.Contains(e.ParcelId)).Select(e => e.ParcelId!.Value).ToListAsync(ct)).ToHashSet();
        var cards = await producers.FindAsync([.. purchases.SelectMany(p => p.Parcels).Select(p => p.ProducerId).Distinct()], ct);
        return
        [
            .. purchases.SelectMany(p => p.Parcels.Where(c => sold.Contains(c.Id)).GroupBy(c => c.ProducerId)
                .Select(g => new InvoiceRow(cards[g.Key], p.Number, DateOnly.FromDateTime(p.PlacedAt.InVietnam().DateTime), p.Invoice!, g.Aggregate(Money.Zero, (sum, c) => sum + c.Total))))
                .OrderBy(r => r.Producer.Name, StringComparer.Ordinal).ThenBy(r => r.Producer.Id.Value).ThenBy(r => r.Day).ThenBy(r => r.Purchase, StringComparer.Ordinal),
        ];
    }

    /// <summary>Rounded half up; nothing where more came back than was sold.</summary>
    private static Money Share(long amount, int hundredths) => amount <= 0 ? Money.Zero : new((long)((((Int128)amount * hundredths) + 5_000) / 10_000));

    private sealed record Sales(Guid Producer, int Parcels, long Sold, long GivenBack, long Year);
}
