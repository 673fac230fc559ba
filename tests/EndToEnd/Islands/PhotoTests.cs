using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Islands;

/// <summary>Photos from a phone: over a weak line that drops, after a reload, and without script.</summary>
public sealed class PhotoTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    private const int Weak = 400_000 / 8;

    protected override string Address => shop.Address;

    [Fact]
    public async Task At_400_kilobits_a_second_a_photo_survives_a_dropped_line_and_shows_itself()
    {
        ExpectedErrors.Add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED");
        var page = await OpenAsPersonAsync(width: 360);
        var (begun, pieces) = Count(page);
        var line = await page.Context.NewCDPSessionAsync(page);
        await SetLineAsync(line, offline: false);

        await page.Locator("input[type=file]").SetInputFilesAsync(Photo("che-ba-vi.jpg"));
        await Expect(page.Locator(".photo-note")).ToHaveTextAsync(new Regex("^[1-9][0-9]* %$"));
        await SetLineAsync(line, offline: true);
        await Expect(page.Locator(".photo-note")).ToContainTextAsync("Mất sóng");
        await SetLineAsync(line, offline: false);

        await Expect(page.Locator(".photo-thumb img")).ToHaveAttributeAsync("src", new Regex("^/anh/[0-9a-f]{64}-320.webp$"));
        Assert.True(await page.Locator(".photo-thumb img").EvaluateAsync<bool>("i => i.decode().then(() => i.naturalWidth === 320)"));
        Assert.Single(begun);
        Assert.True(pieces.Count > 2);

        await page.GetByLabel("Ảnh chụp gì?").FillAsync("Đồi chè buổi sáng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Expect(page.Locator("#saved")).ToHaveTextAsync("600x800 Đồi chè buổi sáng"); // it was held upright
    }

    [Fact]
    public async Task A_reload_loses_neither_what_is_under_way_nor_what_has_arrived_and_order_can_be_changed()
    {
        var page = await OpenAsPersonAsync();
        var (begun, _) = Count(page);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "mot.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.Jpeg(400, 300) });
        await Expect(page.Locator(".photo-thumb img")).ToHaveAttributeAsync("width", "400");
        var line = await page.Context.NewCDPSessionAsync(page);
        await SetLineAsync(line, offline: false);
        await page.Locator("input[type=file]").SetInputFilesAsync(Photo("hai.jpg"));
        await Expect(page.Locator(".photo-item >> nth=1").Locator(".photo-note")).ToHaveTextAsync(new Regex("^[1-9][0-9]* %$"));

        await page.ReloadAsync();

        await Expect(page.Locator(".photo-thumb img[src]")).ToHaveCountAsync(2);
        Assert.Equal(2, begun.Count);
        await page.Locator(".photo-item >> nth=1").GetByRole(AriaRole.Button, new() { Name = "Lên trước" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Expect(page.Locator("#saved")).ToHaveTextAsync("600x800 ; 400x300");
    }

    [Fact]
    public async Task Without_script_the_form_brings_its_photos_and_says_what_is_none()
    {
        var page = await OpenAsPersonAsync(script: false);
        await page.Locator("input[type=file]").SetInputFilesAsync(
            [new FilePayload { Name = "mot.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.SidewaysJpeg(400, 300) }, new FilePayload { Name = "gia.jpg", MimeType = "image/jpeg", Buffer = "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() }]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();

        await Expect(page.Locator("#saved")).ToHaveTextAsync("300x400");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("gia.jpg: Tệp này không phải ảnh");
        await page.GetByLabel("Bỏ ảnh này").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Expect(page.Locator("#saved")).ToHaveTextAsync("");
    }

    // Its noise does not compress: about 400 kB, eight seconds at this speed.
    private static FilePayload Photo(string name)
        => new() { Name = name, MimeType = "image/jpeg", Buffer = TestPhotos.Sideways(TestPhotos.Convert(800, 600, "jpg[Q=95]", noise: 60)) };

    private static async Task SetLineAsync(ICDPSession line, bool offline)
        => await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = offline, ["latency"] = 100, ["downloadThroughput"] = Weak, ["uploadThroughput"] = Weak });

    private static (List<string> Begun, List<string> Pieces) Count(IPage page)
    {
        var (begun, pieces) = (new List<string>(), new List<string>());
        page.Request += (_, request) => (request.Method == "POST" && request.Url.EndsWith("/tai-anh", StringComparison.Ordinal) ? begun : request.Method == "PATCH" ? pieces : []).Add(request.Url);
        return (begun, pieces);
    }

    private async Task<IPage> OpenAsPersonAsync(int width = 1440, bool script = true)
    {
        var page = await NewPageAsync(width: width, script: script);
        var cookie = (await shop.Market.AsShopperAsync()).Cookie.Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = Address }]);
        await page.GotoAsync("/thu/anh");
        return page;
    }
}
