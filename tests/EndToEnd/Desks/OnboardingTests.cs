using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Desks;

/// <summary>A household on a phone becomes a producer; its commune's officer confirms it, the next commune's sees nothing of it.</summary>
public sealed class OnboardingTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    private readonly List<string> _wrong = [];
    private bool _looks;

    protected override string Address => shop.Address;

    [Theory]
    [InlineData("vi", true, "0109000001")]
    [InlineData("en", false, "0109000002")]
    public async Task A_household_applies_from_a_phone_and_is_confirmed_by_its_communes_officer(string language, bool script, string taxCode)
    {
        ExpectedErrors.Add(NotFound);
        _looks = script;
        var (old, commune) = OldName(script ? 0 : 1);
        var may = await OpenAsync(await shop.Market.AsShopperAsync(), "/kenh-chu-the/dang-ky", language, 360, script);
        if (script)
        {
            var line = await may.Context.NewCDPSessionAsync(may);
            await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 50, ["downloadThroughput"] = 50_000, ["uploadThroughput"] = 50_000 });
        }

        await NextAsync(may);
        await may.Locator("[name=Type]").SelectOptionAsync("Household");
        await may.Locator("[name=Name]").FillAsync($"Hộ {taxCode}");
        await may.Locator("[name=TaxCode]").FillAsync(taxCode);
        await may.Locator("[name=RegistrationNumber]").FillAsync("41A8001234");
        await may.Locator("[name=Representative]").FillAsync("Lò Thị Mây");
        await NextAsync(may);
        await may.Locator("[name=Address]").FillAsync("Thôn 3");
        await may.Locator("[name=Commune]").FillAsync(old.Name);
        await may.Locator("[name=District]").FillAsync(old.District);
        await may.Locator("[name=Province]").SelectOptionAsync("01");
        await NextAsync(may);
        await may.Locator("[name=Phone]").FillAsync("0912 345 678");
        await may.Locator("[name=Email]").FillAsync("may-o-ban@example.vn");
        await NextAsync(may);
        await may.Locator("[name=Bin]").SelectOptionAsync("970405");
        await may.Locator("[name=Number]").FillAsync("1500 2012 34567");
        await may.Locator("[name=Holder]").FillAsync("Lò Thị Mây");
        await NextAsync(may);
        await Expect(may.Locator("picture-field.photo-live")).ToHaveCountAsync(script ? 1 : 0);
        await may.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "giay.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.SidewaysJpeg(400, 300) });
        await NextAsync(may); // with script it waits by itself until the photo has arrived
        await Expect(may.Locator(".papers img")).ToHaveAttributeAsync("width", "300");
        await Expect(may.Locator("main")).ToContainTextAsync("Agribank •••• 4567");
        await NextAsync(may);
        await Expect(may.GetByRole(AriaRole.Status).First).ToContainTextAsync(language == "en" ? "waits for an officer" : "đang chờ cán bộ");

        var next = await OpenAsync(await shop.Market.AsCommuneOfficerAsync(Next(commune)), "/can-bo/chu-the/don", language, 1440, script);
        await Expect(next.Locator("main")).Not.ToContainTextAsync($"Hộ {taxCode}");
        var officer = await OpenAsync(await shop.Market.AsCommuneOfficerAsync(commune.Code), "/can-bo/chu-the/don", language, 1440, script);
        await LookAsync(officer);
        await officer.GetByRole(AriaRole.Link, new() { Name = $"Hộ {taxCode}" }).ClickAsync();
        await Expect(officer).ToHaveURLAsync(new Regex("/can-bo/chu-the/don/[0-9a-f-]{36}$"));
        await LookAsync(officer);
        var refused = await next.GotoAsync(officer.Url);
        Assert.Equal(404, refused!.Status);
        Assert.True(script ? await officer.Locator(".papers img").EvaluateAsync<bool>("i => i.decode().then(() => i.naturalWidth === 300)") : await officer.Locator(".papers img").IsVisibleAsync());
        await officer.Locator("form button.btn-primary").ClickAsync();

        await Expect(officer.Locator("main")).Not.ToContainTextAsync(language == "en" ? "Confirm the producer" : "Xác nhận chủ thể");
        await may.GotoAsync("/kenh-chu-the/tai-khoan-ngan-hang");
        await LookAsync(may);
        await Expect(may.Locator("main")).ToContainTextAsync("Agribank •••• 4567");
        await may.GotoAsync("/kenh-chu-the");
        await Expect(may.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Hộ {taxCode}");
        Assert.Contains($"“Hộ {taxCode}”", await shop.Market.LastLetterAsync("may-o-ban@example.vn", Ct), StringComparison.Ordinal);
        Assert.Equal([], _wrong);
    }

    /// <summary>Sends the step, after a look at its page where a script can look.</summary>
    private async Task NextAsync(IPage page)
    {
        await page.Locator("main form button.btn-primary").WaitForAsync();
        await LookAsync(page);
        await page.Locator("main form button.btn-primary").ClickAsync();
    }

    private async Task LookAsync(IPage page)
    {
        if (_looks)
        {
            _wrong.AddRange(await Axe.FindAsync(page));
            _wrong.AddRange(await Axe.TooWideAsync(page));
        }
    }

    private async Task<IPage> OpenAsync(TestPerson person, string path, string language, int width, bool script)
    {
        var page = await NewPageAsync(language, width, script);
        var cookie = person.Cookie.Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = Address }]);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A commune of Hà Nội as it was called before July 2025, and what it is part of now.</summary>
    private static ((string Name, string District) Old, Commune Now) OldName(int skip)
        => (from commune in AreaDirectory.Instance.CommunesOf("01")
            from unit in AreaDirectory.Instance.FormerUnitsOf(commune.Code)
            where AreaDirectory.Instance.Resolve(unit.FullName, unit.District.FullName, "Hà Nội") is AreaResolution.Found { FormerName: not null } found && found.Commune == commune
            select ((unit.FullName, unit.District.FullName), commune)).Skip(skip).First();

    private static string Next(Commune commune) => AreaDirectory.Instance.CommunesOf(commune.ProvinceCode).First(c => c != commune).Code;
}
