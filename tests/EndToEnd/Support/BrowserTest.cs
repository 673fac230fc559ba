using System.Collections.Concurrent;
using Microsoft.Playwright;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>Base of tests in the browser: windows on one market. An error in the console or in a script fails the test.</summary>
public abstract class BrowserTest(Browser browser) : IAsyncLifetime
{
    /// <summary>What the console says of a page that answers 404.</summary>
    protected const string NotFound = "Failed to load resource: the server responded with a status of 404";

    private readonly List<IBrowserContext> _windows = [];
    private readonly ConcurrentQueue<string> _errors = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Beginnings of messages that the test provokes.</summary>
    protected List<string> ExpectedErrors { get; } = [];

    /// <summary>Where the market under test answers.</summary>
    protected abstract string Address { get; }

    /// <summary>A window of its own: no cookies yet.</summary>
    protected async Task<IPage> OpenAsync(string path, string language = "vi", int width = 1440, bool script = true)
    {
        var page = await NewPageAsync(language, width, script);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A window in which the person is signed in already.</summary>
    protected async Task<IPage> OpenAsAsync(TestPerson person, string path, string language = "vi", int width = 1440, bool script = true)
    {
        ArgumentNullException.ThrowIfNull(person);
        var page = await NewPageAsync(language, width, script);
        var at = person.Cookie.IndexOf('=', StringComparison.Ordinal);
        await page.Context.AddCookiesAsync([new() { Name = person.Cookie[..at], Value = person.Cookie[(at + 1)..], Url = Address }]);
        await page.GotoAsync(path);
        return page;
    }

    protected async Task<IPage> NewPageAsync(string language = "vi", int width = 1440, bool script = true)
    {
        var window = await browser.OpenAsync(Address, language, width, script);
        _windows.Add(window);
        var page = await window.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{message.Text} ({page.Url})");
            }
        };
        page.PageError += (_, error) => _errors.Enqueue($"{error} ({page.Url})");
        return page;
    }

    /// <summary>For texts and values that change a moment later, such as after a click.</summary>
    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var window in _windows)
        {
            await window.DisposeAsync();
        }

        Assert.Equal([], _errors.Where(e => !ExpectedErrors.Any(begin => e.StartsWith(begin, StringComparison.Ordinal))));
    }
}
