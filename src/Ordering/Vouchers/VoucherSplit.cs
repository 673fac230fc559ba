using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>A line of what is bought, as far as a voucher asks.</summary>
/// <param name="ProvinceCode">Of its producer.</param>
internal sealed record VoucherLine(ProducerId Producer, string ProvinceCode, int Set, Money Goods);

/// <summary>How a voucher's discount falls on lines.</summary>
internal static class VoucherSplit
{
    /// <summary>
    /// Each line's part, in the lines' order: by largest remainder over the goods in scope, never more than promotions may take off a line's
    /// goods. Or why the voucher gives nothing for these lines.
    /// </summary>
    public static Result<IReadOnlyList<Money>> Over(Voucher voucher, IReadOnlyList<VoucherLine> lines, PromotionLimits limits)
    {
        var weights = lines.Select(line => Covers(voucher.Scope!, line) && (limits.Alcohol || !ProductSets.Get(line.Set).Adult) ? line.Goods.Dong : 0).ToList();
        var goods = weights.Sum();
        if (goods == 0)
        {
            return OrderingRefusals.VoucherOutOfScope(voucher.Code);
        }

        if (goods < voucher.Minimum.Dong)
        {
            return OrderingRefusals.VoucherMinimum(voucher.Code, voucher.Minimum.Dong, goods);
        }

        var most = (long)((Int128)goods * limits.MostPercent / 100);
        var wanted = voucher.Amount?.Dong ?? Math.Min((long)((((Int128)goods * voucher.Percent!.Value) + 50) / 100), voucher.Ceiling?.Dong ?? long.MaxValue);
        return new Money(Math.Min(wanted, most)).Split(weights);
    }

    private static bool Covers(VoucherScope scope, VoucherLine line)
        => scope.All
        || (scope.IsNamed && Holds(scope.Producers, line.Producer.Value) && Holds(scope.Groups, ProductSets.Get(line.Set).Group) && Holds(scope.Sets, line.Set) && Holds(scope.Provinces, line.ProvinceCode));

    private static bool Holds<T>(IReadOnlyList<T> named, T value) => named.Count == 0 || named.Contains(value);
}

/// <summary>What the law lets a promotion do (<c>promotion-limits.csv</c>), by date.</summary>
/// <param name="MostPercent">The most a discount may take off goods.</param>
/// <param name="Alcohol">Whether alcohol may be part of it; the law speaks of 15 degrees, this market leaves all of it out.</param>
/// <param name="Verified">False: taken from summaries, to be checked against the text of the law.</param>
public sealed record PromotionLimits(DateOnly From, int MostPercent, bool Alcohol, string Law, bool Verified)
{
    public static IReadOnlyList<PromotionLimits> All { get; } = DataFile.Read(typeof(PromotionLimits).Assembly, "OcopMarket.Ordering.Vouchers.promotion-limits.csv", row => new PromotionLimits(
        row.Parse<DateOnly>("valid_from"), row.Parse<int>("most_percent"), row.GetString("alcohol") == "yes", row.GetString("law"), row.GetString("verified") == "yes"));

    /// <summary>Before the first of them the first holds.</summary>
    public static PromotionLimits On(DateOnly day) => All.Where(l => l.From <= day).MaxBy(l => l.From) ?? All[0];
}
