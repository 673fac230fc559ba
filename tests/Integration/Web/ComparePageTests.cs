using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Platform;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Products side by side, kept by the address alone.</summary>
public sealed class ComparePageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Up_to_four_products_stand_side_by_side_each_once_and_each_can_be_taken_out()
    {
        var names = new[] { "Mật ong một", "Mật ong hai", "Mật ong ba", "Mật ong bốn", "Mật ong năm" };
        var goods = new List<ProductOnSale>();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            goods.Add(await Market.PutOnSaleAsync(name, price: 100_000 + (i * 1000)));
        }

        var page = await OpenAsync("/so-sanh?sp=khong-co-that," + string.Join(',', goods.Take(1).Concat(goods).Select(g => g.Slug)));

        Assert.Equal(names.Take(4), page.QuerySelectorAll(".compare thead a").Select(a => a.TextContent));
        Assert.Equal(["100.000\u00a0đ", "101.000\u00a0đ", "102.000\u00a0đ", "103.000\u00a0đ"], page.QuerySelectorAll(".compare .price").Select(p => p.TextContent));
        Assert.Null(page.QuerySelector("form[action='/so-sanh']")); // nothing more can be added
        Assert.Equal(names.Take(4), page.QuerySelectorAll(".compare tbody tr:first-child td").Select(c => c.GetAttribute("data-label"))); // on a phone each line is a card that names its products
        var less = await OpenAsync(((IHtmlAnchorElement)page.QuerySelector(".compare tbody .btn")!).GetAttribute("href")!);
        Assert.Equal(names[1..4], less.QuerySelectorAll(".compare thead a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_product_is_added_by_its_name()
    {
        var (first, second) = (await Market.PutOnSaleAsync("Chè Tà Xùa"), await Market.PutOnSaleAsync("Miến dong Bình Lư"));

        var page = await Eventually.GetAsync(() => OpenAsync($"/so-sanh?sp={first.Slug}&q=mien+dong"), p => p.QuerySelector("section .list a") is not null);

        Assert.Equal($"/so-sanh?sp={first.Slug},{second.Slug}", page.QuerySelector("section .list a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_cannot_be_sold_today_is_named_without_badge_and_price()
    {
        var garlic = await Market.PutOnSaleAsync("Tỏi đen thu hồi");
        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(garlic.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);

        var page = await Eventually.GetAsync(() => OpenAsync($"/so-sanh?sp={garlic.Slug}"), p => p.QuerySelector(".notice") is not null);

        Assert.Contains("Tỏi đen thu hồi", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".seal, .price"));
    }

    private async Task<IHtmlDocument> OpenAsync(string address)
    {
        using var client = Market.CreatePlainClient();
        return new HtmlParser().ParseDocument(await client.GetStringAsync(address, Ct));
    }
}
