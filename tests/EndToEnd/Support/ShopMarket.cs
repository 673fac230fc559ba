using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>One market on a port for all tests that only look, with the pages of <c>Islands/</c> beside its own.</summary>
public sealed class ShopMarket : MarketFixture
{
    public string Address { get; private set; } = "";

    /// <summary>The one of 4 stars from Hải Phòng.</summary>
    public ProductOnSale FishSauce { get; private set; } = null!;
    public ProductOnSale Alcohol { get; private set; } = null!;

    /// <summary>Slug of a fair that producers may apply for, and of one that was called off.</summary>
    public string Fair { get; private set; } = "";
    public string CancelledFair { get; private set; } = "";
    public ProductOnSale Ended { get; private set; } = null!;
    public ProductOnSale Revoked { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Address = Market.StartOnPort();
        var (haiPhong, thanhHoa) = (Commune("hai-phong"), Commune("thanh-hoa"));
        FishSauce = await Market.PutOnSaleAsync("Nước mắm Cát Hải", set: 9, price: 120_000, packing: "Chai 500 ml", commune: haiPhong, producer: "Công ty Chế biến dịch vụ thủy sản Cát Hải", story: "Cá nục, cá cơm ủ với muối trong chum sành, phơi nắng hơn một năm.", season: (10, 3));
        await Market.ShowBasketAsync("Giỏ của " + FishSauce.ProducerSlug, (FishSauce, 2), (await Market.PutOnSaleAsync("Mắm tôm Hậu Lộc", set: 9, commune: thanhHoa), 1));
        Fair = (await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ OCOP Hải Phòng", Market.Clock.Today().AddDays(40)) with
        {
            TextVi = "Hội chợ của thành phố.",
            Place = new("Cung Văn hóa", "Đường Lạch Tray", haiPhong, null, "Xe buýt 02"),
            Zones = [new("A", "Khu OCOP", null)],
            ClosedDays = [Market.Clock.Today().AddDays(41)],
            ApplyFrom = Market.Clock.Today(),
            ApplyThrough = Market.Clock.Today().AddDays(20),
            PlannedBooths = 60,
            BoothFee = new(5_000_000),
            SupportPercent = 50,
            Programme = [new(Market.Clock.Today().AddDays(40), new(9, 0), "Khai mạc", "Opening")],
        })).Slug;
        CancelledFair = (await Market.CancelFairAsync((await Market.AnnounceFairAsync(Fairs.Draft("Lễ hội nước mắm", Market.Clock.Today().AddDays(20), type: OcopMarket.Promotion.Fairs.FairType.Festival))).Id!.Value)).Slug;
        await Market.PutOnSaleAsync("Mắm tép Hà Yên", stars: 3, set: 9, commune: thanhHoa);
        await Market.PutOnSaleAsync("Bánh đa cua Dư Hàng Kênh làm từ gạo tẻ và đường hoa mai theo lối cổ truyền", set: 6, commune: haiPhong, gift: true);
        for (var i = 1; i <= 26; i++)
        {
            await Market.PutOnSaleAsync($"Trà hoa vàng số {i}", stars: i == 1 ? 5 : 3, price: 40_000 * i, gift: i % 5 == 0, stock: i == 2 ? 0 : 10, producer: "HTX Trà hoa vàng");
        }

        Alcohol = await Market.PutOnSaleAsync("Rượu nếp cái hoa vàng", set: 14, packing: "Chai 750 ml");
        Ended = await Market.PutOnSaleAsync("Miến dong Bình Lư", set: 6, validThrough: Market.Clock.Today());
        Market.Clock.Advance(TimeSpan.FromDays(1));
        Revoked = await Market.PutOnSaleAsync("Giò lụa Ước Lễ", set: 8);
        await Market.RevokeAsync(Revoked);
    }

    private static string Commune(string province) => AreaDirectory.Instance.CommunesOf(AreaDirectory.Instance.FindProvinceBySlug(province)!.Code)[0].Code;

    protected override MarketFactory Create(string connectionString) => new(connectionString)
    {
        ExtraPages = typeof(ShopMarket).Assembly,
        Replace = services => services.AddSingleton<IStartupFilter>(new IslandModule()),
    };

    /// <summary>Serves the module of <c>Islands/</c>: the list of static files knows the market's own only.</summary>
    private sealed class IslandModule : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/thu/island.js", module => module.Run(async http =>
            {
                http.Response.ContentType = "text/javascript";
                await using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream("island.js")!;
                await source.CopyToAsync(http.Response.Body, http.RequestAborted);
            }));
            next(app);
        };
    }
}

public static class MarketOnPort
{
    /// <summary>Serves on a free port and gives the address.</summary>
    public static string StartOnPort(this MarketFactory market)
    {
        ArgumentNullException.ThrowIfNull(market);
        market.UseKestrel(0);
        market.StartServer();
        return market.ClientOptions.BaseAddress.ToString();
    }
}
