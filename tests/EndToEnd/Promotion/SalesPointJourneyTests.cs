using System.Globalization;
using Microsoft.Playwright;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.EndToEnd.Desks;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Promotion;

/// <summary>A sales point from its keeper's proposal to the labels that have to come down.</summary>
public sealed class SalesPointJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    private const string Name = "Cửa hàng OCOP Bến Đá";

    protected override string Address => desks.Address;

    private readonly List<string> _found = [];

    private MarketFactory Market => desks.Market;

    [Fact]
    public async Task A_keeper_registers_a_point_is_surveyed_and_recognised_is_on_the_map_and_is_told_what_to_take_down()
    {
        var commune = AreaDirectory.Instance.CommunesOf("22")[0];
        var sold = await Market.PutOnSaleAsync("Ruốc hàu Vân Đồn", set: 9, commune: commune.Code);
        var person = await Market.AsShopperAsync("Bùi Thị Bến");
        var keeper = await OpenAsAsync(person, "/diem-ban-cua-toi/moi", width: 360);
        await ProposeAsync(keeper, commune);

        var officer = await OpenAsAsync(await Market.AsProvinceOfficerAsync("22"), "/can-bo/diem-ban", width: 360);
        await officer.GetByRole(AriaRole.Link, new() { Name = Name }).First.ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Heading, new() { Level = 1, Name = Name })).ToBeVisibleAsync();
        var file = officer.Url;
        await LookAsync(officer);
        await SurveyAsync(officer);
        await officer.GotoAsync(file);
        await officer.Locator("[name=so]").FillAsync("07/QĐ-SCT");
        await officer.Locator("button[name=lam][value=Recognise]").ClickAsync();
        await Expect(officer.Locator(".notice-ok")).ToBeVisibleAsync();

        await keeper.GotoAsync("/diem-ban-cua-toi");
        await keeper.GetByRole(AriaRole.Link, new() { Name = Name }).First.ClickAsync();
        await keeper.Locator("form:has(input[value=xac-nhan]) button").ClickAsync();
        await Expect(keeper.Locator(".notice-ok")).ToBeVisibleAsync();
        await keeper.Locator("ul.list a[href$='/ke-hang']").ClickAsync();
        await keeper.Locator("[name=tim]").FillAsync("ruoc hau");
        await keeper.Locator(".filter-bar button").ClickAsync();
        await keeper.Locator($"button[value='them:{sold.Product}']").ClickAsync();
        await Expect(keeper.Locator($"button[value='bo:{sold.Product}']")).ToBeVisibleAsync();
        await LookAsync(keeper);

        var shopper = await OpenAsync("/diem-ban?tinh=quang-ninh", width: 360);
        await LookAsync(shopper);
        await shopper.GetByRole(AriaRole.Link, new() { Name = Name }).First.ClickAsync();
        await Expect(shopper.Locator("ul.shelf")).ToContainTextAsync(sold.Name);
        await LookAsync(shopper);
        await shopper.GotoAsync($"/san-pham/{sold.Slug}");
        await Expect(shopper.Locator("main")).ToContainTextAsync(Name); // where to buy in person

        await Market.RevokeAsync(sold);
        var letter = await Market.LastLetterAsync(person.Email, Ct);
        Assert.Contains(sold.Name, letter, StringComparison.Ordinal);
        Assert.Contains(Name, letter, StringComparison.Ordinal);
        await keeper.GotoAsync(keeper.Url);
        await Expect(keeper.Locator(".notice-bad")).ToContainTextAsync(sold.Name);
        await shopper.GotoAsync("/diem-ban?tinh=quang-ninh");
        await shopper.GetByRole(AriaRole.Link, new() { Name = Name }).First.ClickAsync();
        await Expect(shopper.Locator("main")).Not.ToContainTextAsync(sold.Name);
        Assert.True(_found.Count == 0, string.Join('\n', _found)); // for those who do not see the pages well
    }

    private async Task LookAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(); // of half a page a skip link leads nowhere
        _found.AddRange(await Axe.FindAsync(page));
        _found.AddRange(await Axe.TooWideAsync(page));
    }

    private async Task ProposeAsync(IPage keeper, Commune commune)
    {
        await LookAsync(keeper);
        await keeper.Locator("[name=ten]").FillAsync(Name);
        await keeper.Locator("[name=noi-dat]").SelectOptionAsync("CRAFT_VILLAGE");
        await keeper.Locator("[name=duong]").FillAsync("Số 5 đường Bến Đá");
        await keeper.Locator("[name=Commune]").FillAsync(commune.FullName);
        await keeper.Locator("[name=Province]").SelectOptionAsync(commune.ProvinceCode);
        await keeper.Locator("[name=toa-do]").FillAsync(string.Create(CultureInfo.InvariantCulture, $"{commune.Lat}, {commune.Lon}"));
        await keeper.Locator("[name=van-hanh]").FillAsync("HTX Bến Đá");
        await keeper.Locator("[name=dien-thoai]").FillAsync("0912345678");
        await keeper.Locator("form:has([name=ten]) button.btn-primary").Last.ClickAsync();
        await Expect(keeper.Locator(".notice-ok")).ToBeVisibleAsync();
    }

    /// <summary>Item after item on a phone; left in the middle and taken up again, what was pressed before is there.</summary>
    private async Task SurveyAsync(IPage officer)
    {
        await officer.Locator("form:has(input[value=khao-sat]) button").ClickAsync();
        await Expect(officer.Locator("ol.todo")).ToBeVisibleAsync();
        var (survey, items) = (officer.Url.Split('?')[0], await officer.Locator("ol.todo > li").CountAsync());
        await officer.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục khảo sát" }).ClickAsync();
        for (var item = 1; item <= items; item++)
        {
            if (item == 3)
            {
                await officer.GotoAsync(survey);
                await Expect(officer.Locator("ol.todo .state-ok")).ToHaveCountAsync(2);
                await officer.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục khảo sát" }).ClickAsync();
            }

            await Expect(officer).ToHaveURLAsync($"{survey}?muc={item}");
            await officer.Locator("[name=ket-qua][value=Met]").CheckAsync();
            if (item == 1)
            {
                await officer.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "mat-tien.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.Jpeg() });
                await Expect(officer.Locator(".photo-thumb img[src]")).ToBeVisibleAsync();
                await LookAsync(officer);
            }

            await officer.Locator("form:has([name=ket-qua]) button.btn-primary").ClickAsync();
        }

        await Expect(officer).ToHaveURLAsync(survey);
        await officer.Locator("form:has(input[value=xong]) button").ClickAsync();
        await Expect(officer.Locator("form:has(input[value=xong])")).ToHaveCountAsync(0);
    }
}
