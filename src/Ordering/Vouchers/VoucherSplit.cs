using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>A line of what is bought, as far as a voucher asks.</summary>
/// <param name="ProvinceCode">Of its producer.</param>
/// <param name="Lowered">Sold at a price for some days: two promotions together would take off more than the law lets one.</param>
internal sealed record VoucherLine(ProducerId Producer, string ProvinceCode, int Set, Money Goods, bool Lowered = false);

/// <summary>How a voucher's discount falls on lines.</summary>
internal static class VoucherSplit
{
    /// <summary>
    /// Each line's part, in the lines' order: by largest remainder over the goods in scope, never more than promotions may take off a line's
    /// goods. Or why the voucher gives nothing for these lines.
    /// </summary>
    public static Result<IReadOnlyList<Money>> Over(Voucher voucher, IReadOnlyList<VoucherLine> lines, PromotionLimits limits)
    {
        var weights = lines.Select(line => !line.Lowered && Covers(voucher.Scope!, line) && (limits.Alcohol || !ProductSets.Get(line.Set).Adult) ? line.Goods.Dong : 0).ToList();
        var goods = weights.Sum();
        if (goods == 0)
        {
            return VoucherRefusals.VoucherOutOfScope(voucher.Code);
        }

        if (goods < voucher.Minimum.Dong)
        {
            return VoucherRefusals.VoucherMinimum(voucher.Code, voucher.Minimum.Dong, goods);
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
