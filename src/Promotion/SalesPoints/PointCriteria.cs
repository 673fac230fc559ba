using OcopMarket.Platform.Tables;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>How binding an item of the checklist is.</summary>
public enum CriterionKind
{
    /// <summary>By the decision; unmet, there is no recognition.</summary>
    Required,
    Optional,

    /// <summary>What provinces ask for or support.</summary>
    Practice,

    /// <summary>By another law.</summary>
    Law,
}

public enum CriterionGroup
{
    Location,
    Products,
    Signage,
    Facilities,
    Operation,

    /// <summary>What a province added.</summary>
    Province,
}

/// <summary>An item of a checklist.</summary>
/// <param name="Unverified">Nobody has found it in a published text yet.</param>
public sealed record PointCriterion(string Code, CriterionGroup Group, CriterionKind Kind, string TextVi, string TextEn, string Source, bool Unverified)
{
    /// <summary>What may stay open in an appraisal; what is required may not.</summary>
    public bool IsRequired => Kind is CriterionKind.Required or CriterionKind.Law;
}

/// <summary>A set of criteria by the decision it comes from.</summary>
/// <param name="Items">Empty where the text is not kept here: points that met it keep its name.</param>
public sealed record CriteriaSet(string Version, string Decision, IReadOnlyList<PointCriterion> Items);

/// <summary>The sets of criteria by which places become sales points, as data.</summary>
public static class PointCriteria
{
    /// <summary>The one in use first.</summary>
    public static IReadOnlyList<CriteriaSet> All { get; } = DataFile.Read(
        typeof(PointCriteria).Assembly, "OcopMarket.Promotion.SalesPoints.criteria-sets.csv",
        row => new CriteriaSet(row.GetString("version"), row.GetString("decision"), row.GetString("items") == "1" ? ItemsOf(row.GetString("version")) : []));

    /// <summary>By which surveys are made now.</summary>
    public static CriteriaSet Current => All[0];

    public static CriteriaSet? Find(string? version) => All.FirstOrDefault(s => s.Version == version);

    private static List<PointCriterion> ItemsOf(string version) => DataFile.Read(
        typeof(PointCriteria).Assembly, $"OcopMarket.Promotion.SalesPoints.criteria-{version}.csv",
        row => new PointCriterion(row.GetString("code"), Enum.Parse<CriterionGroup>(row.GetString("group")), KindOf(row.GetString("kind")), row.GetString("text_vi"), row.GetString("text_en"), row.GetString("source"), row.GetString("unverified") == "1"));

    private static CriterionKind KindOf(string letter) => letter switch
    {
        "R" => CriterionKind.Required,
        "O" => CriterionKind.Optional,
        "P" => CriterionKind.Practice,
        "L" => CriterionKind.Law,
        _ => throw new InvalidOperationException($"No kind of criterion: {letter}"),
    };
}
