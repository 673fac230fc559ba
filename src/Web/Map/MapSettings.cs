using System.Net;

namespace OcopMarket.Web.Map;

/// <summary>A server of map tiles (<c>Market:Map</c>); without one, maps are the provinces that the market draws itself.</summary>
/// <param name="Tiles">Address with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>.</param>
/// <param name="Attribution">Whom the map's data belongs to, as its licence wants it said.</param>
/// <param name="Origin">The one host that browsers may ask for tiles.</param>
public sealed record MapSettings(string Tiles, string Attribution, string Origin)
{
    public const string Section = "Market:Map";

    private static readonly string[] Places = ["{z}", "{x}", "{y}"];

    /// <returns>Null where no server is named.</returns>
    /// <exception cref="FormatException">The address cannot be used.</exception>
    internal static MapSettings? Read(IConfiguration section)
    {
        var (tiles, attribution) = (section["Tiles"]?.Trim() ?? "", section["Attribution"]?.Trim() ?? "");
        if (tiles.Length == 0)
        {
            return null;
        }

        if (attribution.Length == 0)
        {
            throw new FormatException("Attribution is missing: whom the map's data belongs to");
        }

        var bare = Places.Aggregate(tiles, (text, place) => text.Replace(place, "0", StringComparison.Ordinal));
        if (!Places.All(p => tiles.Contains(p, StringComparison.Ordinal)) || bare.Contains('{', StringComparison.Ordinal) || !Uri.TryCreate(bare, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))) || address.UserInfo.Length > 0)
        {
            throw new FormatException("Tiles is no address of one host that begins with https:// and holds {z}, {x} and {y}");
        }

        return new(tiles, attribution, address.GetLeftPart(UriPartial.Authority));
    }
}
