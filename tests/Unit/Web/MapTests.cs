using OcopMarket.Platform.Areas;
using OcopMarket.Web.Map;

namespace OcopMarket.Tests.Unit.Web;

public sealed class MapTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1+")]
    [InlineData(3, "1+")]
    [InlineData(7, "1-2 3+")]
    [InlineData(45, "1-4 5-9 10-19 20+")]
    [InlineData(1000, "1-99 100-199 200-499 500+")]
    public void Colours_begin_at_round_numbers(int most, string ranges)
        => Assert.Equal(ranges, string.Join(' ', new MapSteps(most).Ranges.Select(r => r.Through is { } last ? $"{r.From}-{last}" : $"{r.From}+")));

    [Fact]
    public void A_count_has_the_colour_of_its_range()
    {
        var steps = new MapSteps(45);

        Assert.Equal([0, 1, 1, 2, 3, 4, 4], new[] { 0, 1, 4, 5, 19, 20, 45 }.Select(steps.Of));
    }

    [Fact]
    public void Every_province_has_an_outline_and_the_archipelagos_belong_to_theirs()
    {
        Assert.Equal(AreaDirectory.Instance.Provinces.Select(p => p.Code).Order(StringComparer.Ordinal), ProvinceOutline.All.Select(o => o.Code));
        Assert.All(ProvinceOutline.All, o => Assert.Matches("^(M-?[0-9]+ -?[0-9]+l[0-9 -]+z)+$", o.Outline));
        Assert.Equal(["48", "56"], ProvinceOutline.All.Where(o => o.Rocks.Length > 0).Select(o => o.Code));
    }
}
