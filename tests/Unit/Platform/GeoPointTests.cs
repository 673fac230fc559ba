using OcopMarket.Platform.Areas;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class GeoPointTests
{
    private static readonly Commune BaDinh = AreaDirectory.Instance.FindCommune("00004")!;

    [Theory]
    [InlineData("21.0285, 105.8542")]
    [InlineData("21.0285,105.8542")]
    [InlineData(" 21.0285 105.8542 ")]
    [InlineData("21,0285; 105,8542")]
    [InlineData("21,0285 105,8542")]
    [InlineData("21,0285, 105,8542")]
    public void What_maps_give_to_copy_is_read(string written)
    {
        Assert.True(GeoPoint.TryParse(written, out var point));

        Assert.Equal(new GeoPoint(21.0285, 105.8542), point);
        Assert.Equal("21.0285, 105.8542", point.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("21.0285")]
    [InlineData("21.0285, 105.8542, 3")]
    [InlineData("Ba Đình, Hà Nội")]
    [InlineData("21.0285, 1058542")]
    public void What_is_no_pair_of_degrees_is_not_read(string? written)
        => Assert.Equal("platform.pin_unreadable", GeoPoint.Read(written, BaDinh).Refusal?.Code);

    [Theory]
    [InlineData("21.0340, 105.8140", null)]
    [InlineData("105.8140, 21.0340", "platform.pin_swapped")]
    [InlineData("20.9, 107.9", "platform.pin_elsewhere")]
    [InlineData("10.7769, 106.7009", "platform.pin_elsewhere")]
    public void A_place_lies_in_its_commune(string written, string? refused)
        => Assert.Equal(refused, GeoPoint.Read(written, BaDinh).Refusal?.Code);

    [Fact]
    public void A_degree_of_latitude_is_as_long_as_everywhere()
        => Assert.Equal(111_195, new GeoPoint(10, 106).MetresTo(new(11, 106)), 1d);
}
