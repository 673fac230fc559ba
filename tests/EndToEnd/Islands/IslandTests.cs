using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;

namespace OcopMarket.Tests.EndToEnd.Islands;

/// <summary>The browser script is of another version than the server (BlazorScript.targets): each feature of their pairing that is in use has its test.</summary>
public sealed partial class IslandTests(Browser browser, ShopMarket shop) : BrowserTest(browser)
{
    protected override string Address => shop.Address;

    [Fact]
    public async Task An_island_answers_to_a_click()
    {
        var page = await OpenIslandsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm" }).ClickAsync();

        await Expect(page.Locator("#counter output")).ToHaveTextAsync("1");
    }

    [Fact]
    public async Task An_island_calls_a_function_of_a_script_module()
    {
        var page = await OpenIslandsAsync();

        await Expect(page.Locator("#module")).ToHaveTextAsync("5");
    }

    [Fact]
    public async Task An_island_keeps_what_the_server_read_for_the_page()
    {
        var page = await NewPageAsync();
        var answer = await page.GotoAsync("/thu/dao");
        var drawn = Memory().Match(await answer!.TextAsync()).Groups[1].Value;

        await Expect(page.Locator("#memory")).ToHaveAttributeAsync("data-interactive", "True");
        await Expect(page.Locator("#memory")).ToHaveTextAsync(drawn);
        Assert.True(Guid.TryParse(drawn, out _));
    }

    [Fact]
    public async Task A_slow_page_shows_itself_before_its_content_has_come()
    {
        var page = await NewPageAsync();
        await page.GotoAsync("/thu/dan-dan", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đang tải");

        StreamPage.Gate.TrySetResult();

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã đến");
    }

    [Fact]
    public async Task A_link_changes_the_page_without_loading_it_anew()
    {
        var page = await OpenIslandsAsync();
        await page.EvaluateAsync("window.kept = 'still here'");

        await page.GetByRole(AriaRole.Link, new() { Name = "Biểu mẫu" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Biểu mẫu" })).ToBeVisibleAsync();
        Assert.Equal("still here", await page.EvaluateAsync<string>("window.kept"));
    }

    [Fact]
    public async Task A_form_is_sent_with_its_token_and_without_loading_the_page_anew()
    {
        var page = await OpenAsync("/thu/bieu-mau");
        await page.EvaluateAsync("window.kept = 'still here'");

        await page.GetByLabel("Tên").FillAsync("Lò Thị Mây");
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Chào Lò Thị Mây");
        Assert.Equal("still here", await page.EvaluateAsync<string>("window.kept"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var answer = await client.PostAsync("/thu/bieu-mau", new FormUrlEncodedContent([new("_handler", "ten"), new("Name", "Ai đó")]), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Chào", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dropped_line_is_told_and_taken_up_again_where_it_was()
    {
        ExpectedErrors.AddRange(["Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "WebSocket connection", "[20"]); // what the framework logs meanwhile
        var page = await NewPageAsync();
        var (broken, lines) = (false, new List<IWebSocketRoute>());
        await page.RouteAsync("**/_blazor/negotiate**", route => broken ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());
        await page.RouteWebSocketAsync("**/_blazor**", line =>
        {
            line.ConnectToServer();
            lines.Add(line);
        });
        await page.GotoAsync("/thu/dao");
        await Expect(page.Locator("#counter")).ToHaveAttributeAsync("data-interactive", "True");
        var more = page.GetByRole(AriaRole.Button, new() { Name = "Thêm" });
        await more.ClickAsync();
        await Expect(page.Locator("#counter output")).ToHaveTextAsync("1");
        var dialog = page.Locator("#components-reconnect-modal");

        broken = true;
        await lines[^1].CloseAsync(new() { Code = 3001 });
        await Expect(dialog).ToHaveAttributeAsync("open", "");
        await Expect(dialog).ToContainTextAsync("Mất kết nối với máy chủ");

        broken = false;
        await Expect(dialog).Not.ToHaveAttributeAsync("open", "");
        await more.ClickAsync();
        await Expect(page.Locator("#counter output")).ToHaveTextAsync("2");
    }

    private async Task<IPage> OpenIslandsAsync()
    {
        var page = await OpenAsync("/thu/dao");
        await Expect(page.Locator("#counter")).ToHaveAttributeAsync("data-interactive", "True");
        return page;
    }

    [GeneratedRegex("<p id=\"memory\"[^>]*>([^<]*)<")]
    private static partial Regex Memory();
}
