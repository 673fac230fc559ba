using OcopMarket.Catalog;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("120000", 120_000)]
    [InlineData(" 120.000 ", 120_000)]
    [InlineData("1.000.000 đ", 1_000_000)]
    [InlineData("1,000,000", 1_000_000)]
    [InlineData("1 000 000 VND", 1_000_000)]
    [InlineData("1\u00a0000\u00a0000\u00a0₫", 1_000_000)]
    [InlineData("45.000đồng", 45_000)]
    [InlineData("45.000 VNĐ", 45_000)]
    [InlineData("999.999.999", 999_999_999)]
    public void A_price_is_read_as_people_type_and_paste_it(string written, long dong) => Assert.Equal(new Money(dong), PriceText.Price(written).Value);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-120.000 đ")]
    [InlineData("1000000000")]
    [InlineData("1000000000000")]
    [InlineData("1.000.000.000.000 đ")]
    [InlineData("999999999999999999999999999")]
    public void What_no_price_can_be_is_refused(string written) => Assert.Equal(CatalogRefusals.PriceOutOfRange(written, 999_999_999), PriceText.Price(written).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("miễn phí")]
    [InlineData("1.5")]
    [InlineData("45k")]
    [InlineData("10¹²")]
    [InlineData("1.000,50")]
    [InlineData("1.00.000")]
    [InlineData("1.000 000")]
    [InlineData("=1+1")]
    [InlineData("1e5")]
    [InlineData("١٠٠")]
    public void What_cannot_be_read_is_refused_rather_than_guessed(string? written) => Assert.Equal(CatalogRefusals.PriceUnreadable(written ?? ""), PriceText.Price(written).Refusal);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.200", 1200)]
    [InlineData("1000000", 1_000_000)]
    public void Stock_is_a_whole_number(string written, int count) => Assert.Equal(count, PriceText.Stock(written).Value);

    [Fact]
    public void Stock_below_nothing_or_beyond_reason_is_refused()
    {
        Assert.Equal(CatalogRefusals.StockOutOfRange("-1", 1_000_000), PriceText.Stock("-1").Refusal);
        Assert.Equal(CatalogRefusals.StockOutOfRange("1000001", 1_000_000), PriceText.Stock("1000001").Refusal);
        Assert.Equal(CatalogRefusals.StockUnreadable("nhiều"), PriceText.Stock("nhiều").Refusal);
        Assert.Equal(CatalogRefusals.StockUnreadable("1,5"), PriceText.Stock("1,5").Refusal);
    }

    [Fact]
    public void A_refusal_does_not_repeat_a_page()
        => Assert.Equal(41, ((string)PriceText.Price(new string('x', 5000)).Refusal!.Values[0]!).Length);
}
