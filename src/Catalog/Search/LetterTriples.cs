namespace OcopMarket.Catalog.Search;

/// <summary>
/// Likeness by triples of letters, as PostgreSQL's pg_trgm counts it: a word is padded with two spaces before and one after. Engines that can only
/// count triples ask here which of their candidates are alike, so that a typing error is seen through in the same way everywhere.
/// </summary>
internal static class LetterTriples
{
    /// <summary>The triples of folded text, each once, in no order that means anything.</summary>
    public static IReadOnlyCollection<string> Of(string text) => Sequence(text).ToHashSet(StringComparer.Ordinal);

    /// <summary><c>word_similarity(typed, text)</c>: how alike the typed words are to the piece of the text that is most like them; 0 to 1.</summary>
    public static float Closeness(string typed, string text)
    {
        var wanted = Sequence(typed).ToHashSet(StringComparer.Ordinal);
        var sequence = Sequence(text);
        if (wanted.Count == 0 || sequence.Count == 0)
        {
            return 0;
        }

        // A window moves over the text: its end stands on triples that are wanted, its beginning moves up while that makes it more alike.
        var lastSeen = new Dictionary<string, int>(StringComparer.Ordinal);
        var (best, begin, found, distinct) = (0f, -1, 0, 0);
        for (var end = 0; end < sequence.Count; end++)
        {
            var triple = sequence[end];
            var isWanted = wanted.Contains(triple);
            if (begin >= 0 || isWanted)
            {
                if (!lastSeen.ContainsKey(triple))
                {
                    distinct++;
                    found += isWanted ? 1 : 0;
                }

                lastSeen[triple] = end;
            }

            if (!isWanted)
            {
                continue;
            }

            if (begin < 0)
            {
                (begin, distinct) = (end, 1);
            }

            var closeness = Share(found, wanted.Count, distinct);
            var (triedFound, triedDistinct, from) = (found, distinct, begin);
            for (var tried = from; tried <= end; tried++)
            {
                if (Share(triedFound, wanted.Count, triedDistinct) is var share && share > closeness)
                {
                    (closeness, distinct, begin, found) = (share, triedDistinct, tried, triedFound);
                }

                if (lastSeen[sequence[tried]] == tried)
                {
                    triedDistinct--;
                    triedFound -= wanted.Contains(sequence[tried]) ? 1 : 0;
                }
            }

            best = Math.Max(best, closeness);
            for (var left = from; left < begin; left++)
            {
                if (lastSeen[sequence[left]] == left)
                {
                    lastSeen.Remove(sequence[left]);
                }
            }
        }

        return best;
    }

    private static float Share(int found, int wanted, int distinct) => (float)found / (wanted + distinct - found);

    private static List<string> Sequence(string text)
    {
        var triples = new List<string>(text.Length + 8);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var padded = $"  {word} ";
            for (int first = 0, second = 1, third = 2; third < padded.Length;)
            {
                var next = third + (char.IsSurrogatePair(padded, third) ? 2 : 1);
                triples.Add(padded[first..next]);
                (first, second, third) = (second, third, next);
            }
        }

        return triples;
    }
}
