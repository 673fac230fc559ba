using OcopMarket.Platform.Areas;

namespace OcopMarket.Web.Ui;

/// <summary>How people called a commune before July 2025.</summary>
public static class FormerPlaces
{
    /// <summary>The communes that are here for the most part, and the districts they lay in; empty when none is.</summary>
    /// <param name="most">More are left out, with an ellipsis.</param>
    public static string Of(AreaDirectory areas, string communeCode, int most = 4)
    {
        ArgumentNullException.ThrowIfNull(areas);
        var units = areas.FormerUnitsOf(communeCode).Where(u => u.BecameCodes[0] == communeCode).ToList();
        return units.Count == 0 ? ""
            : $"{string.Join(", ", units.Take(most).Select(u => u.FullName))}{(units.Count > most ? "…" : "")} ({string.Join(", ", units.Select(u => u.District.FullName).Distinct())})";
    }
}
