using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Communes, the map, seasons and stories: what the walk over all surfaces does not see.</summary>
public sealed class PlacePagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string AnBien = "30985";

    [Fact]
    public async Task A_commune_says_who_makes_what_under_which_certificate_and_how_it_was_called()
    {
        var crab = await Market.PutOnSaleAsync("Ba khía muối", set: 8, commune: AnBien, producer: "Hộ Dũng Thấm");
        var fish = await Market.PutOnSaleAsync("Khô cá lóc", set: 9, commune: AnBien, producer: "Hộ Dũng Thấm");

        var page = await PageAsync("/lang/an-bien-an-giang", until: fish.Slug);

        Assert.Contains("Trước 7/2025: Thị trấn Thứ Ba", page.QuerySelector(".place-head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["/chu-the/" + crab.ProducerSlug], page.QuerySelectorAll(".makers h3 a").Select(a => a.GetAttribute("href")));
        Assert.Equal(
            new[] { $"/san-pham/{crab.Slug}", $"/xac-thuc/{crab.Number}", $"/san-pham/{fish.Slug}", $"/xac-thuc/{fish.Number}" }.Order(),
            page.QuerySelectorAll(".goods a").Select(a => a.GetAttribute("href")!).Order());
        Assert.Equal(["/san-pham?xa=30985&bo=8", "/san-pham?xa=30985&bo=9"], page.QuerySelectorAll(".chips-above a").Select(a => a.GetAttribute("href")!).Order());
        Assert.Equal("/san-pham?xa=30985", page.QuerySelector(".place-head .btn-primary")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("meta[name=robots]"));
        Assert.Contains("/lang/an-bien-an-giang<", await TextAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Contains("/lang/an-bien-an-giang\"", await TextAsync($"/san-pham/{crab.Slug}"), StringComparison.Ordinal);
        Assert.Contains("/lang/an-bien-an-giang\"", await TextAsync("/tinh/an-giang"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commune_with_nothing_on_offer_leads_to_its_neighbours_that_have_something()
    {
        await Market.PutOnSaleAsync("Nho xanh", set: 1, commune: "22828"); // Anh Dũng, 17 km away
        await Market.PutOnSaleAsync("Táo gai", set: 1, commune: "22795"); // Bác Ái, 15 km

        var page = await PageAsync("/lang/ninh-son-khanh-hoa", until: "/lang/bac-ai-khanh-hoa");

        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Null(page.QuerySelector(".cards"));
        Assert.Equal(["/lang/bac-ai-khanh-hoa", "/lang/anh-dung-khanh-hoa"], page.QuerySelectorAll(".chip").Select(c => c.GetAttribute("href")));
        Assert.DoesNotContain("/lang/ninh-son", await TextAsync("/sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_without_its_province_leads_on_or_asks_which()
    {
        using var one = await Market.CreatePlainClient().GetAsync("/lang/ninh-son", Ct);
        var many = await PageAsync("/lang/tan-an");
        using var none = await Market.CreatePlainClient().GetAsync("/lang/khong-co", Ct);

        Assert.Equal((HttpStatusCode.Redirect, "/lang/ninh-son-khanh-hoa"), (one.StatusCode, new Uri(one.Headers.Location!.OriginalString, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } whole ? whole.AbsolutePath : one.Headers.Location.OriginalString));
        Assert.True(many.QuerySelectorAll("main .chip").Length > 5);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task The_map_and_its_table_tell_the_same_and_count_alcohol_only_for_adults()
    {
        await Market.PutOnSaleAsync("Trà Shan tuyết", set: 11, commune: "02512");
        await Market.PutOnSaleAsync("Rượu ngô", set: 14, commune: "02512");

        var (anyone, adult) = (await PageAsync("/ban-do", until: "Tuyên Quang: 1 "), await PageAsync("/ban-do", "tuoi=18", until: "Tuyên Quang: 2 "));

        foreach (var (page, count) in new[] { (anyone, 1), (adult, 2) })
        {
            Assert.Equal(34, page.QuerySelectorAll("svg.map a").Length);
            Assert.Equal($"Tuyên Quang: {count} sản phẩm đang bán", page.QuerySelector("svg.map a[href='/tinh/tuyen-quang']")!.GetAttribute("aria-label"));
            Assert.Equal($"{count}", page.QuerySelector(".figures-table a[href='/tinh/tuyen-quang']")!.Closest("tr")!.QuerySelector("td")!.TextContent);
        }

        Assert.Contains("Quần đảo Hoàng Sa", anyone.QuerySelector("svg.map")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Quần đảo Trường Sa", anyone.QuerySelector("svg.map")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("CC BY 4.0", anyone.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_season_may_run_over_the_new_year()
    {
        Clock.SetVietnam(new DateOnly(2026, 12, 15), new TimeOnly(9, 0));
        var orange = await Market.PutOnSaleAsync("Cam Cao Phong", set: 1, season: (11, 2));

        await TextAsync("/mua-vu?thang=12", until: orange.Slug);
        foreach (var (month, there) in new[] { (10, false), (11, true), (1, true), (2, true), (3, false) })
        {
            Assert.Equal(there, (await TextAsync($"/mua-vu?thang={month}")).Contains($"/san-pham/{orange.Slug}\"", StringComparison.Ordinal));
        }

        Assert.Contains("Đang mùa trong tháng 12", await TextAsync("/mua-vu"), StringComparison.Ordinal);
        var strip = (await PageAsync($"/san-pham/{orange.Slug}")).QuerySelectorAll(".months .month-on");
        Assert.Equal(["1", "2", "11", "12"], strip.Select(m => m.TextContent));
    }

    [Fact]
    public async Task A_product_without_a_story_has_no_page_for_one()
    {
        var silent = await Market.PutOnSaleAsync("Bún khô", set: 7);
        var told = await Market.PutOnSaleAsync("Phở khô", set: 7, story: "Tráng tay.\nPhơi nắng.");

        using var answer = await Market.CreatePlainClient().GetAsync($"/cau-chuyen/{silent.Slug}", Ct);
        var english = await PageAsync($"/cau-chuyen/{told.Slug}", "lang=en");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(["Tráng tay.", "Phơi nắng."], english.QuerySelectorAll(".story p").Select(p => p.TextContent));
        Assert.Equal("vi", english.QuerySelector(".story")!.GetAttribute("lang"));
        Assert.Contains("Not translated yet", english.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"/cau-chuyen/{silent.Slug}", await TextAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Contains($"/cau-chuyen/{told.Slug}<", await TextAsync("/sitemap.xml", until: $"/cau-chuyen/{told.Slug}<"), StringComparison.Ordinal);
    }

    private async Task<IHtmlDocument> PageAsync(string address, string? cookie = null, string until = "") => new HtmlParser().ParseDocument(await TextAsync(address, cookie, until));

    /// <param name="until">What was put in a moment ago and lists show a moment later.</param>
    private async Task<string> TextAsync(string address, string? cookie = null, string until = "")
        => await Eventually.GetAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (cookie is not null)
                {
                    request.Headers.Add("Cookie", cookie);
                }

                using var answer = await Market.CreatePlainClient().SendAsync(request, Ct);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                return await answer.Content.ReadAsStringAsync(Ct);
            },
            text => text.Contains(until, StringComparison.Ordinal));
}
