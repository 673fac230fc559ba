using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Desks;

/// <summary>
/// The whole way on a phone with a weak line: a cooperative signs up, is confirmed by its commune's officer, lists its certified product with
/// three photos held sideways while the line drops once, an officer approves it, and a shopper finds it by typing without tones.
/// </summary>
public sealed class CooperativeJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    private const int Phone = 360, Weak = 400_000 / 8;

    protected override string Address => desks.Address;

    [Theory]
    [InlineData("vi", "Mật ong bạc hà Cán Tỷ", "00778", "0109000011")]
    [InlineData("en", "Mật ong hoa nhãn Tùng Vài", "00787", "0109000012")]
    public async Task A_cooperative_comes_from_nothing_to_the_shelf_on_a_weak_line(string language, string name, string commune, string taxCode)
    {
        ExpectedErrors.Add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED");
        ExpectedErrors.Add(NotFound);
        var market = desks.Market;
        var place = AreaDirectory.Instance.FindCommune(commune)!;
        var cooperative = $"Hợp tác xã {name}";
        await market.CertifyAsync(name, commune: commune, producer: cooperative, packings: ["Chai 500 g"]);
        var page = await NewPageAsync(language, Phone);
        var line = await page.Context.NewCDPSessionAsync(page);
        await SetLineAsync(line, offline: false);

        await SignUpAsync(page, $"{taxCode}@example.vn");
        await ApplyAsync(page, cooperative, taxCode, place);
        await ConfirmAsync(language, cooperative, commune);
        var listing = await ListAsync(page, line, language);
        await ApproveAsync(language, name, commune, listing);

        var shopper = await NewPageAsync(language, Phone);
        await shopper.GotoAsync("/san-pham?q=" + Platform.Text.VietnameseText.Fold(name).Replace(' ', '+'));
        await shopper.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();
        await Expect(shopper.GetByText("250.000").First).ToBeVisibleAsync();
        await Expect(shopper.Locator("main img[src^='/anh/'], main source[srcset^='/anh/']").First).ToBeAttachedAsync();
        Assert.True(await shopper.Locator("main picture img").First.EvaluateAsync<bool>("i => i.decode().then(() => i.naturalHeight > i.naturalWidth)")); // held upright
    }

    private async Task SignUpAsync(IPage page, string email)
    {
        await page.GotoAsync("/tai-khoan/dang-ky");
        await page.Locator("[name=Name]").FillAsync("Lò Thị Mây");
        await page.Locator("[name=Email]").FillAsync(email);
        await page.Locator("[name=Password]").FillAsync(TestPerson.Password);
        await page.Locator("[name=Terms]").CheckAsync();
        await SendAsync(page);
        await page.GotoAsync(await desks.Market.LinkOfLastLetterAsync(email, Ct));
        await page.Locator("main form button").ClickAsync();
        await page.GotoAsync("/tai-khoan/dang-nhap?tiep=/kenh-chu-the/dang-ky");
        await page.Locator("[name=Email]").FillAsync(email);
        await page.Locator("[name=Password]").FillAsync(TestPerson.Password);
        await SendAsync(page);
        await Expect(page).ToHaveURLAsync(new Regex("/kenh-chu-the/dang-ky"));
    }

    private static async Task ApplyAsync(IPage page, string cooperative, string taxCode, Commune place)
    {
        await SendAsync(page);
        await page.Locator("[name=Type]").SelectOptionAsync("Cooperative");
        await page.Locator("[name=Name]").FillAsync(cooperative);
        await page.Locator("[name=TaxCode]").FillAsync(taxCode);
        await page.Locator("[name=RegistrationNumber]").FillAsync("41A8001234");
        await page.Locator("[name=Representative]").FillAsync("Lò Thị Mây");
        await SendAsync(page);
        await page.Locator("[name=Address]").FillAsync("Thôn 3");
        await page.Locator("[name=Commune]").FillAsync(place.FullName);
        await page.Locator("[name=Province]").SelectOptionAsync(place.ProvinceCode);
        await SendAsync(page);
        await page.Locator("[name=Phone]").FillAsync("0912 345 678");
        await page.Locator("[name=Email]").FillAsync($"{taxCode}@example.vn");
        await SendAsync(page);
        await page.Locator("[name=Bin]").SelectOptionAsync("970405");
        await page.Locator("[name=Number]").FillAsync("1500 2012 34567");
        await page.Locator("[name=Holder]").FillAsync("Hợp tác xã Mật ong");
        await SendAsync(page);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "giay.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.SidewaysJpeg(400, 300) });
        await SendAsync(page);
        await page.Locator("[name=Claim]").First.CheckAsync(); // the registry knows the holder of the certificate
        await page.Locator("form:has([name=Claim]) button").ClickAsync();
        await SendAsync(page);
        await Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
    }

    private async Task ConfirmAsync(string language, string cooperative, string commune)
    {
        var officer = await OpenAsAsync(await desks.Market.AsCommuneOfficerAsync(commune), "/can-bo/chu-the/don", language);
        await officer.GetByRole(AriaRole.Link, new() { Name = cooperative }).ClickAsync();
        await Expect(officer.Locator("h1")).ToContainTextAsync(cooperative); // the address changes before the page does, and the list has a form with a button of the same kind
        await officer.Locator("form button.btn-primary").First.ClickAsync();
        await Expect(officer.Locator("main form button.btn-primary")).ToHaveCountAsync(0);
    }

    /// <returns>Path of the listing in the producer's desk.</returns>
    private static async Task<string> ListAsync(IPage page, ICDPSession line, string language)
    {
        await page.GotoAsync("/kenh-chu-the/san-pham/moi");
        await page.Locator("button[name=Product]").First.ClickAsync();
        var photos = page.Locator(".photo-note");
        await page.Locator("input[type=file]").SetInputFilesAsync([Photo("mot.jpg", 800, 600), Photo("hai.jpg", 400, 300), Photo("ba.jpg", 400, 300)]);
        await Expect(photos.First).ToHaveTextAsync(new Regex("^[1-9][0-9]* %$"));
        await SetLineAsync(line, offline: true);
        await Expect(photos.First).ToContainTextAsync(language == "en" ? "The line dropped" : "Mất sóng");
        await SetLineAsync(line, offline: false);
        await Expect(page.Locator(".photo-thumb img[src^='/anh/']")).ToHaveCountAsync(3, new() { Timeout = 3 * Browser.PatienceMilliseconds });
        await SendAsync(page);
        await page.Locator("main a.btn-primary").ClickAsync(); // the name is the certificate's
        await page.Locator("[name='on.0']").CheckAsync();
        await page.Locator("[name='price.0']").FillAsync("250.000 đ");
        await SendAsync(page);
        await page.Locator("[name^='stock.']").FillAsync("12");
        await page.Locator("[name=days]").FillAsync("2");
        await SendAsync(page);
        await page.Locator("[name^='weight.']").FillAsync("700");
        await SendAsync(page);
        await page.Locator("[name=storyVi]").FillAsync("Ong lấy mật từ hoa bạc hà mọc trên đá."); // waits for the page, then its fields can be counted
        foreach (var field in await page.Locator("[name^='label.']").AllAsync())
        {
            await field.FillAsync("Theo nhãn 01/TCB/2026");
        }

        await SendAsync(page);
        var path = new Uri(page.Url).AbsolutePath;
        await page.Locator("button[value=submit]").ClickAsync();
        await Expect(page.Locator("button[value=call-back]")).ToBeVisibleAsync();
        return path;
    }

    private async Task ApproveAsync(string language, string name, string commune, string listing)
    {
        var other = await OpenAsAsync(await desks.Market.AsCommuneOfficerAsync(commune == "00778" ? "00787" : "00778"), "/can-bo/duyet-tin", language);
        await Expect(other.Locator("main")).Not.ToContainTextAsync(name);
        var officer = await OpenAsAsync(await desks.Market.AsCommuneOfficerAsync(commune), "/can-bo/duyet-tin", language);
        await officer.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await Expect(officer.Locator("button[value=approve]")).ToBeVisibleAsync();
        var refused = await other.GotoAsync(officer.Url);
        Assert.Equal(404, refused!.Status);
        Assert.Equal(403, (await officer.Context.APIRequest.GetAsync(Address.TrimEnd('/') + listing)).Status); // the producer's own page is nobody else's
        await officer.Locator("button[value=approve]").ClickAsync();
        await Expect(officer).ToHaveURLAsync(new Regex("/can-bo/duyet-tin$"));
    }

    // Noise does not compress, so that the line has something to carry.
    private static FilePayload Photo(string name, int width, int height)
        => new() { Name = name, MimeType = "image/jpeg", Buffer = TestPhotos.Sideways(TestPhotos.Convert(width, height, "jpg[Q=95]", noise: 60)) };

    private static Task SendAsync(IPage page) => page.Locator("main form button.btn-primary").ClickAsync();

    private static async Task SetLineAsync(ICDPSession line, bool offline)
        => await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = offline, ["latency"] = 100, ["downloadThroughput"] = Weak, ["uploadThroughput"] = Weak });
}
