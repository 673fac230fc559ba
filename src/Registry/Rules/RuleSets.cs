using System.Text.Json;
using OcopMarket.Platform;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Registry.Rules;

/// <summary>What the programme's law says from a day on: terms, who decides, how long an extension may be. Data, so that a new decision is a new row.</summary>
/// <param name="Decides">Which level recognises, extends and revokes each star.</param>
/// <param name="LongestExtensionDays">Days after the written term that a recorded extension may reach (QĐ 26/2026 article 12.3); null where the rules know none.</param>
/// <param name="RenewalOpensDays">Earliest filing of a re-evaluation, in days before the end (QĐ 26/2026).</param>
/// <param name="RenewalClosesDays">Latest filing, in days before the end.</param>
public sealed record RuleSet(
    string Key, string Law, DateOnly From, int TermMonths, IReadOnlyDictionary<int, AuthorityLevel> Decides,
    int? LongestExtensionDays, int? RenewalOpensDays, int? RenewalClosesDays)
{
    /// <summary>The last valid day: the same day number after the term, or the month's last (29/2 becomes 28/2).</summary>
    public DateOnly LastDay(DateOnly issuedOn) => issuedOn.AddMonths(TermMonths);

    /// <summary>Whether an office of this level may decide on certificates of these stars.</summary>
    public bool MayDecide(OfficeLevel level, int stars) => Decides[stars] switch
    {
        AuthorityLevel.Ministry => level == OfficeLevel.Ministry,
        AuthorityLevel.Province => level == OfficeLevel.Province,
        AuthorityLevel.District => level == OfficeLevel.Province, // districts ended on 1 July 2025; the province took over
    };

    /// <summary>
    /// Whether an office of this level may write such a certificate into the register: the one that decides on it, or one above. A commune
    /// proposes; what it typed must not become a star.
    /// </summary>
    public bool MayRecord(OfficeLevel level, int stars) => level is OfficeLevel.Ministry || MayDecide(level, stars);
}

/// <summary>All rule sets, and the one in force on a day.</summary>
public sealed class RuleSets
{
    private RuleSets(IReadOnlyList<RuleSet> inOrder) => InOrder = inOrder;

    public static RuleSets Instance { get; } = Load();

    public IReadOnlyList<RuleSet> InOrder { get; }

    /// <summary>The rules in force on a day in Vietnam; before the first of them, the first.</summary>
    public RuleSet InForceOn(DateOnly day) => InOrder.LastOrDefault(r => r.From <= day) ?? InOrder[0];

    private static RuleSets Load()
    {
        using var file = typeof(RuleSets).Assembly.GetManifestResourceStream("OcopMarket.Registry.Rules.rule-sets.json")!;
        return new([.. JsonSerializer.Deserialize<List<RuleSet>>(file, PlatformJson.Options)!.OrderBy(r => r.From)]);
    }
}
