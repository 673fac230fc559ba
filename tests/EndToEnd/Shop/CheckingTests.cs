using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>Someone holds a box with a number on it and wants to know what it is worth.</summary>
public sealed class CheckingTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    protected override string Address => shop.Address;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_with_a_stroke_tells_the_product_and_that_it_stands(bool script)
    {
        var page = await CheckAsync(shop.FishSauce.Number, script);

        await Expect(page.Locator(".verdict-word")).ToHaveTextAsync("Đang hiệu lực");
        await Expect(page.Locator(".verdict")).ToContainTextAsync(shop.FishSauce.Name);
        await page.Locator(".verdict").GetByRole(AriaRole.Link, new() { Name = shop.FishSauce.Name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(shop.FishSauce.Name);
    }

    [Fact]
    public async Task A_number_that_nobody_knows_proves_nothing()
    {
        ExpectedErrors.Add(NotFound);

        var page = await CheckAsync("999/GCN-KHONG-CO", script: true);

        await Expect(page.Locator(".verdict-word")).ToContainTextAsync("Không có mã này");
        await Expect(page.Locator("main")).ToContainTextAsync("999/GCN-KHONG-CO");
    }

    [Fact]
    public async Task A_revoked_certificate_says_so_first()
    {
        var page = await CheckAsync(shop.Revoked.Number, script: true);

        await Expect(page.Locator(".verdict-word")).ToContainTextAsync("Đã thu hồi");
        await Expect(page.Locator(".verdict")).ToContainTextAsync("Không còn đạt tiêu chí.");
    }

    private async Task<IPage> CheckAsync(string number, bool script)
    {
        var page = await OpenAsync("/xac-thuc", script: script);
        await page.Locator("#so").FillAsync(number);
        await page.Locator("#so").PressAsync("Enter");
        return page;
    }
}
