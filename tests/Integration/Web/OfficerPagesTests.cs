using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>The officers' desk as a browser without script uses it.</summary>
public sealed class OfficerPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Commune = "16645", Province = "38";

    [Fact]
    public async Task A_revocation_shows_what_follows_and_its_notice_asks_for_the_number_and_takes_the_product_off_sale()
    {
        var sauce = await Market.PutOnSaleAsync("Nước mắm Ba Làng", commune: Commune);
        var (officer, second) = (await Market.AsProvinceOfficerAsync(Province), await Market.AsProvinceOfficerAsync(Province));
        using var client = officer.Client();
        var today = Clock.Today().ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture); // another test may have moved the clock
        var page = $"/can-bo/chung-nhan/{sauce.Certificate}/thu-hoi";
        var form = new Dictionary<string, string> { ["Ground"] = "khong-dat-tieu-chi", ["Reason"] = "Kết luận kiểm tra số 5", ["DocumentNumber"] = "211/QĐ-UBND", ["DocumentDate"] = "", ["From"] = ScopeDay(Clock.Today()), ["Step"] = "0" };

        var asked = await TextAsync(await client.GetAsync(page, Ct));
        var preview = await TextAsync(await client.SubmitAsync(page, "thu-hoi", form, Ct));
        var wrong = await TextAsync(await client.SubmitAsync(page, "thu-hoi", new(form) { ["Step"] = "2", ["Typed"] = "999" }, Ct));
        using var stillOn = await client.GetAsync($"/san-pham/{sauce.Slug}", Ct);
        var done = await client.SubmitAsync(page, "thu-hoi", new(form) { ["Step"] = "2", ["Typed"] = sauce.Number.ToLowerInvariant() }, Ct);
        using var other = second.Client();
        var late = await other.GetAsync($"/can-bo/chung-nhan/{sauce.Certificate}", Ct);
        var again = await other.SubmitAsync(page, "thu-hoi", new(form) { ["Step"] = "2", ["Typed"] = sauce.Number }, Ct);

        Assert.Contains("1 tin bán bị gỡ khỏi mọi nơi bán", asked, StringComparison.Ordinal);
        Assert.Contains("Thông báo công khai sẽ như sau", preview, StringComparison.Ordinal);
        Assert.Contains("Kết luận kiểm tra số 5", preview, StringComparison.Ordinal);
        Assert.Contains($"không khớp với {sauce.Number}", wrong, StringComparison.Ordinal);
        Assert.Equal($"/can-bo/chung-nhan/{sauce.Certificate}?da=thu-hoi", done.LedTo());
        Assert.Contains($"Thu hồi từ {today}", await TextAsync(late), StringComparison.Ordinal);
        Assert.Contains($"Giấy chứng nhận số “{sauce.Number}” đã có quyết định thu hồi, kể từ ngày {today}", await TextAsync(again), StringComparison.Ordinal);
        Assert.Contains("Kết luận kiểm tra số 5", await TextAsync(await client.GetAsync($"/xac-thuc/{sauce.Number}", Ct)), StringComparison.Ordinal);
        Assert.Empty((await Get<CertificateFileQueries>().FindAsync(officer.Actor, sauce.Certificate, Ct)).Value!.Effects);
    }

    [Fact]
    public async Task The_table_keeps_its_state_in_the_address_and_its_file_holds_the_same()
    {
        await Market.CertifyAsync("=cmd|' /C calc'!A0", commune: Commune, producer: "HTX Chuyên Bảng");
        await Market.CertifyAsync("Chiếu cói Nga Sơn", stars: 3, commune: Commune, producer: "HTX Chuyên Bảng");
        var officer = await Market.AsCommuneOfficerAsync(Commune);
        using var client = officer.Client();
        const string query = "?q=chuyen+bang&sap-xep=sao&cot=so,san-pham,sao&trang=1";

        var html = new HtmlParser().ParseDocument(await (await client.GetAsync("/can-bo/chung-nhan" + query, Ct)).Content.ReadAsStringAsync(Ct));
        var file = await (await client.GetAsync("/can-bo/chung-nhan.xlsx" + query, Ct)).Content.ReadAsByteArrayAsync(Ct);
        using var outside = await client.GetAsync("/can-bo/chung-nhan?xa=16624", Ct);
        using var outsideFile = await client.GetAsync("/can-bo/chung-nhan.xlsx?xa=16624", Ct);
        using var nonsense = await client.GetAsync("/can-bo/chung-nhan?tinh=khong-co&sao=9&trang=-1&tu=31/02/2026&cot=zzz&q=" + new string('a', 5000), Ct);

        var cells = html.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList();
        using var table = TableFile.Open(new MemoryStream(file)).Value;
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add(string.Join('|', table.Row.Cells.Select(c => c.Text)));
        }

        Assert.Equal(2, cells.Count);
        Assert.Equal(cells, rows);
        Assert.Equal("3", rows[0].Split('|')[2]);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK), (outside.StatusCode, outsideFile.StatusCode, nonsense.StatusCode));
    }

    [Fact]
    public async Task A_plan_is_brought_mapped_checked_taken_and_taken_back_without_script()
    {
        var officer = await Market.AsProvinceOfficerAsync("56");
        using var client = officer.Client();
        using var first = await client.GetAsync("/can-bo/nhap", Ct);
        var start = new HtmlParser().ParseDocument(await first.Content.ReadAsStringAsync(Ct));
        using var body = new MultipartFormDataContent
        {
            { new StringContent("dua-tep"), "_handler" },
            { new StringContent(start.QuerySelector("form [name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("ke-hoach"), "What" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("STT,\"Xã, thị trấn\",Danh mục sản phẩm\n1,Xã Lâm Sơn,Bưởi\n2,Xã Mỹ Sơn,Táo xanh\n,,Thịt gà\n")), "File", "phu-luc.csv" },
        };
        using var brought = await client.PostAsync("/can-bo/nhap", body, Ct);
        var file = brought.LedTo()!;

        var columns = new HtmlParser().ParseDocument(await (await client.GetAsync(file, Ct)).Content.ReadAsStringAsync(Ct));
        Assert.Equal(["", "commune", "product_name"], Enumerable.Range(0, 3).Select(i => columns.QuerySelector($"[name=Column{i}] option[selected]")?.GetAttribute("value") ?? ""));
        using var check = await client.SubmitAsync(file, "cot", new() { ["Column1"] = "commune", ["Column2"] = "product_name", ["FillDown"] = "true", ["District"] = "Huyện Ninh Sơn", ["Province"] = "Tỉnh Ninh Thuận", ["Totals"] = "total: 3" }, Ct);
        await Get<OcopMarket.Registry.Imports.ImportDesk>().WhenIdleAsync();
        var seen = await TextAsync(await client.GetAsync(file, Ct));
        using var take = await client.SubmitAsync(file, "nhap", [], Ct);
        await Get<OcopMarket.Registry.Imports.ImportDesk>().WhenIdleAsync();
        var taken = await TextAsync(await client.GetAsync(file, Ct));
        var history = new HtmlParser().ParseDocument(await (await client.GetAsync("/can-bo/nhap", Ct)).Content.ReadAsStringAsync(Ct));
        var undo = history.QuerySelector("form input[name=_handler][value^=hoan-tac-]")!.GetAttribute("value")!;
        using var undone = await client.SubmitAsync("/can-bo/nhap", undo, [], Ct);

        Assert.Contains("Mọi tổng trên giấy đều khớp", seen, StringComparison.Ordinal);
        Assert.Contains("Nhập 3 dòng tốt", seen, StringComparison.Ordinal);
        Assert.Contains("Đã nhập 3 mục mới", taken, StringComparison.Ordinal);
        Assert.Equal("/can-bo/nhap?da=hoan-tac", undone.LedTo());
        using var kept = await client.GetAsync(file + "/tep", Ct);
        using var held = await client.GetAsync(file + "/dong-loi.xlsx", Ct);
        using var template = await client.GetAsync("/can-bo/nhap/mau.xlsx", Ct);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (kept.StatusCode, held.StatusCode, template.StatusCode));
        using var table = TableFile.Open(new MemoryStream(await template.Content.ReadAsByteArrayAsync(Ct))).Value;
        Assert.All(table.Header.Cells, c => Assert.NotNull(OcopMarket.Registry.Imports.ImportLayout.Guess(c.Text))); // what we give out we understand
        using var stranger = (await Market.AsProvinceOfficerAsync("01")).Client();
        using var theirs = await stranger.GetAsync(file, Ct);
        using var theirFile = await stranger.GetAsync(file + "/tep", Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.StatusCode, theirFile.StatusCode));
    }

    [Fact]
    public async Task Extending_correcting_and_recording_by_form_lead_back_to_the_file()
    {
        Clock.SetVietnam(new(2026, 6, 1), new(9, 0)); // QĐ 26/2026 is in force
        var cake = await Market.CertifyAsync("Bánh gai Tứ Trụ", commune: Commune, issuedOn: new(2023, 6, 10), validThrough: new(2026, 6, 10));
        using var client = (await Market.AsProvinceOfficerAsync(Province)).Client();
        var url = $"/can-bo/chung-nhan/{cake.Certificate}";

        using var tooLong = await client.SubmitAsync(url + "/gia-han", "gia-han", new() { ["To"] = "2026-12-08", ["Reason"] = "Chờ đánh giá lại", ["DocumentNumber"] = "9/SNN" }, Ct);
        using var extended = await client.SubmitAsync(url + "/gia-han", "gia-han", new() { ["To"] = "2026-12-07", ["Reason"] = "Chờ đánh giá lại", ["DocumentNumber"] = "9/SNN" }, Ct);
        var form = new HtmlParser().ParseDocument(await (await client.GetAsync(url + "/dinh-chinh", Ct)).Content.ReadAsStringAsync(Ct)).QuerySelector("form.form")!;
        var fields = form.QuerySelectorAll("[name]").Where(e => e.GetAttribute("name") is not ("_handler" or "__RequestVerificationToken"))
            .ToDictionary(e => e.GetAttribute("name")!, e => e.TagName == "SELECT" ? e.QuerySelector("option[selected]")!.GetAttribute("value")! : e.GetAttribute("value") ?? "");
        using var corrected = await client.SubmitAsync(url + "/dinh-chinh", "dinh-chinh", new(fields) { ["Product"] = "Bánh gai Tứ Trụ Thọ Xuân", ["Reason"] = "Thiếu tên", ["DocumentNumber"] = "10/SNN" }, Ct);
        using var stale = await client.SubmitAsync(url + "/dinh-chinh", "dinh-chinh", new(fields) { ["Product"] = "Bánh gai khác", ["Reason"] = "Thiếu tên", ["DocumentNumber"] = "10/SNN" }, Ct);
        using var recorded = await client.SubmitAsync("/can-bo/chung-nhan/moi", "ghi", new()
        {
            ["Cells[product_name]"] = "Chiếu Nga Sơn", ["Cells[subgroup]"] = "21", ["Cells[commune_code]"] = Commune, ["Cells[producer_name]"] = "HTX Nga Sơn", ["Cells[producer_type]"] = "cooperative", ["Cells[certificate_number]"] = "A/1",
            ["Cells[stars]"] = "4", ["Cells[issued_by]"] = "UBND tỉnh Thanh Hóa", ["Cells[authority_level]"] = "province", ["Cells[issued_on]"] = "2026-05-30", ["Cells[valid_through]"] = "",
        }, Ct);
        var page = await TextAsync(await client.GetAsync(url, Ct));

        Assert.Contains("180", await TextAsync(tooLong), StringComparison.Ordinal);
        Assert.Equal((url + "?da=gia-han", url + "?da=dinh-chinh"), (extended.LedTo(), corrected.LedTo()));
        Assert.Contains("sau khi bạn mở trang này", await TextAsync(stale), StringComparison.Ordinal);
        Assert.EndsWith("?da=ghi", recorded.LedTo(), StringComparison.Ordinal);
        Assert.Contains("Tên sản phẩm: Bánh gai Tứ Trụ Bánh gai Tứ Trụ Thọ Xuân", page, StringComparison.Ordinal);
        Assert.Contains("Gia hạn đến hết 07/12/2026", page, StringComparison.Ordinal);
    }

    private static string ScopeDay(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(HttpResponseMessage answer)
        => string.Join(' ', new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct)).Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
