using System.Collections.Frozen;
using OcopMarket.Platform.Areas;

namespace OcopMarket.Web.Ui;

/// <summary>Addresses of communes: their name and that of their province, since eleven communes are called Tân An.</summary>
public static class Villages
{
    private static readonly FrozenDictionary<string, Commune> BySlug = AreaDirectory.Instance.Provinces
        .SelectMany(p => AreaDirectory.Instance.CommunesOf(p.Code)).ToFrozenDictionary(SlugOf, StringComparer.Ordinal);

    public static string SlugOf(Commune commune)
    {
        ArgumentNullException.ThrowIfNull(commune);
        return $"{commune.Slug}-{AreaDirectory.Instance.FindProvince(commune.ProvinceCode)!.Slug}";
    }

    public static Commune? Find(string slug) => BySlug.GetValueOrDefault(slug);

    /// <summary>The communes of this name in all provinces, for an address without one.</summary>
    public static IReadOnlyList<Commune> Named(string slug) => [.. BySlug.Values.Where(c => c.Slug == slug).OrderBy(SlugOf, StringComparer.Ordinal)];

    /// <summary>Kilometres between the middles of two communes as the crow flies.</summary>
    public static double Distance(Commune one, Commune other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        const double EarthRadius = 6371;
        var (a, b) = (double.DegreesToRadians(one.Lat), double.DegreesToRadians(other.Lat));
        var half = Math.Pow(Math.Sin((b - a) / 2), 2) + (Math.Cos(a) * Math.Cos(b) * Math.Pow(Math.Sin(double.DegreesToRadians(other.Lon - one.Lon) / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Sqrt(half));
    }
}
