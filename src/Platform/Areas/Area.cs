namespace OcopMarket.Platform.Areas;

/// <summary>What a unit of the lower level is since 1 July 2025: xã, phường, đặc khu.</summary>
public enum AreaKind
{
    Commune,
    Ward,
    SpecialZone,
}

/// <summary>The six socio-economic regions.</summary>
public enum AreaRegion
{
    NorthernMidlandsAndMountains,
    RedRiverDelta,
    NorthCentral,
    SouthCentralCoastAndHighlands,
    Southeast,
    MekongDelta,
}

/// <summary>A province or city of the first level; the code has two digits and is text.</summary>
/// <param name="FullNameOf2025">Its full name on 1 July 2025: differs for Đồng Nai, a city since 30 April 2026.</param>
/// <param name="FormerNames">Bare names of the provinces of June 2025 that are part of it now, its own left out.</param>
/// <param name="LabelLat">Where a map puts its name, in degrees.</param>
public sealed record Province(
    string Code,
    string Name,
    string FullName,
    string FullNameOf2025,
    string NameEn,
    string FullNameEn,
    string Slug,
    AreaRegion Region,
    IReadOnlyList<string> FormerNames,
    double LabelLat,
    double LabelLon);

/// <summary>A commune, ward or special zone; the code has five digits and is text.</summary>
/// <param name="FullNameOf2025">Its full name on 1 July 2025: differs for the ten communes of Đồng Nai that became wards.</param>
/// <param name="Slug">Unique within its province.</param>
/// <param name="Lat">The middle of its largest part, in degrees.</param>
public sealed record Commune(
    string Code,
    string Name,
    string FullName,
    string FullNameOf2025,
    AreaKind Kind,
    string ProvinceCode,
    string NameEn,
    string FullNameEn,
    string Slug,
    double Lat,
    double Lon);

/// <summary>A district of June 2025; the level ended on 1 July 2025.</summary>
/// <param name="FormerProvince">Full name of its province in June 2025.</param>
/// <param name="ProvinceCode">The province it lies in now.</param>
public sealed record FormerDistrict(string Code, string Name, string FullName, string FormerProvinceCode, string FormerProvince, string ProvinceCode);

/// <summary>A commune, ward or township of June 2025.</summary>
/// <param name="Code">Empty for five island districts that had no commune; they stand for themselves.</param>
/// <param name="BecameCodes">The communes it is part of now; more than one when it was split, the likeliest first.</param>
public sealed record FormerUnit(string Code, string FullName, FormerDistrict District, IReadOnlyList<string> BecameCodes)
{
    public bool WasSplit => BecameCodes.Count > 1;
}
