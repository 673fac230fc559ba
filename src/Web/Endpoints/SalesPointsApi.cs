using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>A sales point for programs.</summary>
/// <param name="Distance">Metres from where it was asked.</param>
internal sealed record SalesPointAnswer(
    string Slug, string Name, string Kind, string Street, string Commune, string Province, string Place, double Latitude, double Longitude, string Phone, bool Open, bool Operating, bool Doubtful, DateOnly? LastConfirmed,
    int Products, double? Distance, bool Illustrative, string Url);

internal sealed record SalesPointsAnswer(int Total, int Page, int PageSize, IReadOnlyList<SalesPointAnswer> Items);

/// <summary>Sales points by place, product and distance, and all of them as files that anyone may use.</summary>
internal static class SalesPointsApi
{
    private const int PageSize = 20;

    private static readonly string[] Columns =
        ["slug", "name", "kind", "street", "commune_code", "commune", "province", "latitude", "longitude", "phone", "operating", "doubtful", "last_confirmed", "products", "illustrative", "url", "source"];

    public static void MapSalesPoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sales-points", ListAsync)
            .Describe("salesPoints", new ApiParameter("province", JsonSchemaType.String), new ApiParameter("near", JsonSchemaType.String), new ApiParameter("product", JsonSchemaType.String), new ApiParameter("adult", JsonSchemaType.Boolean), new ApiParameter("openNow", JsonSchemaType.Boolean), new ApiParameter("page", JsonSchemaType.Integer))
            .Produces<SalesPointsAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("sales-points").WithMetadata(new PublicPageAttribute { ByTheMinute = true }).RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.SalesPointsGeoJson, GeoJsonAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.SalesPointsCsv, CsvAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SalesPointQueries points, ListingQueries listings, AreaDirectory areas, MarketSettings settings, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        var read = new QueryReader(http.Request.Query);
        var province = read.Code("province", slug => areas.FindProvinceBySlug(slug) is not null, "RuleProvince") is { } known ? areas.FindProvinceBySlug(known) : null;
        var near = read.Code("near", value => GeoPoint.TryParse(value, out var at) && Math.Abs(at.Latitude) <= 90, "RulePin") is { } pin && GeoPoint.TryParse(pin, out var point) ? point : (GeoPoint?)null;
        var openNow = read.Flag("openNow");
        var page = (int)(read.Number("page", 1, 1_000) ?? 1);
        var slug = read.Text("product", 200);
        var adult = read.Flag("adult");
        var product = slug.Length > 0 && await listings.FindAsync(slug, ct) is { } found && (adult || !ProductSets.Get(found.Set).Adult) ? found : null;
        read.Require(slug.Length == 0 || product is not null, "product", "RuleProduct");
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        var list = await points.ListAsync(new(province?.Code, Product: product?.Product, Near: near, OpenNow: openNow), page, PageSize, ct);
        var address = http.Request.Absolute(settings, "");
        return TypedResults.Ok(new SalesPointsAnswer(list.Total, list.Page, list.PageSize, [.. list.Items.Select(p => new SalesPointAnswer(
            p.Slug, p.Name, Word(p.Kind), p.Street, p.CommuneCode, areas.FindProvince(p.ProvinceCode)?.Slug ?? "", Show.Place(areas, p.CommuneCode, p.ProvinceCode), p.Pin.Latitude, p.Pin.Longitude, p.Phone,
            p.IsOpened && p.Status.IsOpen, p.IsOpened, p.IsDoubtful, Day(p.ConfirmedAt), p.Products, p.Metres is { } metres ? Math.Round(metres) : null, p.Illustrative, address + Urls.SalesPoint(p.Slug)))]));
    }

    private static async Task GeoJsonAsync(HttpContext http, SalesPointQueries points, EntityTags tags, AreaDirectory areas, TimeProvider clock, MarketSettings settings, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (!Begin(http, tags, "geojson", "application/geo+json; charset=utf-8"))
        {
            return;
        }

        var (all, address) = (await points.AllAsync(ct), http.Request.Absolute(settings, ""));
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter.AsStream(leaveOpen: true), new JsonWriterOptions { Encoder = PlatformJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("source", Source(text, clock));
        json.WriteString("licence", OpenData.LicenceName);
        json.WriteStartArray("features");
        foreach (var p in all)
        {
            // RFC 7946: longitude first.
            JsonSerializer.Serialize(json, new
            {
                Type = "Feature", Id = p.Slug, Geometry = new { Type = "Point", Coordinates = new[] { p.Pin.Longitude, p.Pin.Latitude } },
                Properties = new
                {
                    p.Name, Kind = Word(p.Kind), p.Street, p.CommuneCode, Commune = areas.FindCommune(p.CommuneCode)?.FullName, Province = areas.FindProvince(p.ProvinceCode)?.Name, p.Phone, Operating = p.IsOpened, Doubtful = p.IsDoubtful,
                    LastConfirmed = Day(p.ConfirmedAt), p.Products, p.Illustrative, Url = address + Urls.SalesPoint(p.Slug),
                },
            }, PlatformJson.Options);
            if (json.BytesPending > 32 * 1024)
            {
                await json.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task CsvAsync(HttpContext http, SalesPointQueries points, EntityTags tags, AreaDirectory areas, TimeProvider clock, MarketSettings settings, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (!Begin(http, tags, "csv", "text/csv; charset=utf-8"))
        {
            return;
        }

        var (all, address, source) = (await points.AllAsync(ct), http.Request.Absolute(settings, ""), Source(text, clock));
        await using var table = await TableWriter.CreateAsync(http.Response.Body, TableFormat.Csv, Columns, ct);
        foreach (var p in all)
        {
            await table.WriteAsync(
                [
                    p.Slug, p.Name, Word(p.Kind), p.Street, p.CommuneCode, areas.FindCommune(p.CommuneCode)?.FullName ?? "", areas.FindProvince(p.ProvinceCode)?.Name ?? "", Degrees(p.Pin.Latitude), Degrees(p.Pin.Longitude), p.Phone,
                    p.IsOpened ? "true" : "false", p.IsDoubtful ? "true" : "false", Day(p.ConfirmedAt)?.ToString("O", CultureInfo.InvariantCulture) ?? "", p.Products.ToString(CultureInfo.InvariantCulture),
                    p.Illustrative ? "true" : "false", address + Urls.SalesPoint(p.Slug), source,
                ], ct);
        }
    }

    /// <summary>Headers of the file; false when the reader has it already.</summary>
    private static bool Begin(HttpContext http, EntityTags tags, string format, string type)
    {
        if (tags.HasIt(http, $"points-{format}{(Show.English ? "-en" : "")}"))
        {
            return false;
        }

        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=sales-points.{format}";
        http.Response.Headers.Link = $"<{OpenData.LicenceAddress}>; rel=\"license\"";
        return true;
    }

    private static string Source(IStringLocalizer<ApiText> text, TimeProvider clock) => $"{text["Source"].Value}, {clock.Today().ToString("O", CultureInfo.InvariantCulture)}, {OpenData.LicenceName}";

    private static string Word(SalesPointKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static DateOnly? Day(DateTimeOffset? moment) => moment is { } at ? DateOnly.FromDateTime(at.InVietnam().DateTime) : null;

    private static string Degrees(double degrees) => degrees.ToString("0.#####", CultureInfo.InvariantCulture);
}
