namespace OcopMarket.Platform.Areas;

/// <summary>Which part of an address is meant.</summary>
public enum AreaPart
{
    Commune,
    District,
    Province,
}

/// <summary>Why an address does not name one commune.</summary>
public enum AreaAmbiguity
{
    /// <summary>The former commune was divided among several; only somebody who knows the spot can tell.</summary>
    SplitUnit,

    /// <summary>Several places bear the name, or it was typed without marks and several names fit.</summary>
    SeveralPlaces,

    /// <summary>Only a district was given: the candidates are the communes its area belongs to.</summary>
    DistrictOnly,

    /// <summary>Only a province was given: the candidates are the communes in it.</summary>
    ProvinceOnly,
}

/// <summary>What <see cref="AreaDirectory.Resolve"/> makes of the names on a paper: exactly one of the three nested records.</summary>
public abstract record AreaResolution
{
    private AreaResolution()
    {
    }

    /// <param name="FormerName">The full name of the unit of June 2025 (or the still older name as written) when that was matched; null for today's name.</param>
    public sealed record Found(Commune Commune, string? FormerName) : AreaResolution;

    /// <param name="Candidates">For <see cref="AreaAmbiguity.SplitUnit"/> the likeliest first, else in the order of the directory.</param>
    public sealed record Ambiguous(IReadOnlyList<Commune> Candidates, AreaAmbiguity Reason) : AreaResolution;

    /// <param name="Part">The part that is not known there, or that is missing when nothing was given.</param>
    public sealed record Unknown(AreaPart Part) : AreaResolution;
}

public enum PlaceKind
{
    Province,
    Commune,
    FormerDistrict,
}

/// <summary>A place to suggest while somebody types.</summary>
/// <param name="Code">Of the province, the commune (never of the former one) or the former district.</param>
/// <param name="FormerName">The name of before July 2025 that matched, when today's did not; a commune's with its district.</param>
public sealed record PlaceMatch(PlaceKind Kind, string Code, string FullName, string ProvinceCode, string ProvinceName, string? FormerName);
