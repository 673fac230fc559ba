using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Shop;

/// <summary>Every public page, on a phone and on a desk, in both languages: axe finds nothing, and nothing has to be pushed sideways.</summary>
public sealed class AccessibilityTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    protected override string Address => shop.Address;

    [Theory]
    [InlineData("vi", 360)]
    [InlineData("vi", 1440)]
    [InlineData("en", 360)]
    [InlineData("en", 1440)]
    public async Task Axe_finds_nothing(string language, int width)
    {
        ExpectedErrors.Add(NotFound);
        var (page, found) = (await NewPageAsync(language, width), new List<string>());
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            found.AddRange(await Axe.FindAsync(page));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task A_narrow_window_scrolls_one_way_only(string language)
    {
        ExpectedErrors.Add(NotFound);
        var (page, wide) = (await NewPageAsync(language, width: 320), new List<string>());
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            wide.AddRange(await Axe.TooWideAsync(page));
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    private IEnumerable<string> Addresses
        => PublicSurfaces.Pages(shop.FishSauce)
            .Concat([$"/san-pham/{shop.Ended.Slug}", $"/san-pham/{shop.Revoked.Slug}", $"/san-pham/{shop.Alcohol.Slug}", $"/xac-thuc/{shop.Ended.Number}", $"/xac-thuc/{shop.Revoked.Number}", "/xac-thuc/1", "/san-pham?q=ruou", "/san-pham?q=khong+co+dau", "/san-pham?sao=7", "/khong-co", $"/hoi-cho/{shop.Fair}", $"/hoi-cho/{shop.CancelledFair}", $"/hoi-cho/{shop.Fair}/nhac-toi", "/hoi-cho?tinh=ca-mau", "/hoi-cho/nhac/khong-co"])
            .Distinct();
}
