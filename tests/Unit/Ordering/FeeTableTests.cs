using FsCheck;
using FsCheck.Fluent;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class FeeTableTests
{
    [Theory]
    [InlineData(430_000, 400, 0, 17_200)]
    [InlineData(150_010, 250, 0, 3_750)] // 3,750.25
    [InlineData(150_020, 250, 0, 3_751)] // 3,750.5: half up
    [InlineData(100_000, 300, 2_000, 5_000)]
    [InlineData(1_500, 300, 2_000, 1_500)] // never more than the goods
    [InlineData(0, 300, 2_000, 0)]
    public void A_fee_is_a_share_of_the_goods_and_a_fixed_part(long goods, int hundredths, long fixedPart, long fee)
        => Assert.Equal(new Money(fee), Table(PaymentMethod.Cod, hundredths, fixedPart).FeeOf(PaymentMethod.Cod, new(goods)));

    [Fact]
    public void Nothing_is_charged_where_nobody_has_decided_it() => Assert.Equal(Money.Zero, Table(PaymentMethod.Cod, 300).FeeOf(PaymentMethod.VietQr, new(100_000)));

    [Fact]
    public void Lines_are_rounded_half_up_and_the_last_one_takes_the_rest()
        => Assert.Equal([334, 334, 332], Table(PaymentMethod.Cod, 100).FeesOf(PaymentMethod.Cod, [new(33_350), new(33_350), new(33_300)]).Select(f => f.Dong));

    [Fact]
    public void A_rest_that_the_last_line_cannot_bear_goes_to_the_lines_before_it()
    {
        // 100 lines of 1,050 at 1 % are 10.5 each, 11 rounded: 50 too many, and the last line holds 11.
        var fees = Table(PaymentMethod.Cod, 100).FeesOf(PaymentMethod.Cod, [.. Enumerable.Repeat(new Money(1_050), 100)]);

        Assert.Equal(1_050, fees.Sum(f => f.Dong));
        Assert.Equal([5, 0, 0, 0, 0], fees.TakeLast(5).Select(f => f.Dong));
    }

    [Fact]
    public void Fees_of_lines_add_up_to_the_fee_of_the_parcel_and_none_is_negative()
    {
        var cases = Gen.NonEmptyListOf(Gen.Choose(1, 3_000_000))
            .Zip(Gen.Choose(0, 2_500).Zip(Gen.Choose(0, 100_000), (hundredths, fixedPart) => (hundredths, fixedPart)), (goods, rate) => (goods, rate.hundredths, rate.fixedPart));

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var (table, goods) = (Table(PaymentMethod.VietQr, c.hundredths, c.fixedPart), c.goods.Select(g => new Money(g)).ToList());
            var fees = table.FeesOf(PaymentMethod.VietQr, goods);
            Assert.Equal(table.FeeOf(PaymentMethod.VietQr, new(goods.Sum(g => g.Dong))).Dong, fees.Sum(f => f.Dong));
            Assert.All(fees, fee => Assert.True(fee >= Money.Zero));
        }).QuickCheckThrowOnFailure();
    }

    private static FeeTable Table(PaymentMethod method, int hundredths, long fixedPart = 0) => new(new Dictionary<PaymentMethod, FeeRate> { [method] = new(hundredths, new(fixedPart)) });
}
