using OcopMarket.Platform;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Catalog.Contracts;

/// <summary>What the law lets a promotion do (<c>DatedPrices/promotion-limits.csv</c>), by date: prices for some days and vouchers alike.</summary>
/// <param name="MostPercent">The most a discount may take off goods.</param>
/// <param name="Alcohol">Whether alcohol may be part of it; the law speaks of 15 degrees, this market leaves all of it out.</param>
/// <param name="Verified">False: taken from summaries, to be checked against the text of the law.</param>
public sealed record PromotionLimits(DateOnly From, int MostPercent, bool Alcohol, string Law, bool Verified)
{
    public static IReadOnlyList<PromotionLimits> All { get; } = DataFile.Read(typeof(PromotionLimits).Assembly, "OcopMarket.Catalog.DatedPrices.promotion-limits.csv", row => new PromotionLimits(
        row.Parse<DateOnly>("valid_from"), row.Parse<int>("most_percent"), row.GetString("alcohol") == "yes", row.GetString("law"), row.GetString("verified") == "yes"));

    /// <summary>Before the first of them the first holds.</summary>
    public static PromotionLimits On(DateOnly day) => All.Where(l => l.From <= day).MaxBy(l => l.From) ?? All[0];

    /// <summary>The least that goods may cost while a promotion lasts.</summary>
    public Money Lowest(Money price) => new(price.Dong - (long)((Int128)price.Dong * MostPercent / 100));
}
