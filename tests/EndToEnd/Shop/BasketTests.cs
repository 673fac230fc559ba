using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>From a product page into the basket, on a phone.</summary>
public sealed class BasketTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    protected override string Address => shop.Address;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task On_a_phone_goods_go_in_change_their_number_and_come_back_after_they_were_removed(bool script)
    {
        var page = await OpenAsync($"/san-pham/{shop.FishSauce.Slug}", width: 360, script: script);
        var total = page.Locator(".basket-pay .price");

        await page.GetByLabel("Số lượng").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"Đã thêm {shop.FishSauce.Name} vào giỏ.");
        await Expect(total).ToHaveTextAsync("240.000\u00a0đ");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Đặt hàng" })).ToBeInViewportAsync(); // sticks above the bar

        await page.GetByRole(AriaRole.Button, new() { Name = $"Thêm một {shop.FishSauce.Name}" }).ClickAsync();
        await Expect(total).ToHaveTextAsync("360.000\u00a0đ");
        var number = page.GetByLabel($"Số lượng {shop.FishSauce.Name}");
        await number.FillAsync("4");
        await number.PressAsync("Enter");
        await Expect(total).ToHaveTextAsync("480.000\u00a0đ");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Bỏ {shop.FishSauce.Name} khỏi giỏ" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Giỏ hàng đang trống" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đưa lại vào giỏ" }).ClickAsync();
        await Expect(total).ToHaveTextAsync("480.000\u00a0đ");

        await page.GetByRole(AriaRole.Button, new() { Name = "Mua làm quà" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Gửi quà" })).ToBeVisibleAsync();
        if (script) // axe is one
        {
            Assert.Equal([], await Axe.FindAsync(page));
            Assert.Equal([], await Axe.TooWideAsync(page));
        }
    }

    [Fact]
    public async Task The_sign_at_the_top_counts_on_pages_that_are_the_same_for_everyone()
    {
        var page = await OpenAsync($"/san-pham/{shop.FishSauce.Slug}");
        var sign = page.Locator(".basket-link .basket-count");
        await Expect(sign).ToBeHiddenAsync();

        await page.GetByLabel("Số lượng").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi làm quà" }).ClickAsync();
        await page.GotoAsync($"/san-pham/{shop.FishSauce.Slug}");

        await Expect(sign).ToHaveTextAsync("3");
    }

    [Fact]
    public async Task With_script_a_province_is_kept_as_soon_as_it_is_chosen()
    {
        var page = await OpenAsync($"/san-pham/{shop.FishSauce.Slug}", width: 360);
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm vào giỏ" }).ClickAsync();

        await page.GetByLabel("Giao tới tỉnh, thành phố").SelectOptionAsync(["01"]);
        await page.WaitForURLAsync("**/gio-hang#tinh");

        await Expect(page.GetByLabel("Giao tới tỉnh, thành phố")).ToHaveValueAsync("01");
    }
}
