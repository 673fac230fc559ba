using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Desks;

/// <summary>What officers do in the browser that everybody sees: a revocation with its effects, and the annex of a yearly plan.</summary>
public sealed class OfficerJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    /// <summary>Totals by commune as the annex prints them (plan 001 of Ninh Sơn, 2025; the file names its source).</summary>
    private const string Totals = "Xã Quảng Sơn: 6\nThị trấn Tân Sơn: 1\nXã Lâm Sơn: 1\nXã Lương Sơn: 1\nXã Mỹ Sơn: 4\nXã Hòa Sơn: 1\nXã Nhơn Sơn: 6\nXã Ma Nới: 3\ntotal: 23";

    protected override string Address => desks.Address;

    [Fact]
    public async Task A_revocation_shows_its_effects_removes_the_product_everywhere_and_publishes_the_notice()
    {
        ExpectedErrors.Add(NotFound);
        var market = desks.Market;
        var sold = await market.PutOnSaleAsync("Bánh tam giác mạch Đồng Văn", stars: 4, set: 6, commune: "00715");
        var before = await OpenAsync("/san-pham?q=banh+tam+giac+mach");
        await Expect(before.GetByRole(AriaRole.Link, new() { Name = sold.Name, Exact = true })).ToBeVisibleAsync();

        var officer = await OpenAsAsync(await market.AsProvinceOfficerAsync("08"), "/can-bo/chung-nhan?q=tam+giac+mach");
        await officer.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = sold.Number }).ClickAsync();
        await officer.Locator("a[href$='/thu-hoi']").First.ClickAsync();
        await Expect(officer.Locator("main .panel").First).ToContainTextAsync("1 tin bán");
        await officer.Locator("[name=Ground]").First.CheckAsync();
        await officer.Locator("[name=Reason]").FillAsync("Hồ sơ khai sai vùng nguyên liệu");
        await officer.Locator("[name=DocumentNumber]").FillAsync("412/QĐ-UBND");
        await officer.Locator("main form button.btn-primary").ClickAsync();
        await Expect(officer.Locator("main")).ToContainTextAsync("Hồ sơ khai sai vùng nguyên liệu");
        await officer.Locator("[name=Typed]").FillAsync("không phải số này");
        await officer.Locator("main form button.btn-danger").ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await officer.Locator("[name=Typed]").FillAsync(sold.Number);
        await officer.Locator("main form button.btn-danger").ClickAsync();
        await Expect(officer).ToHaveURLAsync(new Regex("/can-bo/chung-nhan/[0-9a-f-]{36}"));

        await Expect(officer.Locator("main")).ToContainTextAsync("Đã thu hồi");
        // An empty search may still name it as ended; a card would offer it.
        foreach (var surface in PublicSurfaces.All.Where(s => s is { IsPage: true, Kind: SurfaceKind.Offers }).SelectMany(s => s.Addresses.Select(a => a(sold))))
        {
            await before.GotoAsync(surface);
            await Expect(before.Locator("ul.cards a[href='/san-pham/" + sold.Slug + "']")).ToHaveCountAsync(0);
        }

        await before.GotoAsync("/thu-hoi");
        await Expect(before.Locator("main")).ToContainTextAsync("412/QĐ-UBND");
        await before.GotoAsync("/xac-thuc/" + sold.Number);
        await Expect(before.Locator("main")).ToContainTextAsync("Đã thu hồi");
    }

    [Fact]
    public async Task The_annex_whose_table_slipped_is_caught_by_its_totals_and_taken_as_planned_products_after_correction()
    {
        var slipped = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/Integration/Registry/Files/ninh-son-2025.csv"), Ct);
        var officer = await OpenAsAsync(await desks.Market.AsProvinceOfficerAsync("56"), "/can-bo/nhap");

        await BringAsync(officer, slipped);
        await Expect(officer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Xã Nhơn Sơn");
        await officer.Locator("form:has([name=Explanation]) button.btn-primary").ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Xã Nhơn Sơn"); // nothing is taken while they differ

        // The fifth product of Nhơn Sơn slipped to Quảng Sơn and so on down: the cells of communes belong one row lower.
        var lines = Encoding.UTF8.GetString(slipped).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] places = [.. new[] { ("Xã Lâm Sơn", 1), ("Xã Lương Sơn", 1), ("Xã Mỹ Sơn", 4), ("Xã Hòa Sơn", 1), ("Xã Nhơn Sơn", 6), ("Xã Quảng Sơn", 6), ("Xã Ma Nới", 3), ("Thị trấn Tân Sơn", 1) }.SelectMany(p => Enumerable.Repeat(p.Item1, p.Item2))];
        await officer.GotoAsync("/can-bo/nhap");
        await BringAsync(officer, Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((l, i) => i == 0 ? l : places[i - 1] + l[l.IndexOf(',', StringComparison.Ordinal)..]))));
        await Expect(officer.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await officer.Locator("main form button.btn-primary").ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Status)).ToContainTextAsync("23");
        await Expect(officer.Locator("progress")).ToHaveCountAsync(0);

        var shopper = await OpenAsync("/san-pham?q=tao+xanh+ninh+son");
        var product = lines[1].Split(',')[1].Trim('"');
        await Expect(shopper.GetByRole(AriaRole.Link, new() { Name = product, Exact = true })).ToHaveCountAsync(0); // planned is never on offer
    }

    private static async Task BringAsync(IPage page, byte[] file)
    {
        await page.Locator("[name=What][value=ke-hoach]").CheckAsync();
        await page.Locator("[name=File]").SetInputFilesAsync(new FilePayload { Name = "ninh-son-2025.csv", MimeType = "text/csv", Buffer = file });
        await page.Locator("main form button.btn-primary").First.ClickAsync();
        await page.Locator("[name=Totals]").FillAsync(Totals);
        await page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(page.Locator("ul.counts")).ToBeVisibleAsync(); // the page looks again by itself until all rows are checked
    }
}
