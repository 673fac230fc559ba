using OcopMarket.Platform.Tables;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A heading of decision 950/QĐ-BCT under which a place can be a sales point.</summary>
public sealed record PlaceType(string Code, string NameVi, string NameEn);

/// <summary>The eight headings, as data.</summary>
public static class PlaceTypes
{
    public static IReadOnlyList<PlaceType> All { get; } = DataFile.Read(
        typeof(PlaceTypes).Assembly, "OcopMarket.Promotion.SalesPoints.place-types.csv", row => new PlaceType(row.GetString("code"), row.GetString("name_vi"), row.GetString("name_en")));

    public static PlaceType? Find(string? code) => All.FirstOrDefault(t => t.Code == code);
}
