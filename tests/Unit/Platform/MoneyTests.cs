using FsCheck;
using FsCheck.Fluent;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })] // equal remainders: the earlier part
    [InlineData(100, new long[] { 1, 2, 1 }, new long[] { 25, 50, 25 })]
    [InlineData(10, new long[] { 3, 3, 1 }, new long[] { 4, 4, 2 })] // 4.29, 4.29, 1.43: the last one lost most
    [InlineData(1, new long[] { 1, 9 }, new long[] { 0, 1 })]
    [InlineData(7, new long[] { 0, 5, 0 }, new long[] { 0, 7, 0 })] // what weighs nothing gets nothing
    [InlineData(0, new long[] { 4, 5 }, new long[] { 0, 0 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })] // a refund mirrors its payment
    [InlineData(99_999, new long[] { 33_333 }, new long[] { 99_999 })]
    [InlineData(long.MaxValue, new[] { long.MaxValue, long.MaxValue }, new[] { 4_611_686_018_427_387_904, 4_611_686_018_427_387_903 })]
    public void Split_gives_the_dong_left_over_to_the_largest_remainders(long amount, long[] weights, long[] shares)
        => Assert.Equal(shares, new Money(amount).Split(weights).Select(m => m.Dong));

    [Fact]
    public void Split_parts_add_up_and_stray_less_than_one_dong_from_their_exact_share()
    {
        var cases = ArbMap.Default.ArbFor<long>().Generator.Zip(Gen.NonEmptyListOf(Gen.Choose(0, 1_000_000)), (amount, weights) => (amount, weights: weights.Select(w => (long)w).ToArray()))
            .Where(c => c.weights.Sum() > 0);

        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var shares = new Money(c.amount).Split(c.weights).Select(m => m.Dong).ToArray();
            Assert.Equal(c.amount, shares.Aggregate(0L, (sum, share) => sum + share));
            foreach (var (share, weight) in shares.Zip(c.weights))
            {
                var difference = ((Int128)share * c.weights.Sum()) - ((Int128)c.amount * weight);
                Assert.True(Int128.Abs(difference) < c.weights.Sum(), $"{share} of {c.amount} for {weight}");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Split_refuses_weights_that_say_nothing()
    {
        Assert.Throws<ArgumentException>(() => new Money(5).Split([]));
        Assert.Throws<ArgumentException>(() => new Money(5).Split([0, 0]));
        Assert.Throws<ArgumentException>(() => new Money(5).Split([3, -1]));
    }

    [Fact]
    public void An_amount_too_large_is_an_error_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue / 2) * 3);
    }

    [Fact]
    public void Amounts_are_ordered_by_their_dong()
    {
        Assert.True(new Money(2) > new Money(1) && new Money(1) < new Money(2) && new Money(2) >= new Money(2) && new Money(2) <= new Money(2));
        Assert.Equal([new Money(-5), Money.Zero, new Money(9)], new[] { new Money(9), new Money(-5), Money.Zero }.Order());
        Assert.Equal("1234567 VND", new Money(1_234_567).ToString());
    }
}
