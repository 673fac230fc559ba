using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Tests.Integration.Registry;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Reports as an officer's browser without script uses them.</summary>
public sealed class ReportPagesTests(ReportTests.World world) : MarketTest(world), IClassFixture<ReportTests.World>
{
    [Theory]
    [InlineData("theo-xa", 15)]
    [InlineData("theo-xa?den=2026-03-31", 20)]
    [InlineData("bien-dong", 16)]
    [InlineData("bien-dong?ky=thang&tu=2026-03-31&den=2026-04-01", 10)]
    [InlineData("bien-dong?ky=nam&tu=2023-01-01&den=2026-05-15", 14)]
    [InlineData("chu-the", 15)]
    [InlineData("sap-het-han", 12)]
    [InlineData("ke-hoach", 8)]
    public async Task Every_number_opens_exactly_as_many_rows(string report, int atLeast)
    {
        using var client = (await Market.AsProvinceOfficerAsync(ReportWorld.Province)).Client();
        var page = await OpenAsync(client, "/can-bo/bao-cao/" + report);

        var numbers = page.QuerySelectorAll("td.num a").Select(a => (Url: a.GetAttribute("href")!, Count: int.Parse(a.TextContent, System.Globalization.CultureInfo.InvariantCulture))).Distinct().ToList();

        Assert.True(numbers.Count >= atLeast, $"only {numbers.Count}");
        foreach (var (url, count) in numbers)
        {
            var rows = await OpenAsync(client, url);
            var shown = url.Contains('#', StringComparison.Ordinal) ? rows.QuerySelectorAll("#danh-sach tbody tr") : rows.QuerySelectorAll(".desk-main tbody tr");
            Assert.True(count == shown.Length, $"{url}: {count} are {shown.Length}");
        }
    }

    [Fact]
    public async Task A_report_is_sent_from_its_page_under_a_number_and_read_by_the_office_above()
    {
        var (officer, ministry, stranger) = (await Market.AsProvinceOfficerAsync(ReportWorld.Province), await Market.AsMinistryOfficerAsync(), await Market.AsCommuneOfficerAsync(ReportWorld.Commune));
        using var client = officer.Client();
        const string page = "/can-bo/bao-cao/bien-dong?ky=thang";
        var seen = ((IHtmlInputElement)(await OpenAsync(client, page)).QuerySelector("[name=Seen]")!).Value;

        using var changed = await client.SubmitAsync(page, "gui", new() { ["To"] = "Ministry", ["Seen"] = new string('0', 64), ["Note"] = "" }, Ct);
        using var sent = await client.SubmitAsync(page, "gui", new() { ["To"] = "Ministry", ["Seen"] = seen, ["Note"] = "Kính gửi Bộ" }, Ct);

        Assert.Contains("Số liệu đã thay đổi", WebUtility.HtmlDecode(await changed.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        var address = sent.LedTo()!;
        Assert.StartsWith("/can-bo/bao-cao/da-gui/", address, StringComparison.Ordinal);
        using var reader = ministry.Client();
        var copy = await OpenAsync(reader, address.Split('?')[0]);
        Assert.Contains("BC-2026-0001", copy.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Kính gửi Bộ", copy.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(copy.QuerySelectorAll("td a")); // what is behind the numbers changes, they do not
        Assert.Contains("BC-2026-0001", (await OpenAsync(reader, "/can-bo/bao-cao/da-gui?loai=nhan")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using var file = await reader.GetAsync(address.Split('?')[0] + "/bang.xlsx", Ct);
        Assert.Equal((HttpStatusCode.OK, "BC-2026-0001.xlsx"), (file.StatusCode, file.Content.Headers.ContentDisposition?.FileName));
        using var other = stranger.Client();
        using var refused = await other.GetAsync(address, Ct);
        using var refusedFile = await other.GetAsync(address.Split('?')[0] + "/bang.xlsx", Ct);
        using var unknown = await client.GetAsync("/can-bo/bao-cao/khong-co", Ct);
        using var outside = await other.GetAsync($"/can-bo/bao-cao/theo-xa/bang.xlsx?xa={ReportWorld.Neighbour}", Ct);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (refused.StatusCode, refusedFile.StatusCode, unknown.StatusCode, outside.StatusCode));
    }

    private static async Task<IDocument> OpenAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url.Split('#')[0], Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
    }
}
