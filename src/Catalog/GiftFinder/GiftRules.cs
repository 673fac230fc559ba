using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.GiftFinder;

/// <summary>
/// What suits whom and when, by product set: the market's own opinion, kept as data (<c>gift-rules.csv</c>). Points order, a reason says why;
/// negative points leave a set out (fresh food does not go abroad, no alcohol for children).
/// </summary>
public static class GiftRules
{
    private static readonly List<Rule> Rules = DataFile.Read(
        typeof(GiftRules).Assembly, "OcopMarket.Catalog.GiftFinder.gift-rules.csv",
        row => new Rule(row.GetString("who"), row.GetString("name"), [.. row.GetString("sets").Split(';').Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))], row.Parse<int>("points"), row.GetString("reason")));

    /// <summary>Codes in the order they are asked.</summary>
    public static IReadOnlyList<string> Receivers { get; } = [.. Rules.Where(r => r.Who == "receiver").Select(r => r.Name).Distinct()];

    public static IReadOnlyList<string> Occasions { get; } = [.. Rules.Where(r => r.Who == "occasion").Select(r => r.Name).Distinct()];

    /// <summary>Every reason that can be given; pages have words for them.</summary>
    public static IReadOnlyList<string> Reasons { get; } = [.. Rules.Where(r => r.Points > 0).Select(r => r.Reason).Distinct()];

    /// <summary>By set, 1 to 26: points, negative to leave it out, and why.</summary>
    internal static (int Points, string? Reason)[] Of(string who, string? name)
    {
        var sets = new (int, string?)[ProductSets.All.Count + 1];
        foreach (var rule in Rules.Where(r => r.Who == who && r.Name == name))
        {
            foreach (var set in rule.Sets)
            {
                sets[set] = (rule.Points, rule.Points > 0 ? rule.Reason : null);
            }
        }

        return sets;
    }

    private sealed record Rule(string Who, string Name, IReadOnlyList<int> Sets, int Points, string Reason);
}
