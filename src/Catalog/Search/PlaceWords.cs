using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>A place named in a query: the words around it, and the provinces it lies in.</summary>
internal sealed record NamedPlace(string Rest, IReadOnlyList<Province> Provinces);

/// <summary>Finds a commune or former district in what was typed, to look farther round when it has nothing to offer.</summary>
internal static class PlaceWords
{
    private const int LongestName = 4, MostCandidates = 20;

    public static NamedPlace? Find(string query, AreaDirectory areas)
    {
        var exact = VietnameseText.Exact(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var length = Math.Min(LongestName, exact.Length); length >= 2; length--)
        {
            for (var start = exact.Length - length; start >= 0; start--)
            {
                var name = string.Join(' ', exact, start, length);
                var provinces = areas.FindPlaces(name, MostCandidates).Where(p => p.Kind is not PlaceKind.Province && IsNamed(p, name))
                    .Select(p => p.ProvinceCode).Distinct().Select(areas.FindProvince).OfType<Province>().ToList();
                if (provinces.Count > 0)
                {
                    return new NamedPlace(string.Join(' ', exact.Where((_, i) => i < start || i >= start + length)), provinces);
                }
            }
        }

        return null;
    }

    private static bool IsNamed(PlaceMatch place, string name)
    {
        var full = VietnameseText.Exact(place.FormerName ?? place.FullName);
        return full.EndsWith(" " + name, StringComparison.Ordinal) || (!VietnameseText.HasMarks(name) && VietnameseText.Fold(full).EndsWith(" " + name, StringComparison.Ordinal));
    }
}
