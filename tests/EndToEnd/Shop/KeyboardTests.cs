using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Desks;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>A gift for somebody else with Tab, Enter, Space and the arrows alone.</summary>
public sealed class KeyboardTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    protected override string Address => desks.Address;

    [Fact]
    public async Task A_gift_is_bought_with_keys_alone_and_the_focus_is_always_seen()
    {
        var tea = await desks.Market.PutOnSaleAsync("Chè bàn phím", price: 123_000, stock: 5, producer: "HTX Bàn phím");
        await desks.Market.GiveAccountAsync(tea, "970405", "1500299000001");
        var page = await OpenAsync($"/san-pham/{tea.Slug}");
        var main = page.GetByRole(AriaRole.Main);
        var skip = page.GetByRole(AriaRole.Link, new() { Name = "Tới nội dung chính" });

        await page.Keyboard.PressAsync("Tab");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.PressByKeysAsync(main.GetByRole(AriaRole.Button, new() { Name = "Gửi làm quà" }));
        await page.PressByKeysAsync(main.GetByRole(AriaRole.Link, new() { Name = "Gửi quà" }));

        await page.TabToAsync(main.Locator("[name=Purpose]:checked"));
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(main.Locator("[name=Purpose][value=gift]")).ToBeCheckedAsync();
        await page.ChooseByKeysAsync(main.Locator("[name=OccasionName]"), "Thanks");
        await page.PressByKeysAsync(Next(page));

        await page.TypeByKeysAsync(main.Locator("[name=Name]"), "Cô Lò Thị Mây");
        await page.TypeByKeysAsync(main.Locator("[name=Phone]"), "0912345678");
        await page.TypeByKeysAsync(main.Locator("[name=Street]"), "Số 5, ngõ Gạch");
        await page.TypeByKeysAsync(main.Locator("[name=Commune]"), "Phường Hoàn Kiếm");
        await page.ChooseByKeysAsync(main.Locator("[name=Province]"), "01");
        await page.PressByKeysAsync(Next(page));
        await page.PressByKeysAsync(main.Locator("a.btn-primary[href*='buoc=3']"));

        await page.TypeByKeysAsync(main.Locator("[name=SenderName]"), "Gia đình cháu Mai");
        await page.TypeByKeysAsync(main.Locator("[name=CommonMessage]"), "Cháu cảm ơn cô.");
        await page.TabToAsync(main.Locator("[name=Story]"));
        await page.Keyboard.PressAsync("Space");
        await Expect(main.Locator("[name=Story]")).Not.ToBeCheckedAsync();
        await page.PressByKeysAsync(Next(page));

        await page.TypeByKeysAsync(main.Locator("[name=BuyerName]"), "Phạm Ngọc Mai");
        await page.TypeByKeysAsync(main.Locator("[name=BuyerEmail]"), "ban-phim@example.vn");
        await page.PressByKeysAsync(Next(page));

        await page.PressByKeysAsync(main.Locator("form:has(input[name=Secret]) button"));
        await page.WaitForURLAsync(new Regex("/don-hang/[^/?]+\\?"));
        await Expect(main).ToContainTextAsync("Cô Lò Thị Mây");
        await Expect(main).ToContainTextAsync("123.000\u00a0đ");
    }

    private static ILocator Next(IPage page) => page.Locator("main form.form button.btn-primary").First;
}
