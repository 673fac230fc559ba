using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>A place named in a query: the words around it, and the provinces it lies in.</summary>
internal sealed record NamedPlace(string Rest, IReadOnlyList<Province> Provinces);

/// <summary>Finds a commune or former district in what was typed, to look farther round when it has nothing to offer.</summary>
internal static class PlaceWords
{
    private const int ShortestName = 2, LongestName = 4, MostCandidates = 20;

    public static NamedPlace? Find(string query, AreaDirectory areas)
    {
        foreach (var (words, start, length) in Pieces(query))
        {
            var name = string.Join(' ', words, start, length);
            var provinces = Named(name, areas).Where(p => p.Kind is not PlaceKind.Province).Select(p => p.ProvinceCode).Distinct().Select(areas.FindProvince).OfType<Province>().ToList();
            if (provinces.Count > 0)
            {
                return new NamedPlace(string.Join(' ', words.Where((_, i) => i < start || i >= start + length)), provinces);
            }
        }

        return null;
    }

    /// <summary>The code of the one province that a place of the query lies in, of today or of before; null where none is named, or the name is that of places in several.</summary>
    public static string? ProvinceIn(string query, AreaDirectory areas)
    {
        foreach (var (words, start, length) in Pieces(query))
        {
            var named = Named(string.Join(' ', words, start, length), areas).ToList();
            var provinces = named.Where(p => p.Kind is PlaceKind.Province).Select(p => p.ProvinceCode).Distinct().ToList();
            provinces = provinces.Count > 0 ? provinces : [.. named.Select(p => p.ProvinceCode).Distinct()];
            if (provinces.Count > 0)
            {
                return provinces is [var only] ? only : null;
            }
        }

        return null;
    }

    /// <summary>Runs of words that may be a name, the longest first and of those the last first.</summary>
    private static IEnumerable<(string[] Words, int Start, int Length)> Pieces(string query)
    {
        var exact = VietnameseText.Exact(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var length = Math.Min(LongestName, exact.Length); length >= ShortestName; length--)
        {
            for (var start = exact.Length - length; start >= 0; start--)
            {
                yield return (exact, start, length);
            }
        }
    }

    private static IEnumerable<PlaceMatch> Named(string name, AreaDirectory areas) => areas.FindPlaces(name, MostCandidates).Where(p => IsNamed(p, name));

    private static bool IsNamed(PlaceMatch place, string name)
    {
        var full = VietnameseText.Exact(place.FormerName ?? place.FullName);
        return full.EndsWith(" " + name, StringComparison.Ordinal) || (!VietnameseText.HasMarks(name) && VietnameseText.Fold(full).EndsWith(" " + name, StringComparison.Ordinal));
    }
}
