using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>A query as the search understands it.</summary>
/// <param name="Match">tsquery over folded words: every unit must be there, any of its synonyms will do.</param>
/// <param name="Literal">tsquery of the typed words only.</param>
/// <param name="Phrase">tsquery of the typed words in their order, side by side.</param>
/// <param name="ExactAll">The typed words with their marks; null when none were typed.</param>
/// <param name="Name">The typed words, folded.</param>
internal sealed record SearchPlan(string Match, string Literal, string Phrase, string? ExactAll, string? ExactPhrase, string Name)
{
    public bool Gift { get; init; }

    /// <summary>Product sets the words ask for; empty for any.</summary>
    public int[] Sets { get; init; } = [];

    /// <summary>Nothing is left to look for: the words only set filters.</summary>
    public bool IsEmpty => Match.Length == 0;
}

/// <summary>Reads what a person typed.</summary>
internal static class SearchPlanReader
{
    /// <summary>Longer queries are cut here; the page says so.</summary>
    public const int LongestQuery = 200;

    private const int MostWords = 16;

    public static SearchPlan Read(string query, PhraseTable phrases)
    {
        var exact = VietnameseText.Exact(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var folded = Array.ConvertAll(exact, VietnameseText.Fold);
        (exact, folded) = ([.. exact.Zip(folded).Where(p => p.Second.Length > 0).Select(p => p.First).Take(MostWords)], [.. folded.Where(f => f.Length > 0).Take(MostWords)]);
        var hasMarks = !exact.AsSpan().SequenceEqual(folded);

        var (gift, sets, units, kept) = (false, new HashSet<int>(), new List<string>(), new List<int>());
        for (var at = 0; at < folded.Length;)
        {
            var (entries, length) = Longest(phrases, folded, exact, at, hasMarks);
            var meaning = entries.Count > 0 ? entries[0].Meaning : (PhraseMeaning?)null;
            var literal = Phrase(folded[at..(at + length)]);
            switch (meaning)
            {
                case PhraseMeaning.Ignore:
                    break;
                case PhraseMeaning.Gift:
                    gift = true;
                    break;
                case PhraseMeaning.Sets:
                    sets.UnionWith(entries.SelectMany(e => e.Sets));
                    break;
                case PhraseMeaning.Terms:
                    units.Add(AnyOf(entries.SelectMany(e => e.Terms)));
                    break;
                case PhraseMeaning.Synonym:
                    units.Add(AnyOf(entries.SelectMany(e => e.Terms), literal));
                    kept.AddRange(Enumerable.Range(at, length));
                    break;
                case null:
                    units.Add(Quote(folded[at]));
                    kept.Add(at);
                    break;
            }

            at += length;
        }

        if (units.Count == 0 && !gift && sets.Count == 0)
        {
            // Only empty words were typed ("đặc sản"): nothing to look for, everything is an answer.
            return new SearchPlan("", "", "", null, null, "");
        }

        var words = kept.ConvertAll(i => folded[i]);
        var marked = kept.ConvertAll(i => exact[i]);
        return new SearchPlan(
            string.Join(" & ", units), All(words), Phrase(words), hasMarks ? All(marked) : null, hasMarks ? Phrase(marked) : null, string.Join(' ', words))
        {
            Gift = gift, Sets = [.. sets.Order()],
        };
    }

    private static (List<PhraseEntry> Entries, int Length) Longest(PhraseTable phrases, string[] folded, string[] exact, int at, bool hasMarks)
    {
        for (var length = Math.Min(phrases.LongestSyllables, folded.Length - at); length > 0; length--)
        {
            var entries = phrases.Find(folded, exact, at, length, hasMarks).ToList();
            if (entries.Count > 0)
            {
                var first = entries[0].Meaning;
                return ([.. entries.Where(e => e.Meaning == first)], length);
            }
        }

        return ([], 1);
    }

    private static string AnyOf(IEnumerable<string> terms, string? first = null)
        => "(" + string.Join(" | ", terms.Select(t => Phrase(VietnameseText.Fold(t).Split(' '))).Prepend(first ?? "").Where(t => t.Length > 0).Distinct()) + ")";

    private static string All(IReadOnlyList<string> words) => string.Join(" & ", words.Select(Quote));

    private static string Phrase(IReadOnlyList<string> words) => words.Count == 0 ? "" : "(" + string.Join(" <-> ", words.Select(Quote)) + ")";

    // Words hold letters and digits only (VietnameseText), so a quote cannot be among them.
    private static string Quote(string word) => $"'{word}'";
}
