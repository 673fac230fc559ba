using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>Sales points on a map of tiles and on a screen in the shop, in a browser.</summary>
public sealed class SalesPointScreenTests(Browser browser, SalesPointScreenTests.World world) : BrowserTest(browser), IClassFixture<SalesPointScreenTests.World>
{
    /// <summary>The smallest PNG there is.</summary>
    private static readonly byte[] Tile = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    protected override string Address => world.Address;

    /// <summary>A market beside a server of tiles, both on this machine.</summary>
    public sealed class World : MarketFixture, IAsyncLifetime
    {
        private WebApplication? _tiles;

        public string Address { get; private set; } = "";
        public string Slug { get; private set; } = "";
        public ConcurrentQueue<string> Asked { get; } = new();

        public override async ValueTask InitializeAsync()
        {
            _tiles = WebApplication.CreateSlimBuilder().Build();
            _tiles.Urls.Add("http://127.0.0.1:0");
            _tiles.Run(async http =>
            {
                Asked.Enqueue(http.Request.Path);
                http.Response.ContentType = "image/png";
                await http.Response.Body.WriteAsync(Tile, http.RequestAborted);
            });
            await _tiles.StartAsync();
            await base.InitializeAsync();
            Address = Market.StartOnPort();
            var communes = AreaDirectory.Instance.CommunesOf("01");
            var (tea, honey) = (await Market.PutOnSaleAsync("Chè trên màn hình"), await Market.PutOnSaleAsync("Mật ong trên màn hình"));
            Slug = (await Market.PointAsync(await Market.OpenPointAsync("Trung tâm OCOP Ba Vì", communes[0], shelf: [tea.Product, honey.Product]))).Slug;
            await Market.OpenPointAsync("Cửa hàng Đồng Xa", communes[^1]);
        }

        async ValueTask IAsyncDisposable.DisposeAsync()
        {
            await DisposeAsync();
            if (_tiles is not null)
            {
                await _tiles.DisposeAsync();
            }
        }

        protected override MarketFactory Create(string connectionString) => new(connectionString)
        {
            Settings = { ["Market:Map:Tiles"] = _tiles!.Urls.Single() + "/{z}/{x}/{y}.png", ["Market:Map:Attribution"] = "© <b>thử</b>" },
        };
    }

    [Fact]
    public async Task The_map_asks_the_named_host_alone_and_is_used_by_keys()
    {
        var page = await NewPageAsync();
        var hosts = new ConcurrentBag<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);
        await page.GotoAsync("/diem-ban?tinh=ha-noi");
        var map = page.Locator(".tile-map");
        await Expect(map).ToBeVisibleAsync();
        await Expect(map.Locator(".map-mark")).ToHaveCountAsync(2);
        await Expect(map.Locator(".leaflet-tile-loaded").First).ToBeVisibleAsync();
        await Expect(map).ToContainTextAsync("© <b>thử</b>"); // text, not markup
        Assert.NotEmpty(world.Asked);
        Assert.Equal(2, hosts.Distinct().Count()); // the market and the tiles
        Assert.All(hosts, h => Assert.StartsWith("127.0.0.1", h.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), StringComparison.Ordinal));

        var mark = map.GetByRole(AriaRole.Button, new() { Name = "Trung tâm OCOP Ba Vì" });
        await mark.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(map.GetByRole(AriaRole.Link, new() { Name = "Trung tâm OCOP Ba Vì" })).ToHaveAttributeAsync("href", $"/diem-ban/{world.Slug}");
        Assert.Empty(await Axe.FindAsync(page));
    }

    [Fact]
    public async Task A_touch_screen_goes_back_to_the_start_after_a_minute_without_a_touch()
    {
        var page = await NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync($"/diem-ban/{world.Slug}?kiosk=1");
        foreach (var (width, height) in new[] { (1080, 1920), (1920, 1080), (360, 740) })
        {
            await page.SetViewportSizeAsync(width, height);
            Assert.Empty(await Axe.TooWideAsync(page));
        }

        Assert.Empty(await Axe.FindAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Chè trên màn hình" }).ClickAsync();
        await page.WaitForURLAsync("**san-pham=*");
        await page.Clock.RunForAsync(50_000);
        await page.Keyboard.PressAsync("Tab");
        await page.Clock.RunForAsync(50_000); // the key began the minute anew
        Assert.Contains("san-pham=", page.Url, StringComparison.Ordinal);
        await page.Clock.RunForAsync(61_000); // a scroll that follows the key may have begun it once more
        await page.WaitForURLAsync(url => url.EndsWith($"/diem-ban/{world.Slug}?kiosk=1", StringComparison.Ordinal));
        await Expect(page.Locator(".kiosk-card")).ToHaveCountAsync(2);
    }
}
