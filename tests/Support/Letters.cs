using System.Text;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Tests.Support;

/// <summary>Reads the letters a market has written.</summary>
public static partial class Letters
{
    /// <summary>Sends what waits, then gives the text of the newest letter to the address.</summary>
    public static async Task<string> LastLetterAsync(this MarketFactory market, string to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(market);
        await market.Get<OutboxDispatcher>().RunAsync(ct);
        var letters = Directory.Exists(market.Data.Mail) ? new DirectoryInfo(market.Data.Mail).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ToList() : [];
        foreach (var letter in letters)
        {
            var parts = (await File.ReadAllTextAsync(letter.FullName, ct)).Split("\r\n\r\n", 2);
            if (parts[0].Contains($"To: {to}\r\n", StringComparison.Ordinal))
            {
                return Encoding.UTF8.GetString(Convert.FromBase64String(parts[1]));
            }
        }

        throw new InvalidOperationException($"No letter to {to}.");
    }

    /// <summary>Path and query of the link in the newest letter to the address.</summary>
    public static async Task<string> LinkOfLastLetterAsync(this MarketFactory market, string to, CancellationToken ct)
        => new Uri(Link().Match(await market.LastLetterAsync(to, ct)).Value).PathAndQuery;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
