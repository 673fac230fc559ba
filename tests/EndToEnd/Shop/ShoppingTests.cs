using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>What a visitor comes for, from the first page on.</summary>
public sealed class ShoppingTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    private const string SearchField = "Tìm sản phẩm, chủ thể hoặc nơi làm ra";

    protected override string Address => shop.Address;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Typed_without_tones_fish_sauce_is_found_and_its_badge_leads_to_the_certificate(bool script)
    {
        var page = await OpenAsync("/", script: script);

        await page.GetByRole(AriaRole.Main).GetByLabel(SearchField).FillAsync("nuoc mam");
        await page.GetByRole(AriaRole.Main).GetByLabel(SearchField).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tìm “nuoc mam”");
        await page.GetByRole(AriaRole.Link, new() { Name = shop.FishSauce.Name, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(shop.FishSauce.Name);
        await Expect(page.Locator(".variants")).ToContainTextAsync("120.000");
        await page.Locator(".seal-line").GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(page).ToHaveURLAsync($"{Address}xac-thuc/{shop.FishSauce.Number}");
        await Expect(page.Locator(".verdict")).ToContainTextAsync(shop.FishSauce.Name);
        await Expect(page.Locator(".verdict-word")).ToContainTextAsync("hiệu lực");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filters_are_links_that_add_up_and_can_be_taken_away(bool script)
    {
        var page = await OpenAsync("/san-pham?q=mam", script: script);
        var (filters, chips) = (page.Locator(".filters"), page.GetByRole(AriaRole.List, new() { Name = "Đang lọc" }));

        await filters.GetByRole(AriaRole.Link, new() { Name = "Hải Phòng" }).ClickAsync();
        await filters.GetByRole(AriaRole.Link, new() { Name = "4 sao" }).ClickAsync();
        await Expect(page.Locator(".result-count")).ToHaveTextAsync("1 sản phẩm đang có hiệu lực");
        await Expect(page.Locator(".card-name")).ToHaveTextAsync([shop.FishSauce.Name]);

        await chips.GetByRole(AriaRole.Link, new() { Name = "Bỏ lọc: Hải Phòng" }).ClickAsync();
        await Expect(page.Locator(".result-count")).ToHaveTextAsync("2 sản phẩm đang có hiệu lực");

        await page.GoBackAsync();
        await Expect(page.Locator(".card-name")).ToHaveTextAsync([shop.FishSauce.Name]);
    }

    [Fact]
    public async Task What_was_looked_at_is_remembered_on_the_device_until_it_is_told_to_forget()
    {
        var page = await OpenAsync($"/san-pham/{shop.FishSauce.Slug}");
        var seen = page.GetByRole(AriaRole.Region, new() { Name = "Bạn vừa xem" });
        await Expect(seen).ToBeHiddenAsync();

        await page.GotoAsync($"{Address}san-pham/tra-hoa-vang-so-3");
        await seen.GetByRole(AriaRole.Link, new() { Name = shop.FishSauce.Name }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Address}san-pham/{shop.FishSauce.Slug}");
        await Expect(seen.GetByRole(AriaRole.Link)).ToHaveCountAsync(1); // never the page itself

        await seen.GetByRole(AriaRole.Button, new() { Name = "Xóa danh sách" }).ClickAsync();
        await page.ReloadAsync();
        await Expect(seen).ToBeHiddenAsync();
    }

    [Fact]
    public async Task On_a_phone_the_filters_open_above_the_list_and_stay_open_while_choosing()
    {
        var page = await OpenAsync("/san-pham", width: 360);
        var filters = page.Locator(".filters");

        await filters.Locator("summary").ClickAsync();
        await filters.GetByRole(AriaRole.Link, new() { Name = "Thanh Hóa" }).ClickAsync();
        await filters.GetByRole(AriaRole.Link, new() { Name = "3 sao" }).ClickAsync();
        await filters.GetByRole(AriaRole.Link, new() { Name = "Xem 1 kết quả" }).ClickAsync();

        await Expect(page.Locator(".card-name")).ToHaveTextAsync(["Mắm tép Hà Yên"]);
        await Expect(filters.GetByRole(AriaRole.Link, new() { Name = "Thanh Hóa" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Alcohol_is_shown_after_the_visitor_has_said_to_be_18()
    {
        var page = await OpenAsync("/san-pham?q=ruou");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Bạn đã đủ 18 tuổi chưa?" })).ToBeVisibleAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Tôi đã đủ 18 tuổi" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = shop.Alcohol.Name, Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(shop.Alcohol.Name);
    }

    [Fact]
    public async Task The_language_changes_on_the_same_page_and_is_kept()
    {
        var page = await OpenAsync("/san-pham?q=mam&sao=4");

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Address}san-pham?q=mam&sao=4");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await page.GetByRole(AriaRole.Link, new() { Name = shop.FishSauce.Name, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "OCOP certificate" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        var page = await OpenAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tới nội dung chính" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Tới nội dung chính" })).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.TabToAsync(page.GetByRole(AriaRole.Main).GetByLabel(SearchField));
        await page.Keyboard.TypeAsync("nuoc mam");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tìm “nuoc mam”");
        await page.TabToAsync(page.Locator(".card-name a").First);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync($"{Address}san-pham/{shop.FishSauce.Slug}");
    }
}
