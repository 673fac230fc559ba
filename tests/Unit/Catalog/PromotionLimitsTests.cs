using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class PromotionLimitsTests
{
    [Theory]
    [InlineData(100_000, 50_000)]
    [InlineData(100_001, 50_001)] // half of an odd price is rounded in the buyer's disfavour, never below the law
    [InlineData(1, 1)]
    [InlineData(999_999_999, 500_000_000)]
    public void A_promotion_takes_off_half_at_most(long price, long lowest) => Assert.Equal(lowest, PromotionLimits.On(new(2026, 3, 2)).Lowest(new Money(price)).Dong);
}
