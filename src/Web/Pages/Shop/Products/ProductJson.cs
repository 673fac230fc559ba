using System.Globalization;
using System.Text.Json.Nodes;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform.Pictures;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Products;

/// <summary>What search engines are told about a product (schema.org); a price only while it is on offer.</summary>
public static class ProductJson
{
    public static JsonObject Of(ListingView listing, string baseUrl, string place)
    {
        ArgumentNullException.ThrowIfNull(listing);
        ArgumentNullException.ThrowIfNull(baseUrl);
        var url = baseUrl.TrimEnd('/') + Urls.Product(listing.Slug);
        var product = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = listing.ProductName,
            ["url"] = url,
            ["manufacturer"] = new JsonObject { ["@type"] = "Organization", ["name"] = listing.ProducerName, ["address"] = place },
        };
        if (PictureKey.TryParse(listing.Picture, out var picture))
        {
            product["image"] = baseUrl.TrimEnd('/') + Pictures.Jpeg(picture);
        }

        if (listing.StoryVi is { Length: > 0 } story)
        {
            product["description"] = story;
        }

        if (listing.Said is { Average: { } average, Count: var reviews })
        {
            product["aggregateRating"] = new JsonObject { ["@type"] = "AggregateRating", ["ratingValue"] = average, ["reviewCount"] = reviews, ["bestRating"] = 5, ["worstRating"] = 1 };
        }

        if (listing.Offer is { } offer)
        {
            product["hasCertification"] = new JsonObject
            {
                ["@type"] = "Certification",
                ["name"] = "OCOP",
                ["certificationIdentification"] = offer.CertificateNumber,
                ["expires"] = offer.ValidThrough.ToString("O", CultureInfo.InvariantCulture),
                ["certificationRating"] = new JsonObject { ["@type"] = "Rating", ["ratingValue"] = offer.Stars, ["bestRating"] = 5, ["worstRating"] = 3 },
            };
            product["offers"] = new JsonObject
            {
                ["@type"] = "Offer",
                ["price"] = offer.Price.Dong,
                ["priceCurrency"] = "VND",
                ["availability"] = offer.InStock ? "https://schema.org/InStock" : "https://schema.org/OutOfStock",
                ["url"] = url,
                ["seller"] = new JsonObject { ["@type"] = "Organization", ["name"] = listing.ProducerName },
            };
            if (offer.PriceThrough is { } through)
            {
                product["offers"]!["priceValidUntil"] = through.ToString("O", CultureInfo.InvariantCulture);
            }
        }

        return product;
    }
}
