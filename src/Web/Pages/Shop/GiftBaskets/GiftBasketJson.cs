using System.Text.Json.Nodes;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.GiftBaskets;

/// <summary>What search engines are told about a gift basket (schema.org): a list of products. Price, star and certificate are each product's own page's to say.</summary>
public static class GiftBasketJson
{
    public static JsonObject Of(GiftBasketView basket, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(basket);
        ArgumentNullException.ThrowIfNull(baseUrl);
        var (root, sold) = (baseUrl.TrimEnd('/'), basket.Contents.Sold);
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "ItemList",
            ["name"] = Show.English ? basket.NameEn : basket.NameVi,
            ["description"] = Show.English ? basket.TextEn : basket.TextVi,
            ["url"] = root + Urls.GiftBasket(basket.Slug),
            ["numberOfItems"] = sold.Count,
            ["itemListElement"] = new JsonArray([.. sold.Select((item, i) => new JsonObject
            {
                ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = item.Shelf.ProductName, ["url"] = root + Urls.Product(item.Shelf.Slug),
            })]),
        };
    }
}
