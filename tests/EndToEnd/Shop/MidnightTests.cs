using Microsoft.Playwright;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>A market of its own, whose clock the test moves; jobs are off.</summary>
public sealed class MidnightTests(Browser browser, MarketFixture fixture) : BrowserTest(browser), IClassFixture<MarketFixture>
{
    private string _address = "";

    protected override string Address => _address;

    public override ValueTask InitializeAsync()
    {
        _address = fixture.Market.StartOnPort();
        return base.InitializeAsync();
    }

    [Fact]
    public async Task A_product_is_on_offer_until_midnight_of_its_last_day_and_says_afterwards_why_not()
    {
        var (market, lastDay) = (fixture.Market, fixture.Market.Clock.Today());
        var honey = await market.PutOnSaleAsync("Mật ong bạc hà", set: 4, price: 450_000, validThrough: lastDay);
        market.Clock.SetVietnam(lastDay, new TimeOnly(23, 59));
        var page = await OpenAsync("/san-pham?q=mat+ong");
        await page.GetByRole(AriaRole.Link, new() { Name = honey.Name, Exact = true }).ClickAsync();
        await Expect(page.Locator(".variants")).ToContainTextAsync("450.000");

        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await page.ReloadAsync();

        await Expect(page.Locator(".cannot-buy")).ToContainTextAsync($"đã hết hạn từ ngày {lastDay.AddDays(1):dd/MM/yyyy}");
        await Expect(page.Locator(".variants")).ToHaveCountAsync(0);
        await Expect(page.Locator("a.seal")).ToHaveCountAsync(0);
        await page.GotoAsync("/san-pham?q=mat+ong");
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
    }
}
