using Microsoft.Playwright;
using OcopMarket.Accounts.Officers;
using OcopMarket.Platform;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Accounts;

public sealed class AccountTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    // A passkey belongs to a name; an address of numbers is none.
    protected override string Address => shop.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Fact]
    public async Task A_shopper_signs_up_confirms_by_mail_and_signs_in_on_a_phone_without_script()
    {
        var page = await OpenAsync("/tai-khoan", width: 360, script: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Tạo tài khoản" }).ClickAsync();
        await page.GetByLabel("Họ và tên").FillAsync("Lò Thị Mây");
        await page.GetByLabel("E-mail").FillAsync("may-dien-thoai@example.vn");
        await page.GetByLabel("Mật khẩu mới").FillAsync(TestPerson.Password);
        await page.GetByLabel("Tôi đồng ý").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tạo tài khoản" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Xin xem hộp thư của bạn");

        await page.GotoAsync(await shop.Market.LinkOfLastLetterAsync("may-dien-thoai@example.vn", Ct));
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận" }).ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Đăng nhập" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync("may-dien-thoai@example.vn");
        await page.GetByLabel("Mật khẩu").FillAsync(TestPerson.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tài khoản của bạn");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Lò Thị Mây");
    }

    [Fact]
    public async Task A_phone_app_and_then_its_code_open_the_account()
    {
        var person = await shop.Market.AsShopperAsync();
        var page = await OpenAsAsync(person, "/tai-khoan/bao-mat");
        await page.GetByRole(AriaRole.Link, new() { Name = "Thiết lập" }).ClickAsync();
        var key = (await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Mã sáu chữ số").FillAsync(Totp.Of(key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bật xác thực hai lớp" }).ClickAsync();
        await Expect(page.Locator(".codes li")).ToHaveCountAsync(10);

        var fresh = await OpenAsync("/tai-khoan");
        await fresh.GetByLabel("E-mail").FillAsync(person.Email);
        await fresh.GetByLabel("Mật khẩu").FillAsync(TestPerson.Password);
        await fresh.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();
        await fresh.GetByLabel("Mã xác thực").FillAsync(Totp.Of(key));
        await fresh.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập" }).ClickAsync();

        await Expect(fresh.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tài khoản của bạn");
    }

    [Fact]
    public async Task A_passkey_is_made_and_opens_the_account_alone()
    {
        var person = await shop.Market.AsShopperAsync();
        var page = await OpenAsAsync(person, "/tai-khoan/bao-mat/khoa");
        await AddAuthenticatorAsync(page);
        await page.GetByLabel("Tên khóa").FillAsync("điện thoại của Mây");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm khóa" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync("điện thoại của Mây");

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/tai-khoan/dang-nhap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập bằng khóa của máy" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tài khoản của bạn");

        await page.GotoAsync("/tai-khoan/bao-mat/khoa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xóa điện thoại của Mây" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(0);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/tai-khoan/dang-nhap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập bằng khóa của máy" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Chưa dùng được khóa này");
    }

    [Fact]
    public async Task A_removed_officers_open_page_has_no_rights_any_more()
    {
        ExpectedErrors.Add("Failed to load resource: the server responded with a status of 403");
        var officer = await shop.Market.AsProvinceOfficerAsync("01");
        var page = await OpenAsAsync(officer, "/thu/can-bo");
        await Expect(page.Locator("#actor")).ToHaveAttributeAsync("data-interactive", "True");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hỏi" }).ClickAsync();
        await Expect(page.Locator("#actor output")).ToHaveTextAsync("Officer");

        var ended = await shop.Market.Get<EndAppointment>().RunAsync(new(Actor.Operator("test"), officer.Account, "Chuyển công tác"), Ct);
        Assert.Null(ended.Refusal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Hỏi" }).ClickAsync();
        await Expect(page.Locator("#actor output")).ToHaveTextAsync("Member");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bạn không có quyền xem trang này");
    }

    /// <summary>A device that keeps passkeys and whose owner always agrees.</summary>
    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var line = await page.Context.NewCDPSessionAsync(page);
        await line.SendAsync("WebAuthn.enable");
        await line.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
