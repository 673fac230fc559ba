using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>Names what a mistyped query was taken for.</summary>
internal static class NearName
{
    /// <summary>The words of a name, side by side, whose letters are nearest to the typed words, as the name writes them; null when none come near.</summary>
    /// <param name="typed">The query, folded.</param>
    public static string? In(string name, string typed)
    {
        var words = VietnameseText.Clean(name).Split(' ');
        var folded = Array.ConvertAll(words, VietnameseText.Fold);
        var wanted = typed.Split(' ').Length;
        var (best, bestDistance) = ("", int.MaxValue);
        for (var length = Math.Max(1, wanted - 1); length <= Math.Min(words.Length, wanted + 1); length++)
        {
            for (var start = 0; start + length <= words.Length; start++)
            {
                var distance = Distance(string.Join(' ', folded, start, length), typed);
                if (distance < bestDistance)
                {
                    (best, bestDistance) = (string.Join(' ', words, start, length), distance);
                }
            }
        }

        // Far from anything in the name: the producer resembled, or only parts did.
        return bestDistance <= Math.Max(2, typed.Length / 5) ? best.Trim(',', '.', '(', ')', '"', '“', '”') : null;
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string left, string right)
    {
        var (previous, current) = (new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
