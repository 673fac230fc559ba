using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Moderation;

/// <summary>What changed between two texts, word by word, for reading side by side.</summary>
public static partial class WordDiff
{
    /// <summary>Longer texts are shown whole, as taken out and put in.</summary>
    private const int MostWords = 1500;

    /// <returns>The old text with what was taken out marked, and the new one with what was put in marked; all of it encoded.</returns>
    public static (MarkupString Old, MarkupString New) Of(string? old, string? now)
    {
        var (before, after) = (Words(old), Words(now));
        if (before.Count > MostWords || after.Count > MostWords)
        {
            return (new(Mark("del", string.Concat(before))), new(Mark("ins", string.Concat(after))));
        }

        // The longest run of words that both share, by the classic table.
        var table = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                table[i, j] = before[i] == after[j] ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
            }
        }

        var (left, right) = (new Side("del"), new Side("ins"));
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
            {
                left.Keep(before[i++]);
                right.Keep(after[j++]);
            }
            else if (j >= after.Count || (i < before.Count && table[i + 1, j] >= table[i, j + 1]))
            {
                left.Change(before[i++]);
            }
            else
            {
                right.Change(after[j++]);
            }
        }

        return (left.Finish(), right.Finish());
    }

    private static List<string> Words(string? text) => [.. Pattern().Matches(text ?? "").Select(m => m.Value)];

    private static string Mark(string tag, string text) => text.Length == 0 ? "" : $"<{tag}>{Markup.Encoder.Encode(text)}</{tag}>";

    [GeneratedRegex(@"\s+|[^\s]+")]
    private static partial Regex Pattern();

    private sealed class Side(string tag)
    {
        private readonly StringBuilder _markup = new(), _changed = new();

        public void Keep(string word)
        {
            Flush();
            _markup.Append(Markup.Encoder.Encode(word));
        }

        public void Change(string word) => _changed.Append(word);

        public MarkupString Finish()
        {
            Flush();
            return new(_markup.ToString());
        }

        private void Flush()
        {
            _markup.Append(Mark(tag, _changed.ToString()));
            _changed.Clear();
        }
    }
}
