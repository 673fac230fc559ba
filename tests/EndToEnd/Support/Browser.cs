using Microsoft.Playwright;
using OcopMarket.Tests.EndToEnd.Support;

[assembly: AssemblyFixture(typeof(Browser))]
[assembly: AssemblyFixture(typeof(ShopMarket))]

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>One Chromium for all tests; each test opens a window of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Generous: other test projects want the same two cores.</summary>
    public const int PatienceMilliseconds = 30_000;

    private IPlaywright? _playwright;
    private IBrowser? _chromium;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("OCOP_CHROMIUM") ?? "/usr/bin/chromium";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"The end-to-end tests need Chromium at {program}: apt-get install chromium, or name another in OCOP_CHROMIUM.");
        }

        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Headless = true,
            Timeout = PatienceMilliseconds,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
    }

    public async Task<IBrowserContext> OpenAsync(string address, string language, int width, bool script)
    {
        var context = await _chromium!.NewContextAsync(new()
        {
            BaseURL = address,
            Locale = language == "en" ? "en-GB" : "vi-VN",
            ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 900 },
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
