using Microsoft.Extensions.Configuration;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Map;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>A map of tiles is there only where the operator has named a server, and browsers may ask that one host on pages with a map alone.</summary>
public sealed class TileMapTests(TileMapTests.World world) : MarketTest(world), IClassFixture<TileMapTests.World>
{
    public sealed class World : MarketFixture
    {
        protected override MarketFactory Create(string connectionString) => new(connectionString)
        {
            Settings = { ["Market:Map:Tiles"] = "https://o.example.vn/ban-do/{z}/{x}/{y}.png", ["Market:Map:Attribution"] = "© Người làm bản đồ" },
        };
    }

    [Fact]
    public async Task Only_pages_with_a_map_may_ask_the_one_host()
    {
        await Market.OpenPointAsync("Cửa hàng Trên Bản Đồ", AreaDirectory.Instance.CommunesOf("01")[0]);
        using var visitor = Market.CreateVisitor();
        var page = await Eventually.GetAsync(() => visitor.GetStringAsync("/diem-ban", Ct), html => html.Contains("tile-map", StringComparison.Ordinal));

        Assert.Contains("https://o.example.vn/ban-do/{z}/{x}/{y}.png", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("Cửa hàng Trên Bản Đồ", StringComparison.Ordinal) < page.IndexOf("class=\"tile-map\"", StringComparison.Ordinal)); // the list first
        Assert.Contains("<svg class=\"map\"", page, StringComparison.Ordinal);
        foreach (var (path, allowed) in new[] { ("/diem-ban", true), ("/hoi-cho?xem=ban-do", true), ("/", false), ("/san-pham", false), ("/ban-do", false) })
        {
            using var answer = await visitor.GetAsync(path, Ct);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal(allowed, policy.Contains("https://o.example.vn", StringComparison.Ordinal));
            Assert.Equal(allowed, policy.Contains("img-src 'self' https://o.example.vn data:;", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("https://{s}.example.vn/{z}/{x}/{y}.png")] // several hosts
    [InlineData("http://o.example.vn/{z}/{x}/{y}.png")]
    [InlineData("https://o.example.vn/{z}/{x}.png")]
    [InlineData("o.example.vn/{z}/{x}/{y}.png")]
    public void An_address_that_is_not_of_one_host_by_https_is_refused_at_the_start(string tiles)
        => Assert.Throws<FormatException>(() => MapSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Tiles"] = tiles, ["Attribution"] = "©" }).Build()));
}

/// <summary>Nothing is asked of anybody as long as nobody has said so.</summary>
public sealed class NoTileMapTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Without_a_server_the_page_names_none()
    {
        Assert.Null(Get<MarketSettings>().Map);
        await Market.OpenPointAsync("Cửa hàng Không Bản Đồ", AreaDirectory.Instance.CommunesOf("01")[0]);
        using var visitor = Market.CreateVisitor();
        using var answer = await visitor.GetAsync("/diem-ban", Ct);
        Assert.DoesNotContain("leaflet", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data:;", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
