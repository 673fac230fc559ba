using System.Text.RegularExpressions;

namespace OcopMarket.Web.Pages.Shop.Information;

/// <summary>A piece of a line: plain, <c>**strong**</c>, or <c>[a link](/address)</c>.</summary>
internal readonly record struct TextPiece(string Text, bool Strong = false, string? Link = null);

/// <summary>A paragraph, or a list when its lines begin with <c>- </c>.</summary>
internal sealed record TextBlock(bool IsList, IReadOnlyList<IReadOnlyList<TextPiece>> Lines);

/// <summary>Reads the little markup of the information texts: paragraphs, lists, strong words, links.</summary>
internal static partial class PlainText
{
    public static IReadOnlyList<TextBlock> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = new List<TextBlock>();
        var list = new List<IReadOnlyList<TextPiece>>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                list.Add(Pieces(line[2..]));
                continue;
            }

            EndList();
            blocks.Add(new(false, [Pieces(line)]));
        }

        EndList();
        return blocks;

        void EndList()
        {
            if (list.Count > 0)
            {
                blocks.Add(new(true, [.. list]));
                list.Clear();
            }
        }
    }

    private static List<TextPiece> Pieces(string line)
    {
        var (pieces, at) = (new List<TextPiece>(), 0);
        foreach (Match match in Markup.Matches(line))
        {
            if (match.Index > at)
            {
                pieces.Add(new(line[at..match.Index]));
            }

            pieces.Add(match.Groups["strong"].Success ? new(match.Groups["strong"].Value, Strong: true) : new(match.Groups["text"].Value, Link: match.Groups["link"].Value));
            at = match.Index + match.Length;
        }

        if (at < line.Length)
        {
            pieces.Add(new(line[at..]));
        }

        return pieces;
    }

    [GeneratedRegex(@"\*\*(?<strong>[^*]+)\*\*|\[(?<text>[^\]]+)\]\((?<link>/[^)\s]*)\)")]
    private static partial Regex Markup { get; }
}
