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
        await market.Get<OutboxDispatcher>().RunAsync(ct);
        var letters = new List<string>();
        foreach (var letter in Directory.Exists(market.Data.Mail) ? new DirectoryInfo(market.Data.Mail).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ToList() : [])
        {
            var parts = (await File.ReadAllTextAsync(letter.FullName, ct)).Split("\r\n\r\n", 2);
            if (parts[0].Contains($"To: {to}\r\n", StringComparison.Ordinal))
            {
                letters.Add(Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
            }
        }

        return letters;
    }

    /// <summary>Path and query of the link in the newest letter to the address.</summary>
    public static async Task<string> LinkOfLastLetterAsync(this MarketFactory market, string to, CancellationToken ct)
        => new Uri(Link().Match(await market.LastLetterAsync(to, ct)).Value).PathAndQuery;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
