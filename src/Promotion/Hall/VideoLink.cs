using System.Text.RegularExpressions;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Promotion.Hall;

/// <summary>Where a video or a live broadcast is: an address that begins with https, and the player that may show it on a page of ours.</summary>
/// <param name="Player">Null where it can only be linked to.</param>
public sealed record VideoLink(string Address, string? Player)
{
    public const int Longest = 500;

    private static readonly List<VideoHost> Hosts = DataFile.Read(typeof(VideoLink).Assembly, "OcopMarket.Promotion.Hall.video-hosts.csv", row => new VideoHost(
        [.. row.GetString("hosts").Split(' ')], new Regex(row.GetString("path"), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), row.GetString("player")));

    /// <summary>What pages with a player may frame, as a browser is told it.</summary>
    public static IReadOnlyList<string> Players { get; } = [.. Hosts.Select(h => new Uri(h.Player).GetLeftPart(UriPartial.Authority)).Distinct()];

    /// <summary>Null for what is no such address.</summary>
    public static VideoLink? Read(string? written)
    {
        var text = (written ?? "").Trim();
        if (text.Length is 0 or > Longest || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var link)
            || link.Scheme != Uri.UriSchemeHttps || link.HostNameType is not UriHostNameType.Dns || !link.IdnHost.Contains('.', StringComparison.Ordinal) || link.UserInfo.Length > 0 || !link.IsDefaultPort || link.AbsoluteUri.Length > Longest)
        {
            return null;
        }

        return new(link.AbsoluteUri, Hosts.Select(h => h.PlayerOf(link)).FirstOrDefault(p => p is not null));
    }

    private sealed record VideoHost(IReadOnlyList<string> Names, Regex Path, string Player)
    {
        public string? PlayerOf(Uri link)
            => Names.Contains(link.IdnHost, StringComparer.OrdinalIgnoreCase) && Path.Match(link.PathAndQuery) is { Success: true } match
                ? Player.Replace("{id}", match.Groups[1].Value, StringComparison.Ordinal).Replace("{address}", Uri.EscapeDataString(link.AbsoluteUri), StringComparison.Ordinal) : null;
    }
}
