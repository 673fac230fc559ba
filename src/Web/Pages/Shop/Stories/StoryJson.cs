using System.Text.Json.Nodes;
using OcopMarket.Catalog.Listings;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Stories;

/// <summary>What search engines are told about a story (schema.org); what it costs is the product page's to say.</summary>
public static class StoryJson
{
    public static JsonObject Of(ListingView listing, StoryWords words, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(baseUrl);
        var root = baseUrl.TrimEnd('/');
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Article",
            ["headline"] = listing.ProductName,
            ["inLanguage"] = Show.English && words.IsTranslated ? "en" : "vi",
            ["articleBody"] = words.Text,
            ["url"] = root + Urls.Story(listing.Slug),
            ["author"] = new JsonObject { ["@type"] = "Organization", ["name"] = listing.ProducerName, ["url"] = root + Urls.Producer(listing.ProducerSlug) },
            ["about"] = new JsonObject { ["@type"] = "Product", ["name"] = listing.ProductName, ["url"] = root + Urls.Product(listing.Slug) },
        };
    }
}
