using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>One thing that must be there: any of these phrases of folded words will do.</summary>
internal sealed record SearchUnit(params IReadOnlyList<string[]> AnyOf);

/// <summary>A query as the search understands it, before any engine says it in its own language.</summary>
/// <param name="Units">Every one of them must be there.</param>
/// <param name="Words">The typed words that are looked for, folded.</param>
/// <param name="Marked">The same words with their marks; null when none were typed.</param>
internal sealed record SearchPlan(IReadOnlyList<SearchUnit> Units, IReadOnlyList<string> Words, IReadOnlyList<string>? Marked)
{
    /// <summary>The typed words as a name would write them, folded.</summary>
    public string Name { get; } = string.Join(' ', Words);

    public bool Gift { get; init; }

    /// <summary>Product sets the words ask for; empty for any.</summary>
    public int[] Sets { get; init; } = [];

    /// <summary>Nothing is left to look for: the words only set filters.</summary>
    public bool IsEmpty => Units.Count == 0;
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

        var (gift, sets, units, kept) = (false, new HashSet<int>(), new List<SearchUnit>(), new List<int>());
        for (var at = 0; at < folded.Length;)
        {
            var (entries, length) = Longest(phrases, folded, exact, at, hasMarks);
            var meaning = entries.Count > 0 ? entries[0].Meaning : (PhraseMeaning?)null;
            var literal = folded[at..(at + length)];
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
                    units.Add(new([folded[at]]));
                    kept.Add(at);
                    break;
            }

            at += length;
        }

        if (units.Count == 0 && !gift && sets.Count == 0)
        {
            // Only empty words were typed ("đặc sản"): nothing to look for, everything is an answer.
            return new SearchPlan([], [], null);
        }

        return new SearchPlan(units, kept.ConvertAll(i => folded[i]), hasMarks ? kept.ConvertAll(i => exact[i]) : null) { Gift = gift, Sets = [.. sets.Order()] };
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

    private static SearchUnit AnyOf(IEnumerable<string> terms, string[]? first = null)
        => new([.. terms.Select(t => VietnameseText.Fold(t).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Prepend(first ?? []).Where(words => words.Length > 0).DistinctBy(words => string.Join(' ', words))]);
}
