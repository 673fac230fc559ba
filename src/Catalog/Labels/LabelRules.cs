using System.Globalization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Catalog.Labels;

/// <summary>A field that goods of a set show.</summary>
/// <param name="Required">The law wants it before the goods are offered.</param>
/// <param name="Law">Where that is written.</param>
public sealed record LabelRule(LabelField Field, bool Required, string Law);

/// <summary>A sentence that the law writes itself.</summary>
public sealed record MandatorySentence(string Vietnamese, string English, string Law);

/// <summary>How goods of each product set may be listed and what they must say, read from the data files beside this one.</summary>
public static class LabelRules
{
    private static readonly ILookup<int, LabelRule> Rules = Read("label-rules.csv", row => (Sets(row.GetString("sets")),
        new LabelRule(Enum.Parse<LabelField>(row.GetString("field"), ignoreCase: true), row.GetString("required") == "1", row.GetString("law"))));

    private static readonly ILookup<int, MandatorySentence> Sentences = Read("mandatory-sentences.csv", row => (Sets(row.GetString("sets")),
        new MandatorySentence(row.GetString("sentence_vi"), row.GetString("sentence_en"), row.GetString("law"))));

    private static readonly Dictionary<int, (ListingKind[] Kinds, bool Cold)> Kinds = DataFile.Read(
        typeof(LabelRules).Assembly, "OcopMarket.Catalog.Labels.set-kinds.csv",
        row => (Set: row.Parse<int>("set"), Kinds: row.GetString("kinds").Split(';').Select(Enum.Parse<ListingKind>).ToArray(), Cold: row.GetString("cold") == "1"))
        .ToDictionary(row => row.Set, row => (row.Kinds, row.Cold));

    /// <summary>The fields of a set, in the order they are asked for.</summary>
    public static IReadOnlyList<LabelRule> Of(int set) => [.. Rules[set].OrderBy(r => r.Field)];

    /// <summary>The kinds that a set allows, the usual one first.</summary>
    public static IReadOnlyList<ListingKind> KindsOf(int set) => Kinds[set].Kinds;

    /// <summary>Whether goods of the set usually travel cold.</summary>
    public static bool IsCold(int set) => Kinds[set].Cold;

    public static MandatorySentence? SentenceOf(int set, ListingKind kind) => kind.CanBeOrdered() ? Sentences[set].FirstOrDefault() : null;

    /// <summary>What the law asks of goods of the set, sold in this way, and is not there.</summary>
    public static IReadOnlyList<LabelRule> MissingOf(int set, ListingKind kind, IReadOnlyDictionary<LabelField, string> label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return kind.CanBeOrdered() ? [.. Of(set).Where(r => r.Required && string.IsNullOrWhiteSpace(label.GetValueOrDefault(r.Field)))] : [];
    }

    /// <summary>Every set with every kind it allows: the rows of <c>catalog.set_kinds</c>, which the Offer rule asks.</summary>
    internal static IEnumerable<SetKind> SetKinds => Kinds.SelectMany(k => k.Value.Kinds, (k, kind) => new SetKind { Set = k.Key, Kind = kind });

    private static ILookup<int, T> Read<T>(string file, Func<CsvHelper.CsvReader, (IEnumerable<int> Sets, T Rule)> make)
        => DataFile.Read(typeof(LabelRules).Assembly, $"OcopMarket.Catalog.Labels.{file}", make)
            .SelectMany(row => row.Sets, (row, set) => (set, row.Rule)).ToLookup(row => row.set, row => row.Rule);

    // "3-13;16" names sets 3 to 13 and 16.
    private static int[] Sets(string text) => [.. text.Split(';').Select(part => part.Split('-')).SelectMany(ends =>
        Number(ends[0]) is var first && ends.Length == 2 ? Enumerable.Range(first, Number(ends[1]) - first + 1) : [first])];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
