using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Products on offer; everything here reads through the Offer rule.</summary>
internal static class ProductsApi
{
    public const int LongestQuery = 200;

    private const int MostPageSize = 100, LastPage = 1_000_000;
    private const long HighestPrice = 1_000_000_000_000;

    private static readonly Dictionary<string, CatalogueSort> Sorts = new()
    {
        ["relevance"] = CatalogueSort.Relevance, ["newest"] = CatalogueSort.Newest, ["priceUp"] = CatalogueSort.PriceUp,
        ["priceDown"] = CatalogueSort.PriceDown, ["unitPrice"] = CatalogueSort.UnitPrice,
    };

    public static void MapProducts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/products", SearchAsync).Describe("products",
                new("q", JsonSchemaType.String, Most: LongestQuery),
                new("group", JsonSchemaType.String, Values: [.. ProductSets.Groups.Select(g => g.Slug)], Many: true),
                new("set", JsonSchemaType.Integer, 1, ProductSets.All.Count, Many: true),
                new("stars", JsonSchemaType.Integer, 3, 5, Many: true),
                new("province", JsonSchemaType.String, Values: [.. AreaDirectory.Instance.Provinces.Select(p => p.Slug)], Many: true),
                new("commune", JsonSchemaType.String, Most: 5),
                new("minPrice", JsonSchemaType.Integer, 0, HighestPrice), new("maxPrice", JsonSchemaType.Integer, 0, HighestPrice),
                new("producer", JsonSchemaType.String, Most: LongestQuery), new("gift", JsonSchemaType.Boolean), new("adult", JsonSchemaType.Boolean),
                new("sort", JsonSchemaType.String, Values: [.. Sorts.Keys]),
                new("page", JsonSchemaType.Integer, 1, LastPage, Default: 1), new("pageSize", JsonSchemaType.Integer, 1, MostPageSize, Default: CatalogueFilter.DefaultPageSize))
            .Produces<ProductPage>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("products").WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);
        routes.MapGet("/api/v1/products/{slug}", FindAsync).Describe("product", new ApiParameter("adult", JsonSchemaType.Boolean))
            .Produces<ProductDetail>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("products").WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);
    }

    private static async Task<IResult> SearchAsync(
        HttpContext http, CatalogueQueries catalogue, MarketSettings settings, AreaDirectory areas, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        var read = new QueryReader(http.Request.Query);
        var filter = Filter(read, areas);
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        var page = await catalogue.SearchAsync(filter, ct);
        var items = filter.Page > page.Pages ? [] : page.Items; // the catalogue shows people the last page instead
        var show = new ProductShowing(http, settings, areas);
        return TypedResults.Ok(new ProductPage(page.Total, filter.Page, page.PageSize, [.. items.Select(show.Item)], Facets(page.Facets, areas, text), Note(page, filter.Query, text)));
    }

    private static async Task<IResult> FindAsync(
        string slug, HttpContext http, ListingQueries listings, MarketSettings settings, AreaDirectory areas, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        var read = new QueryReader(http.Request.Query);
        var adult = read.Flag("adult");
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        if (slug.Length > LongestQuery || slug.Contains('\0', StringComparison.Ordinal) || await listings.FindAsync(slug, ct) is not { Offer: { } offer } listing
            || (!adult && ProductSets.Get(listing.Set).Adult))
        {
            return new ApiProblem(StatusCodes.Status404NotFound, text["NotOnOffer", slug.Length > LongestQuery ? slug[..LongestQuery] : slug]);
        }

        return TypedResults.Ok(new ProductDetail(
            new ProductShowing(http, settings, areas).Item(offer), [.. listing.Variants.Select(v => new PackingItem(v.Packing, v.Price.Dong, (v.Dated?.ListPrice ?? v.Price).Dong, v.UnitPrice?.Dong, v.Stock > 0))],
            listing.StoryVi, listing.StoryEn, listing.PlaceWritten, listing.SeasonFrom, listing.SeasonThrough));
    }

    private static CatalogueFilter Filter(QueryReader read, AreaDirectory areas)
    {
        var groups = read.Many("group", ProductSets.FindGroup, "RuleOneOf", string.Join(", ", ProductSets.Groups.Select(g => g.Slug)));
        var filter = new CatalogueFilter
        {
            Query = read.Text("q", LongestQuery),
            Groups = [.. groups.Select(g => g.Number)],
            Sets = Numbers(read, "set", 1, ProductSets.All.Count),
            Stars = Numbers(read, "stars", 3, 5),
            Provinces = [.. read.Many("province", areas.FindProvinceBySlug, "RuleOneOf", string.Join(", ", areas.Provinces.Select(p => p.Slug))).Select(p => p.Code)],
            CommuneCode = read.Code("commune", code => areas.FindCommune(code) is not null, "RuleCommune"),
            MinPrice = read.Number("minPrice", 0, HighestPrice),
            MaxPrice = read.Number("maxPrice", 0, HighestPrice),
            ProducerSlug = read.Text("producer", LongestQuery) is { Length: > 0 } producer ? producer : null,
            GiftOnly = read.Flag("gift"),
            Adult = read.Flag("adult"),
            Sort = read.One("sort", Sorts) ?? CatalogueSort.Relevance,
            Page = (int)(read.Number("page", 1, LastPage) ?? 1),
            PageSize = (int)(read.Number("pageSize", 1, MostPageSize) ?? CatalogueFilter.DefaultPageSize),
        };
        read.Require(!(filter.MinPrice > filter.MaxPrice), "minPrice", "RuleOrder");
        return filter;
    }

    private static List<int> Numbers(QueryReader read, string name, int least, int most)
        => [.. read.Many(name, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? (object)number : null, "RuleNumber", least, most).Cast<int>()];

    private static string? Note(CataloguePage page, string query, IStringLocalizer<ApiText> text) => page.Note switch
    {
        SearchNote.None => null,
        SearchNote.Approximate when page.Total == 0 => null, // what comes near is hidden for age
        SearchNote.Approximate => page.Written is { } written ? text["ApproximateAs", query, written].Value : text["Approximate", query].Value,
        SearchNote.WiderPlace => text["WiderPlace", page.Written ?? ""].Value,
    };

    private static ProductFacets Facets(CatalogueFacets facets, AreaDirectory areas, IStringLocalizer<ApiText> text) => new(
        [.. facets.Groups.Select(f => ProductSets.GetGroup(int.Parse(f.Value, CultureInfo.InvariantCulture)) is var group ? new Facet(group.Slug, Show.ShortName(group), f.Count) : default!)],
        [.. facets.Stars.Select(f => new Facet(f.Value, $"OCOP {f.Value}", f.Count))],
        [.. facets.Provinces.Select(f => areas.FindProvince(f.Value) is { } province ? new Facet(province.Slug, Show.Name(province), f.Count) : new Facet(f.Value, f.Value, f.Count))],
        [.. facets.Prices.Zip(PriceBand.All, (f, band) => new Facet(FormattableString.Invariant($"{band.From ?? 0}-{band.To}"), Label(band, text), f.Count))]);

    private static string Label(PriceBand band, IStringLocalizer<ApiText> text) => (band.From, band.To) switch
    {
        (null, { } to) => text["PriceUpTo", Show.Dong(to + 1)],
        ({ } from, null) => text["PriceFrom", Show.Dong(from)],
        var (from, to) => text["PriceBetween", Show.Dong(from ?? 0), Show.Dong(to ?? 0)],
    };
}

/// <summary>Writes an offer as the API shows it.</summary>
internal sealed class ProductShowing(HttpContext http, MarketSettings settings, AreaDirectory areas)
{
    private readonly string _address = http.Request.Absolute(settings, "");

    public ProductItem Item(OfferCard offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return new(
            offer.Id.Value, offer.Slug, offer.Name, offer.Stars, offer.CertificateNumber, offer.ValidThrough, ProductSets.GetGroup(ProductSets.Get(offer.Set).Group).Slug, offer.Set,
            offer.ProducerName, offer.ProducerSlug, offer.CommuneCode, areas.FindProvince(offer.ProvinceCode)?.Slug ?? "", Show.Place(areas, offer.CommuneCode, offer.ProvinceCode),
            offer.Price.Dong, offer.ListPrice.Dong, offer.PriceThrough, offer.UnitPrice?.Dong, offer.Packing, _address + Pictures.OfProduct(offer.Picture, offer.Set), offer.InStock, offer.Gift, _address + Urls.Product(offer.Slug));
    }
}
