using System.Net;
using System.Text.Json;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Pages and data of sales points, as a browser without script and a program see them.</summary>
public sealed class SalesPointPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Commune Here = AreaDirectory.Instance.CommunesOf("01")[20];

    [Fact]
    public async Task The_list_and_the_page_say_what_somebody_has_to_know_before_going_there()
    {
        var tea = await Market.PutOnSaleAsync("Chè trang điểm bán");
        var point = await Market.OpenPointAsync("Cửa hàng Trang Web", Here, shelf: tea.Product);
        var slug = (await Market.PointAsync(point)).Slug;
        using var visitor = Market.CreateVisitor();

        var list = await Eventually.GetAsync(() => visitor.GetStringAsync("/diem-ban?tinh=ha-noi", Ct), html => html.Contains("Cửa hàng Trang Web", StringComparison.Ordinal) && html.Contains("1 sản phẩm OCOP", StringComparison.Ordinal));
        Assert.Contains("Đang mở, đến 20:00", list, StringComparison.Ordinal);
        Assert.Contains("tel:0912345678", list, StringComparison.Ordinal);
        Assert.Contains("Xác nhận lần cuối 02/03/2026", list, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"map\"", list, StringComparison.Ordinal);

        var page = await visitor.GetStringAsync($"/diem-ban/{slug}", Ct);
        Assert.Contains("12/QĐ-SCT", page, StringComparison.Ordinal);
        Assert.Contains("950/QĐ-BCT", page, StringComparison.Ordinal);
        Assert.Contains($"/san-pham/{tea.Slug}", page, StringComparison.Ordinal);
        Assert.Contains("\"@type\":\"Store\"", page, StringComparison.Ordinal);
        Assert.Contains("Cửa hàng Trang Web", await Eventually.GetAsync(() => visitor.GetStringAsync($"/san-pham/{tea.Slug}", Ct), html => html.Contains(slug, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(slug, await visitor.GetStringAsync($"/diem-ban?san-pham={tea.Slug}", Ct), StringComparison.Ordinal);
        Assert.Contains($"/diem-ban/{slug}</loc>", await visitor.GetStringAsync("/sitemap.xml", Ct), StringComparison.Ordinal);

        await Market.RevokeAsync(tea);
        Assert.DoesNotContain(tea.Number, await Eventually.GetAsync(() => visitor.GetStringAsync($"/diem-ban/{slug}", Ct), html => !html.Contains(tea.Number, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_is_no_page_and_a_strange_address_none_either()
    {
        var keeper = await Market.AsShopperAsync();
        var point = Desks.Must(await Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, SalesPoints.Draft("Cửa hàng Chưa Duyệt", AreaDirectory.Instance.CommunesOf("11")[0]), []), Ct));
        using var visitor = Market.CreateVisitor();
        foreach (var path in new[] { $"/diem-ban/{(await Market.PointAsync(point)).Slug}", "/diem-ban/khong-co", "/diem-ban/khong-co/bao-sai", "/diem-ban/xac-nhan/abc" })
        {
            using var answer = await visitor.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var odd = await visitor.GetAsync("/diem-ban?tinh=khong-co&loai=x&gan=bien&san-pham=khong-co&trang=0", Ct);
        Assert.Equal(HttpStatusCode.OK, odd.StatusCode);
        Assert.Contains("gan=bien", await odd.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_somebody_types_a_place_and_gets_the_nearest()
    {
        var commune = AreaDirectory.Instance.CommunesOf("12")[0];
        await Market.OpenPointAsync("Điểm xa nơi gõ", commune, draft: SalesPoints.Draft("Điểm xa nơi gõ", commune, off: (0.05, 0)));
        await Market.OpenPointAsync("Điểm gần nơi gõ", commune, draft: SalesPoints.Draft("Điểm gần nơi gõ", commune, off: (0.01, 0)));
        using var visitor = Market.CreateVisitor();

        var list = await Eventually.GetAsync(() => visitor.GetStringAsync($"/diem-ban?noi={Uri.EscapeDataString(commune.FullName)}&tinh={AreaDirectory.Instance.FindProvince("12")!.Slug}", Ct), html => html.Contains("Điểm xa nơi gõ", StringComparison.Ordinal) && html.Contains("Điểm gần nơi gõ", StringComparison.Ordinal));

        Assert.True(list.IndexOf("Điểm gần nơi gõ", StringComparison.Ordinal) < list.IndexOf("Điểm xa nơi gõ", StringComparison.Ordinal));
        Assert.Contains("1,1&#xA0;km", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_now_is_never_older_than_its_minute()
    {
        var commune = AreaDirectory.Instance.CommunesOf("14")[0];
        var slug = (await Market.PointAsync(await Market.OpenPointAsync("Cửa hàng Đúng Giờ", commune))).Slug;
        using var visitor = Market.CreateVisitor();
        await Eventually.GetAsync(() => visitor.GetStringAsync($"/diem-ban/{slug}", Ct), html => html.Contains("Đang mở", StringComparison.Ordinal));

        Clock.SetVietnam(Clock.Today(), new TimeOnly(19, 59));
        Assert.Contains("Đang mở, đến 20:00", await visitor.GetStringAsync($"/diem-ban/{slug}", Ct), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Mở lúc 8:00 ngày mai", await visitor.GetStringAsync($"/diem-ban/{slug}", Ct), StringComparison.Ordinal);
        Clock.SetVietnam(Clock.Today(), new TimeOnly(9, 0));
    }

    [Fact]
    public async Task A_visitor_reports_a_place_by_the_form_alone()
    {
        var slug = (await Market.PointAsync(await Market.OpenPointAsync("Cửa hàng Form Báo", Here, draft: SalesPoints.Draft("Cửa hàng Form Báo", Here, off: (0.03, 0))))).Slug;
        using var visitor = Market.CreateVisitor();

        using var sent = await visitor.SubmitAsync($"/diem-ban/{slug}/bao-sai", "bao-sai", new() { ["Kind"] = "Closed", ["Body"] = "Khóa cửa" }, Ct);

        Assert.StartsWith("/bao-sai/", sent.LedTo(), StringComparison.Ordinal);
        Assert.Contains("Đã gửi, số DB-", await visitor.GetStringAsync(sent.LedTo(), Ct), StringComparison.Ordinal);
        var follow = sent.LedTo()!.Split('?')[0];
        Assert.Contains("Cơ quan phụ trách chưa trả lời", await visitor.GetStringAsync(follow, Ct), StringComparison.Ordinal);

        var office = SalesPoints.OfficerOf(Here.Code);
        var report = (await Get<SalesPointDeskQueries>().FindAsync(office, (await Get<SalesPointQueries>().FindAsync(slug, Ct))!.Id, Ct))!.Reports[0];
        Desks.Must(await Get<AnswerPointReport>().RunAsync(new(office, report.Id, "Đã đến xem, vẫn mở buổi chiều."), Ct));

        using var answered = await visitor.GetAsync(follow, Ct);
        Assert.Contains("Đã đến xem, vẫn mở buổi chiều.", await answered.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(("no-store", "no-referrer"), (answered.Headers.CacheControl?.ToString(), answered.Headers.GetValues("Referrer-Policy").Single()));
        using var guessed = await visitor.GetAsync("/bao-sai/" + report.Number, Ct); // the number is said on the telephone, it opens nothing
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    [Fact]
    public async Task On_a_screen_of_its_own_the_shelf_is_live_is_searched_and_leads_nowhere_else()
    {
        var (tea, honey, wine) = (await Market.PutOnSaleAsync("Chè màn hình"), await Market.PutOnSaleAsync("Mật ong màn hình"), await Market.PutOnSaleAsync("Rượu màn hình", set: 14));
        var point = await Market.OpenPointAsync("Trung tâm Màn Hình", Here, draft: SalesPoints.Draft("Trung tâm Màn Hình", Here, off: (0.09, 0)), shelf: [tea.Product, honey.Product, wine.Product]);
        var slug = (await Market.PointAsync(point)).Slug;
        using var visitor = Market.CreateVisitor();
        var start = $"/diem-ban/{slug}?kiosk=1";

        var screen = await OpenAsync(start);
        Assert.Equal(["Chè màn hình", "Mật ong màn hình"], screen.QuerySelectorAll(".kiosk-card b[lang], .kiosk-card > b").Select(b => b.TextContent));
        Assert.All(screen.QuerySelectorAll("a[href], form"), e => Assert.StartsWith($"/diem-ban/{slug}", e.GetAttribute("href") ?? e.GetAttribute("action"), StringComparison.Ordinal));
        Assert.Empty(screen.QuerySelectorAll("header.site-header, footer, .bottom-bar, form[action*=gio-hang]"));
        Assert.DoesNotContain("Rượu màn hình", screen.Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal("Mật ong màn hình", Assert.Single((await OpenAsync(start + "&q=mat+ong")).QuerySelectorAll(".kiosk-card > b")).TextContent);
        var chosen = await OpenAsync(start + $"&san-pham={tea.Product}");
        Assert.Contains(tea.Number, chosen.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(chosen.QuerySelector("svg.qr"));
        Assert.Contains("products are here", (await OpenAsync(start, "en")).Body!.TextContent, StringComparison.Ordinal);

        await Market.RevokeAsync(tea);
        var later = await Eventually.GetAsync(() => OpenAsync(start), s => s.QuerySelectorAll(".kiosk-card").Length == 1);
        Assert.Equal("Mật ong màn hình", Assert.Single(later.QuerySelectorAll(".kiosk-card > b")).TextContent);

        async Task<AngleSharp.Dom.IDocument> OpenAsync(string url, string language = "vi")
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, url);
            asked.Headers.AcceptLanguage.ParseAdd(language);
            using var answer = await visitor.SendAsync(asked, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
        }
    }

    [Fact]
    public async Task A_keeper_proposes_by_the_form_is_asked_about_a_known_place_and_keeps_what_was_typed()
    {
        var known = await Market.OpenPointAsync("Cửa hàng OCOP Bến Thuyền", Here, draft: SalesPoints.Draft("Cửa hàng OCOP Bến Thuyền", Here, off: (0.06, 0)));
        var keeper = await Market.AsShopperAsync();
        using var client = keeper.Client();
        var form = new Dictionary<string, string>
        {
            ["ten"] = "Diem ban Ben Thuyen", ["loai"] = "Shop", ["noi-dat"] = "CRAFT_VILLAGE", ["duong"] = "12 Đê Mới", ["Commune"] = Here.FullName, ["Province"] = "01", ["toa-do"] = new GeoPoint(Here.Lat + 0.061, Here.Lon).ToString(),
            ["van-hanh"] = "Chị Bến", ["dien-thoai"] = "0987654321", ["gio-2"] = "8:00-17:00",
        };

        using var asked = await client.SubmitAsync("/diem-ban-cua-toi/moi", "diem-ban", form, Ct);
        var html = await asked.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Cửa hàng OCOP Bến Thuyền", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Diem ban Ben Thuyen\"", html, StringComparison.Ordinal);

        using var taken = await client.SubmitAsync("/diem-ban-cua-toi/moi", "diem-ban", new(form) { ["khac"] = known.ToString(), ["la-noi-khac"] = "1" }, Ct);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("Diem ban Ben Thuyen", await client.GetStringAsync("/diem-ban-cua-toi", Ct), StringComparison.Ordinal);
        var own = Assert.Single(await Get<SalesPointDeskQueries>().KeptByAsync(keeper.Actor, Ct));
        Assert.Equal("8:00–17:00", (await Market.PointAsync(own.Id)).Hours.Written(DayOfWeek.Monday));
    }

    [Fact]
    public async Task Data_for_programs_is_valid_and_longitude_comes_first_in_geojson()
    {
        var commune = AreaDirectory.Instance.CommunesOf("15")[0];
        var slug = (await Market.PointAsync(await Market.OpenPointAsync("Cửa hàng \"Dữ liệu\", mở", commune))).Slug;
        using var visitor = Market.CreateVisitor();

        var geo = await Eventually.GetAsync(() => visitor.GetStringAsync("/du-lieu-mo/sales-points.geojson", Ct), json => json.Contains(slug, StringComparison.Ordinal));
        using var document = JsonDocument.Parse(geo);
        Assert.Equal("FeatureCollection", document.RootElement.GetProperty("type").GetString());
        var feature = document.RootElement.GetProperty("features").EnumerateArray().Single(f => f.GetProperty("id").GetString() == slug);
        Assert.Equal("Feature", feature.GetProperty("type").GetString());
        Assert.Equal("Point", feature.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal([commune.Lon, commune.Lat], feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => Math.Round(c.GetDouble(), 5)), (a, b) => Math.Abs(a - b) < 0.0001);

        Assert.Contains("\"Cửa hàng \"\"Dữ liệu\"\", mở\"", await visitor.GetStringAsync("/du-lieu-mo/sales-points.csv", Ct), StringComparison.Ordinal);
        using var api = JsonDocument.Parse(await visitor.GetStringAsync($"/api/v1/sales-points?near={FormattableString.Invariant($"{commune.Lat},{commune.Lon}")}", Ct));
        var first = api.RootElement.GetProperty("items")[0];
        Assert.Equal((slug, 0d), (first.GetProperty("slug").GetString(), first.GetProperty("distance").GetDouble()));
        using var bad = await visitor.GetAsync("/api/v1/sales-points?near=bien", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task Labels_and_list_are_papers()
    {
        var tea = await Market.PutOnSaleAsync("Chè in nhãn kệ, tên dài để thử xem có tràn ra khỏi nhãn không khi in thật");
        var point = await Market.OpenPointAsync("Cửa hàng In Nhãn", AreaDirectory.Instance.CommunesOf("19")[0], shelf: tea.Product);
        foreach (var paper in Enum.GetValues<PointPaper>())
        {
            var file = await Get<PointPapers>().WriteAsync(OcopMarket.Platform.Actor.Operator("máy"), point, paper, Ct);
            Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(file!, 0, 4));
        }
    }
}
