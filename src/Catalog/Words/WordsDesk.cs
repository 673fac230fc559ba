using System.Text.RegularExpressions;
using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Catalog.Words;

/// <summary>The watch of listings, and any number of stars: names and texts of baskets are read without a person's second look.</summary>
internal sealed partial class WordsDesk : IWordsDesk
{
    public string? FirstWatched(string? text) => First(text);

    public static string? First(string? text)
        => WordsWatch.Find(text) is [var first, ..] ? first.Text : Star().Match(text ?? "") is { Success: true } star ? star.Value : null;

    [GeneratedRegex(@"\b[1-5]\s*(?:sao|-?\s*stars?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Star();
}
