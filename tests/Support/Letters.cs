using System.Text;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Tests.Support;

/// <summary>Reads the letters a market has written.</summary>
public static partial class Letters
{
    /// <summary>Sends what waits, then gives the text of the newest letter to the address.</summary>
    public static async Task<string> LastLetterAsync(this MarketFactory market, string to, CancellationToken ct)
        => (await market.LettersToAsync(to, ct)) is [var newest, ..] ? newest : throw new InvalidOperationException($"No letter to {to}.");

    /// <summary>Sends what waits, then gives the texts of all letters to the address, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> LettersToAsync(this MarketFactory market, string to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(market);
        return (await market.FilesToAsync(to, ct)).ConvertAll(parts => Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    /// <summary>Where letters to the address say that they can be ended; null for one that says nothing of it.</summary>
    public static async Task<IReadOnlyList<string?>> EndPagesAsync(this MarketFactory market, string to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(market);
        return (await market.FilesToAsync(to, ct)).ConvertAll(parts => EndPage().Match(parts[0]) is { Success: true } end ? new Uri(end.Groups[1].Value).AbsolutePath : null);
    }

    // Sends what waits; head and body of each letter, the newest first.
    private static async Task<List<string[]>> FilesToAsync(this MarketFactory market, string to, CancellationToken ct)
    {
        await market.Get<OutboxDispatcher>().RunAsync(ct);
        var letters = new List<string[]>();
        foreach (var letter in Directory.Exists(market.Data.Mail) ? new DirectoryInfo(market.Data.Mail).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ToList() : [])
        {
            var parts = (await File.ReadAllTextAsync(letter.FullName, ct)).Split("\r\n\r\n", 2);
            if (parts[0].Contains($"To: {to}\r\n", StringComparison.Ordinal))
            {
                letters.Add(parts);
            }
        }

        return letters;
    }

    /// <summary>Path and query of the link in the newest letter to the address.</summary>
    public static async Task<string> LinkOfLastLetterAsync(this MarketFactory market, string to, CancellationToken ct)
        => new Uri(Link().Match(await market.LastLetterAsync(to, ct)).Value).PathAndQuery;

    [GeneratedRegex(@"^List-Unsubscribe: <(.+)>\r?$", RegexOptions.Multiline)]
    private static partial Regex EndPage();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
