using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Listings;

/// <summary>Free text of several paragraphs as it is kept: each line clean, no more than one empty line between two.</summary>
public static class Prose
{
    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string? text)
    {
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Clean).ToList();
        var kept = lines.Where((line, i) => line.Length > 0 || (i > 0 && lines[i - 1].Length > 0));
        return string.Join('\n', kept).Trim('\n') is { Length: > 0 } clean ? clean : null;
    }
}
