using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Areas;

internal enum NamePrefix
{
    None,
    Commune,
    Ward,
    Township,
    SpecialZone,
    RuralDistrict,
    UrbanDistrict,
    Town,
    City,
    Province,
}

/// <summary>One reading of a written place name: the kind it says and the bare name, as keys without spaces.</summary>
/// <param name="Exact">Marks kept, tones placed as in the resolutions.</param>
/// <param name="Loose">Marks off and y written i (Qui Nhơn, Quy Nhơn).</param>
internal readonly record struct AreaName(NamePrefix Prefix, string Exact, string Loose)
{
    // Written kinds of one or two words, with and without marks; a syllable with other marks (Xà Phiên, Phương Liên) is not a kind.
    private static readonly Dictionary<string, NamePrefix> Kinds = DataFile.Read(
        typeof(AreaName).Assembly, "OcopMarket.Platform.Areas.Data.name-prefixes.csv", row => KeyValuePair.Create(row.GetString("words"), Enum.Parse<NamePrefix>(row.GetString("kind")))).ToDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The readings of a written name, the one with its kind taken off first. The whole text is a reading too:
    /// "xa phien" typed without marks may be the commune Xà Phiên.
    /// </summary>
    public static IReadOnlyList<AreaName> Read(string? text)
    {
        var words = Words(text);
        if (words.Count == 0)
        {
            return [];
        }

        var whole = Of(NamePrefix.None, words);
        return KindOf(words) is var (prefix, length) && length > 0 ? [Of(prefix, words[length..]), whole] : [whole];
    }

    /// <summary>A full name of the data files, which always begins with its kind.</summary>
    public static AreaName OfFullName(string fullName)
    {
        var words = Words(fullName);
        var (prefix, length) = KindOf(words);
        return Of(prefix, words[length..]);
    }

    /// <summary>The full name without its kind, as written; a number keeps it (Phường 1).</summary>
    public static string Bare(string fullName)
    {
        var bare = string.Join(' ', fullName.Split(' ')[KindOf(Words(fullName)).Length..]);
        return char.IsAsciiDigit(bare[0]) ? fullName : bare;
    }

    public static string LooseOf(string exact) => VietnameseText.Fold(exact).Replace(" ", "", StringComparison.Ordinal).Replace('y', 'i');

    private static (NamePrefix Prefix, int Length) KindOf(List<string> words)
        => words.Count > 2 && Kinds.TryGetValue($"{words[0]} {words[1]}", out var prefix) ? (prefix, 2)
            : words.Count > 1 && Kinds.TryGetValue(words[0], out prefix) ? (prefix, 1)
            : (NamePrefix.None, 0);

    private static List<string> Words(string? text)
    {
        var exact = VietnameseText.Exact(text);
        if (exact.Length == 0)
        {
            return [];
        }

        List<string> words = [.. exact.Split(' ')];
        if (words[0] is [var letter, >= '0' and <= '9', ..] && letter is 'p' or 'q' or 'f' && words[0].AsSpan(1).ContainsAnyExceptInRange('0', '9') is false)
        {
            words[0] = words[0][1..]; // P1, Q10
            words.Insert(0, letter.ToString());
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length > 1 && words[i][0] == '0' && !words[i].AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                words[i] = words[i].TrimStart('0') is { Length: > 0 } number ? number : "0"; // Phường 01
            }
        }

        return words;
    }

    private static AreaName Of(NamePrefix prefix, List<string> words)
    {
        var exact = string.Concat(words);
        return new(prefix, exact, LooseOf(exact));
    }
}
