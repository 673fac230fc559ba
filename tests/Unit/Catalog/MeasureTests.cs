using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class MeasureTests
{
    [Theory]
    [InlineData(100_000, 500, MeasureUnit.Gram, 200_000L)]
    [InlineData(100_000, 350, MeasureUnit.Millilitre, 285_714L)] // 285 714.29
    [InlineData(100_000, 600, MeasureUnit.Gram, 166_667L)] // 166 666.67
    [InlineData(1, 2000, MeasureUnit.Gram, 1L)] // half a đồng is rounded up
    [InlineData(1, 2001, MeasureUnit.Gram, 0L)]
    [InlineData(25_000, 1000, MeasureUnit.Millilitre, 25_000L)]
    [InlineData(690_000, 1, MeasureUnit.Piece, null)]
    public void The_price_of_a_kilogram_or_litre_is_rounded_half_up(long price, int amount, MeasureUnit unit, long? perKilo)
        => Assert.Equal(perKilo, new Measure(amount, unit).PerKiloOrLitre(new Money(price))?.Dong);

    [Fact]
    public void A_packing_has_a_price_an_amount_and_no_negative_stock()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(0, 500, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(1000, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(1000, 500, -1));
        Assert.Equal("hu 500 g", Make(1000, 500, 0).PackingKey);
    }

    private static Variant Make(long price, int grams, int stock) => new(ListingId.New(), 0, "Hũ 500 g", new Money(price), new Measure(grams, MeasureUnit.Gram), stock);
}

public sealed class MeasureTextTests
{
    [Theory]
    [InlineData("Hộp 500 g", 500, MeasureUnit.Gram)]
    [InlineData("Túi 1kg", 1000, MeasureUnit.Gram)]
    [InlineData("Chai 1,5 lít", 1500, MeasureUnit.Millilitre)]
    [InlineData("Chai 330ml", 330, MeasureUnit.Millilitre)]
    [InlineData("Gói 0.25 kg hút chân không", 250, MeasureUnit.Gram)]
    public void How_much_is_in_a_packing_is_read_from_its_name(string packing, int amount, MeasureUnit unit) => Assert.Equal(new Measure(amount, unit), MeasureText.Guess(packing));

    [Theory]
    [InlineData(null)]
    [InlineData("Bộ 10 món")]
    [InlineData("Hộp quà Tết")]
    [InlineData("Gói 0,0001 kg")]
    [InlineData("2 giờ")]
    public void Where_the_name_does_not_say_nothing_is_guessed(string? packing) => Assert.Null(MeasureText.Guess(packing));
}
