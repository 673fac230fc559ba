using System.Text.Json.Nodes;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Places;

/// <summary>What search engines are told about a commune (schema.org): where it is and what can be bought of it today.</summary>
public static class VillageJson
{
    public static JsonObject Of(Commune commune, Province province, IEnumerable<OfferCard> offers, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(commune);
        ArgumentNullException.ThrowIfNull(province);
        ArgumentNullException.ThrowIfNull(baseUrl);
        var root = baseUrl.TrimEnd('/');
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "CollectionPage",
            ["url"] = root + Urls.Village(commune),
            ["about"] = new JsonObject
            {
                ["@type"] = "Place",
                ["name"] = commune.FullName,
                ["containedInPlace"] = province.FullName,
                ["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = commune.Lat, ["longitude"] = commune.Lon },
            },
            ["mainEntity"] = new JsonObject
            {
                ["@type"] = "ItemList",
                ["itemListElement"] = new JsonArray([.. offers.Select((o, i) => new JsonObject
                {
                    ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = o.Name, ["url"] = root + Urls.Product(o.Slug),
                })]),
            },
        };
    }
}
