using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class ResultTests
{
    private static readonly Refusal SoldOut = new("catalog.sold_out", "Mật ong", 3);

    [Fact]
    public void Refusals_of_one_code_and_the_same_values_are_equal()
    {
        var same = new Refusal("catalog.sold_out", "Mật ong", 3);

        Assert.Equal(SoldOut, same);
        Assert.Equal(SoldOut.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(SoldOut, new Refusal("catalog.sold_out", "Mật ong", 4));
        Assert.NotEqual(SoldOut, new Refusal("catalog.sold_out", "Mật ong"));
        Assert.NotEqual(SoldOut, new Refusal("catalog.gone", "Mật ong", 3));
        Assert.Equal("catalog.sold_out (Mật ong, 3)", SoldOut.ToString());
        Assert.Equal("catalog.gone", new Refusal("catalog.gone").ToString());
    }

    [Fact]
    public void A_refused_result_keeps_its_refusal_and_has_no_value()
    {
        Result<int> refused = SoldOut;

        Assert.False(refused.Succeeded);
        Assert.Equal(SoldOut, refused.Refusal);
        var error = Assert.Throws<InvalidOperationException>(() => refused.Value);
        Assert.Contains("catalog.sold_out", error.Message, StringComparison.Ordinal);
        Assert.Equal(new Result(SoldOut), (Result)refused);
    }

    [Fact]
    public void A_result_with_a_value_succeeded()
    {
        Result<int> seven = 7;

        Assert.True(seven.Succeeded);
        Assert.Equal(7, seven.Value);
        Assert.Equal(Result.Success, (Result)seven);
        Assert.True(Result.Success.Succeeded);
        Assert.NotEqual(Result.Success, new Result(SoldOut));
    }
}
