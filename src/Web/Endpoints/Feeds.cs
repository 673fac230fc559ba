using System.Globalization;
using System.Xml;
using Microsoft.Extensions.Localization;
using Npgsql;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Pages.Shop.Information;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>What robots read: robots.txt, the sitemap, the product feed. Only what can be sold today, never alcohol; while demonstration data is present, nothing is to be indexed.</summary>
internal static class Feeds
{
    /// <summary>Products a part of the sitemap or one reading of the feed holds.</summary>
    private const int Part = 10_000;

    private const string SitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string SitemapPictures = "http://www.google.com/schemas/sitemap-image/1.1";
    private const string FactsNamespace = "http://base.google.com/ns/1.0";

    private static readonly string[] Indexed = ["text/html", "text/csv", "application/json", "application/xml", "application/rss+xml"];

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", RobotsAsync).ExcludeFromDescription();
        routes.MapGet("/sitemap.xml", SitemapAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet("/sitemap-pages.xml", PagesAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet("/sitemap-products-{after:int:min(0)}.xml", ProductsAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet("/feeds/products.xml", FeedAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
    }

    /// <summary>While demonstration data is present, pages and data say that they are not to be indexed.</summary>
    public static void UseNoIndexOfDemo(this IApplicationBuilder app)
        => app.Use((http, next) =>
        {
            http.Response.OnStarting(static state => MarkAsync((HttpContext)state), http);
            return next(http);
        });

    private static async Task MarkAsync(HttpContext http)
    {
        var type = http.Response.ContentType ?? "";
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            || !Indexed.Any(kind => type.StartsWith(kind, StringComparison.Ordinal)))
        {
            return;
        }

        try
        {
            if (await http.RequestServices.GetRequiredService<DemoRegistry>().IsPresentAsync(http.RequestAborted))
            {
                http.Response.Headers["X-Robots-Tag"] = "noindex";
            }
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            // The database is away or the reader is; an answer from memory goes out without the mark.
        }
    }

    private static async Task<IResult> RobotsAsync(HttpContext http, DemoRegistry demo, MarketSettings settings, CancellationToken ct)
        => TypedResults.Text(await demo.IsPresentAsync(ct)
            ? "User-agent: *\nDisallow: /\n"
            : $"User-agent: *\nDisallow: /api/\nDisallow: /xac-thuc?\nDisallow: /gio-hang\nDisallow: /thanh-toan\n\nSitemap: {http.Request.Absolute(settings, "/sitemap.xml")}\n");

    private static async Task SitemapAsync(HttpContext http, ListingQueries listings, StoryQueries stories, GiftBasketQueries baskets, FairQueries fairs, HallQueries halls, SalesPointQueries salesPoints, EntityTags tags, MarketSettings settings, CancellationToken ct)
    {
        if (tags.HasIt(http, "map"))
        {
            return;
        }

        var first = await listings.OfferedAsync(0, Part, ct);
        await using var xml = Begin(http, "application/xml; charset=utf-8");
        if (first.Count < Part)
        {
            await xml.WriteStartElementAsync(null, "urlset", SitemapNamespace);
            await WritePagesAsync(xml, http, settings, await baskets.SlugsAsync(ct), await fairs.SlugsAsync(ct), await halls.SlugsAsync(ct), await salesPoints.SlugsAsync(ct));
            await WriteProductsAsync(xml, http, settings, first, await stories.NumbersAsync(ct));
        }
        else
        {
            await xml.WriteStartElementAsync(null, "sitemapindex", SitemapNamespace);
            await WriteMapAsync(xml, http.Request.Absolute(settings, "/sitemap-pages.xml"));
            var after = 0;
            for (var part = first; part.Count > 0; part = await listings.OfferedAsync(after, Part, ct))
            {
                await WriteMapAsync(xml, http.Request.Absolute(settings, FormattableString.Invariant($"/sitemap-products-{after}.xml")));
                after = part[^1].No;
            }
        }

        await xml.WriteEndElementAsync();
    }

    private static async Task PagesAsync(HttpContext http, GiftBasketQueries baskets, FairQueries fairs, HallQueries halls, SalesPointQueries salesPoints, EntityTags tags, MarketSettings settings, CancellationToken ct)
    {
        if (!tags.HasIt(http, "pages"))
        {
            await using var xml = Begin(http, "application/xml; charset=utf-8");
            await xml.WriteStartElementAsync(null, "urlset", SitemapNamespace);
            await WritePagesAsync(xml, http, settings, await baskets.SlugsAsync(ct), await fairs.SlugsAsync(ct), await halls.SlugsAsync(ct), await salesPoints.SlugsAsync(ct));
            await xml.WriteEndElementAsync();
        }
    }

    private static async Task ProductsAsync(int after, HttpContext http, ListingQueries listings, StoryQueries stories, EntityTags tags, MarketSettings settings, CancellationToken ct)
    {
        if (!tags.HasIt(http, string.Create(CultureInfo.InvariantCulture, $"products-{after}")))
        {
            var part = await listings.OfferedAsync(after, Part, ct);
            await using var xml = Begin(http, "application/xml; charset=utf-8");
            await xml.WriteStartElementAsync(null, "urlset", SitemapNamespace);
            await WriteProductsAsync(xml, http, settings, part, await stories.NumbersAsync(ct));
            await xml.WriteEndElementAsync();
        }
    }

    private static async Task FeedAsync(HttpContext http, ListingQueries listings, EntityTags tags, AreaDirectory areas, MarketSettings settings, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (tags.HasIt(http, Show.English ? "feed-en" : "feed"))
        {
            return;
        }

        await using var xml = Begin(http, "application/rss+xml; charset=utf-8");
        await xml.WriteStartElementAsync(null, "rss", null);
        await xml.WriteAttributeStringAsync(null, "version", null, "2.0");
        await xml.WriteAttributeStringAsync("xmlns", "g", null, FactsNamespace);
        await xml.WriteStartElementAsync(null, "channel", null);
        await ElementAsync(xml, "title", text["FeedTitle"]);
        await ElementAsync(xml, "link", http.Request.Absolute(settings, Urls.Products));
        await ElementAsync(xml, "description", text["FeedDescription"]);
        var after = 0;
        for (var part = await listings.OfferedAsync(after, Part, ct); part.Count > 0; part = await listings.OfferedAsync(after, Part, ct))
        {
            foreach (var offer in part.Where(IsForAnyone))
            {
                await WriteItemAsync(xml, offer, http, settings, areas, text);
            }

            after = part[^1].No;
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteItemAsync(XmlWriter xml, OfferCard offer, HttpContext http, MarketSettings settings, AreaDirectory areas, IStringLocalizer<ApiText> text)
    {
        var address = http.Request.Absolute(settings, Urls.Product(offer.Slug));
        await xml.WriteStartElementAsync(null, "item", null);
        await ElementAsync(xml, "title", offer.Name);
        await ElementAsync(xml, "link", address);
        await ElementAsync(xml, "guid", address);
        await ElementAsync(xml, "description", text["FeedItem", offer.Stars, offer.CertificateNumber, Show.Day(offer.ValidThrough), offer.ProducerName, Show.Place(areas, offer.CommuneCode, offer.ProvinceCode)]);
        await FactAsync(xml, "id", offer.Slug);
        await FactAsync(xml, "price", string.Create(CultureInfo.InvariantCulture, $"{offer.Price.Dong} VND"));
        await FactAsync(xml, "availability", offer.InStock ? "in_stock" : "out_of_stock");
        await FactAsync(xml, "condition", "new");
        await FactAsync(xml, "brand", offer.ProducerName);
        await FactAsync(xml, "product_type", ProductSets.Get(offer.Set).Name);
        await FactAsync(xml, "image_link", http.Request.Absolute(settings, Pictures.OfProduct(offer.Picture, offer.Set)));
        await FactAsync(xml, "expiration_date", offer.ValidThrough.ToString("O", CultureInfo.InvariantCulture));
        await xml.WriteEndElementAsync();
    }

    private static async Task WritePagesAsync(XmlWriter xml, HttpContext http, MarketSettings settings, IReadOnlyList<string> baskets, IReadOnlyList<string> fairs, IReadOnlyList<(string Fair, IReadOnlyList<string> Stalls)> halls, IReadOnlyList<string> points)
    {
        string[] pages =
        [
            Urls.Home, Urls.Products, Urls.GiftBaskets, .. baskets.Select(Urls.GiftBasket), Urls.Producers, Urls.Map, Urls.Season, Urls.Fairs, .. fairs.Select(Urls.Fair), .. halls.SelectMany(h => h.Stalls.Select(s => Urls.Stall(h.Fair, s)).Prepend(Urls.Hall(h.Fair))), Urls.SalesPoints, .. points.Select(Urls.SalesPoint), Urls.CompanyGifts, Urls.Stories, Urls.Check, Urls.Register, Urls.Ended, Urls.About, Urls.Help, Urls.Contact,
            .. Policies.All.Select(p => Urls.Policy(p.Name)), .. AreaDirectory.Instance.Provinces.Select(p => Urls.Province(p.Slug)),
        ];
        foreach (var page in pages)
        {
            await WriteUrlAsync(xml, http.Request.Absolute(settings, page));
        }
    }

    private static async Task WriteProductsAsync(XmlWriter xml, HttpContext http, MarketSettings settings, IEnumerable<OfferCard> offers, IReadOnlySet<int> stories)
    {
        var (producers, communes) = (new HashSet<string>(), new HashSet<string>());
        foreach (var offer in offers.Where(IsForAnyone))
        {
            var picture = PictureKey.TryParse(offer.Picture, out var key) ? http.Request.Absolute(settings, Pictures.Jpeg(key)) : null;
            await WriteUrlAsync(xml, http.Request.Absolute(settings, Urls.Product(offer.Slug)), picture);
            if (stories.Contains(offer.No))
            {
                await WriteUrlAsync(xml, http.Request.Absolute(settings, Urls.Story(offer.Slug)));
            }

            if (producers.Add(offer.ProducerSlug))
            {
                await WriteUrlAsync(xml, http.Request.Absolute(settings, Urls.Producer(offer.ProducerSlug)));
            }

            if (communes.Add(offer.CommuneCode) && AreaDirectory.Instance.FindCommune(offer.CommuneCode) is { } commune)
            {
                await WriteUrlAsync(xml, http.Request.Absolute(settings, Urls.Village(commune)));
            }
        }
    }

    private static bool IsForAnyone(OfferCard offer) => !ProductSets.Get(offer.Set).Adult;

    private static XmlWriter Begin(HttpContext http, string type)
    {
        http.Response.ContentType = type;
        return XmlWriter.Create(http.Response.Body, new XmlWriterSettings { Async = true, CheckCharacters = false, Encoding = new System.Text.UTF8Encoding(false) });
    }

    private static async Task WriteUrlAsync(XmlWriter xml, string address, string? picture = null)
    {
        await xml.WriteStartElementAsync(null, "url", SitemapNamespace);
        await xml.WriteElementStringAsync(null, "loc", SitemapNamespace, address);
        if (picture is not null)
        {
            await xml.WriteStartElementAsync("image", "image", SitemapPictures);
            await xml.WriteElementStringAsync("image", "loc", SitemapPictures, picture);
            await xml.WriteEndElementAsync();
        }

        await xml.WriteEndElementAsync();
    }

    private static async Task WriteMapAsync(XmlWriter xml, string address)
    {
        await xml.WriteStartElementAsync(null, "sitemap", SitemapNamespace);
        await xml.WriteElementStringAsync(null, "loc", SitemapNamespace, address);
        await xml.WriteEndElementAsync();
    }

    private static Task ElementAsync(XmlWriter xml, string name, string value) => xml.WriteElementStringAsync(null, name, null, value);

    private static Task FactAsync(XmlWriter xml, string name, string value) => xml.WriteElementStringAsync("g", name, FactsNamespace, value);
}
