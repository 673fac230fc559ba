using System.Text.RegularExpressions;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Words;

/// <summary>Why words of a free text want a second look.</summary>
public enum WatchKind
{
    /// <summary>Promises to cure: forbidden for food and cosmetics.</summary>
    Medical,

    /// <summary>Names OCOP stars, which only the certificate may.</summary>
    Stars,

    /// <summary>Praise that nobody can prove.</summary>
    Praise,

    /// <summary>Leads shoppers away from the market.</summary>
    Contact,
    Phone,
    Link,
}

/// <summary>Words that were met.</summary>
/// <param name="Text">As written.</param>
/// <param name="Start">Where they begin in the text.</param>
public sealed record WatchedWords(WatchKind Kind, string Text, int Start);

/// <summary>
/// Finds words that the law or the market's rules do not want in free text. The list is data (<c>watch-words.csv</c>); a term counts with its
/// tones, or without any tones at all as people type on phones. It warns and flags; a person decides.
/// </summary>
public static partial class WordsWatch
{
    private const string Allowed = "allowed";

    private static readonly List<Term> Terms = DataFile.Read(
        typeof(WordsWatch).Assembly, "OcopMarket.Catalog.Words.watch-words.csv", row => new Term(row.GetString("kind"), Words(VietnameseText.Exact(row.GetString("term"))), Words(VietnameseText.Fold(row.GetString("term")))));

    /// <summary>In the order they stand; what overlaps is named once.</summary>
    public static IReadOnlyList<WatchedWords> Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var words = Word().Matches(text).Select(m => new Met(m.Index, m.Length, VietnameseText.Exact(m.Value), VietnameseText.Fold(m.Value))).ToList();
        var found = Terms.SelectMany(term => term.In(words, text)).ToList();
        var allowed = found.Where(f => f.Kind == Allowed).ToList();
        var met = found.Where(f => f.Kind != Allowed && !allowed.Exists(a => a.Start <= f.Start && f.End <= a.End))
            .Select(f => new WatchedWords(Enum.Parse<WatchKind>(f.Kind, ignoreCase: true), text[f.Start..f.End], f.Start))
            .Concat(Phone().Matches(text).Select(m => new WatchedWords(WatchKind.Phone, m.Value, m.Index)))
            .Concat(Link().Matches(text).Select(m => new WatchedWords(WatchKind.Link, m.Value, m.Index)))
            .OrderBy(w => w.Start).ThenByDescending(w => w.Text.Length);
        var (apart, end) = (new List<WatchedWords>(), 0);
        foreach (var watched in met.Where(w => w.Start >= end))
        {
            apart.Add(watched);
            end = watched.Start + watched.Text.Length;
        }

        return apart;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();

    // Vietnamese numbers, however grouped: 0912 345 678, +84-912-345-678, (024) 3825 6789.
    [GeneratedRegex(@"(?<![\d.,])(?:\+?84|\(?0)(?:[\s.\-()]{0,2}\d){8,10}(?!\d)")]
    private static partial Regex Phone();

    [GeneratedRegex(@"https?://\S+|www\.\S+|\b[a-z0-9-]+\.(?:com|vn|net|org|shop|store|info|me)\b(?:/\S*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    private sealed record Met(int Start, int Length, string Exact, string Folded)
    {
        /// <summary>Typed without any mark: then it is compared without marks.</summary>
        public bool IsBare => Exact == Folded;
    }

    private sealed record Term(string Kind, string[] Exact, string[] Folded)
    {
        public IEnumerable<(string Kind, int Start, int End)> In(List<Met> words, string text)
        {
            for (var at = 0; at + Exact.Length <= words.Count; at++)
            {
                var met = words.GetRange(at, Exact.Length);
                if (met.Select(w => w.Exact).SequenceEqual(Exact) || (met.TrueForAll(w => w.IsBare) && !VietnameseText.HasMarks(text) && met.Select(w => w.Folded).SequenceEqual(Folded)))
                {
                    yield return (Kind, met[0].Start, met[^1].Start + met[^1].Length);
                }
            }
        }
    }
}
