using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Desks;

/// <summary>A cooperative lists a product on a phone, its commune's officer approves it, a shopper finds it by typing without tones.</summary>
public sealed class ListingJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    private const int Phone = 360;

    protected override string Address => desks.Address;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_six_short_steps_on_a_phone_to_the_shelf(bool script)
    {
        var market = desks.Market;
        var product = await market.CertifyAsync(script ? "Chè Shan tuyết Lũng Phìn" : "Chè Phìn Hồ không kịch bản", commune: "00769", packings: ["Hộp 100 g", "Hộp 500 g"]);
        var producer = await OpenAsAsync(await market.AsStaffOfAsync(product.Producer), "/kenh-chu-the/san-pham", Phone, script);

        await producer.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Đăng sản phẩm" }).First.ClickAsync();
        await producer.GetByRole(AriaRole.Button, new() { Name = "Đăng sản phẩm này" }).ClickAsync();
        await producer.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "che.jpg", MimeType = "image/jpeg", Buffer = TestPhotos.SidewaysJpeg(800, 600) });
        if (script)
        {
            await Expect(producer.Locator(".photo-thumb img[src]")).ToHaveCountAsync(1);
            await producer.GetByLabel("Ảnh chụp gì?").FillAsync("Đồi chè buổi sáng");
        }

        await NextAsync(producer);
        await producer.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục" }).ClickAsync();
        await producer.GetByLabel("Hộp 100 g").CheckAsync();
        await producer.Locator("[name='price.0']").FillAsync("-1");
        await NextAsync(producer);
        await Expect(producer.GetByRole(AriaRole.Alert)).ToContainTextAsync("Giá “-1” không hợp lệ");
        await producer.Locator("[name='price.0']").FillAsync("1.090.000 đ");
        await NextAsync(producer);
        await producer.GetByLabel("Số lượng đang có").FillAsync("12");
        await producer.GetByLabel("Số ngày chuẩn bị").FillAsync("2");
        await NextAsync(producer);
        await producer.GetByLabel("Khối lượng cả gói (gam)").FillAsync("150");
        await NextAsync(producer);
        await producer.GetByLabel("Thành phần").FillAsync("Búp chè Shan tuyết 100 %");
        await producer.GetByLabel("Câu chuyện sản phẩm").FillAsync("Hái từ cây chè trăm tuổi.");
        await NextAsync(producer);
        await Expect(producer.GetByRole(AriaRole.Button, new() { Name = "Gửi duyệt" })).ToBeDisabledAsync();
        await producer.GetByRole(AriaRole.Link, new() { Name = "Hạn sử dụng" }).ClickAsync();
        foreach (var (label, value) in new[] { ("Chất gây dị ứng", "Không có"), ("Hạn sử dụng", "24 tháng"), ("Bảo quản", "Nơi khô mát"), ("Số công bố sản phẩm", "01/TCB/2026") })
        {
            await producer.GetByLabel(label).FillAsync(value);
        }

        await NextAsync(producer);
        await producer.GetByRole(AriaRole.Button, new() { Name = "Gửi duyệt" }).ClickAsync();
        await Expect(producer.GetByText("Tin sẽ hiển thị sau khi được duyệt")).ToBeVisibleAsync();

        var stranger = await OpenAsAsync(await market.AsCommuneOfficerAsync("00778"), "/can-bo/duyet-tin", 1440, script);
        await Expect(stranger.GetByText("Không có gì chờ duyệt trong địa bàn của bạn.")).ToBeVisibleAsync();
        var officer = await OpenAsAsync(await market.AsCommuneOfficerAsync("00769"), "/can-bo/duyet-tin", 1440, script);
        await officer.GetByRole(AriaRole.Link, new() { Name = product.Name }).ClickAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Duyệt", Exact = true }).ClickAsync();
        await Expect(officer).ToHaveURLAsync(new Regex("/can-bo/duyet-tin$"));

        var shopper = await NewPageAsync(width: Phone, script: script);
        await shopper.GotoAsync("/san-pham?q=" + (script ? "che+shan+tuyet+lung+phin" : "che+phin+ho+khong+kich+ban"));
        await shopper.GetByRole(AriaRole.Link, new() { Name = product.Name, Exact = true }).First.ClickAsync();
        await Expect(shopper.GetByText("1.090.000").First).ToBeVisibleAsync();
        await Expect(shopper.GetByText("Hái từ cây chè trăm tuổi.")).ToBeVisibleAsync();
        await Expect(shopper.GetByText("2 ngày trước khi gửi")).ToBeVisibleAsync();
    }

    private static async Task NextAsync(IPage page) => await page.GetByRole(AriaRole.Button, new() { Name = "Lưu và tiếp tục" }).ClickAsync();

    private async Task<IPage> OpenAsAsync(TestPerson person, string path, int width, bool script)
    {
        var page = await NewPageAsync(width: width, script: script);
        var cookie = person.Cookie.Split('=', 2);
        await page.Context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = Address }]);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A market of its own, since its shelves change.</summary>
    public sealed class DeskMarket : MarketFixture
    {
        public string Address { get; private set; } = "";

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            Address = Market.StartOnPort();
        }
    }
}
