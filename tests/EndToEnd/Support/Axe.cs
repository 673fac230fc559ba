using Microsoft.Playwright;

namespace OcopMarket.Tests.EndToEnd.Support;

/// <summary>What is wrong with a page for those who do not see it well, and what has to be pushed sideways on a narrow one.</summary>
public static class Axe
{
    private const string Run =
        """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
          .violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} – ${n.failureSummary.replace(/\s+/g, ' ')}`))
        """;

    private const string TooWide =
        """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [`${document.documentElement.scrollWidth} px`,
          ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth).slice(0, 5).map(e => e.outerHTML.slice(0, 120))]
        """;

    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js"));

    public static async Task<IEnumerable<string>> FindAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        await page.EvaluateAsync(Script);
        return (await page.EvaluateAsync<string[]>(Run)).Select(problem => $"{new Uri(page.Url).PathAndQuery}: {problem}");
    }

    public static async Task<IEnumerable<string>> TooWideAsync(IPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return (await page.EvaluateAsync<string[]>(TooWide)).Select(what => $"{new Uri(page.Url).PathAndQuery}: {what}");
    }
}
