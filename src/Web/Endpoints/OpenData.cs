using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>The register as files that anyone may use, written out as they are read.</summary>
internal static class OpenData
{
    public const string LicenceName = "CC BY 4.0";
    public const string LicenceAddress = "https://creativecommons.org/licenses/by/4.0/";

    private static readonly string[] Columns =
    [
        "certificate_number", "state", "stars", "product_name", "set", "group", "producer_name", "commune_code", "commune", "province", "place_written",
        "issued_by", "authority_level", "decision_number", "decision_date", "issued_on", "valid_through", "extended_to", "revoked_from", "revocation_ground",
        "revocation_document", "superseded_from", "last_day", "ocop_code", "packings", "illustrative", "source",
    ];

    public static void MapOpenData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Urls.OpenDataCsv, WriteCsvAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.OpenDataJson, WriteJsonAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
    }

    private static async Task WriteCsvAsync(HttpContext http, RegisterQueries register, EntityTags tags, AreaDirectory areas, TimeProvider clock, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (await BeginAsync(http, tags, "csv", "text/csv; charset=utf-8", text) is not { } filter)
        {
            return;
        }

        var today = clock.Today();
        var source = Source(text, today);
        await using var table = await TableWriter.CreateAsync(http.Response.Body, TableFormat.Csv, Columns, ct);
        await foreach (var c in register.ExportAsync(filter, ct))
        {
            await table.WriteAsync(
                [
                    c.Number, Word(c.StateOn(today)), Text(c.Stars), c.ProductName, Text(c.Set), ProductSets.GetGroup(ProductSets.Get(c.Set).Group).Slug, c.ProducerName, c.CommuneCode,
                    areas.FindCommune(c.CommuneCode)?.FullName ?? "", areas.FindProvince(c.ProvinceCode)?.Name ?? "", c.PlaceWritten ?? "",
                    c.Issuer, Word(c.Level), c.DecisionNumber ?? "", Text(c.DecisionDate), Text(c.IssuedOn), Text(c.ValidThrough), Text(c.Dates.ExtendedTo), Text(c.Dates.RevokedFrom),
                    c.Dates.RevokedFrom is not null && c.Revocation?.Ground is { } ground ? Word(ground) : "", c.Dates.RevokedFrom is null ? "" : c.Revocation?.Document ?? "",
                    Text(c.Dates.SupersededFrom), Text(c.Dates.LastDay), c.OcopCode ?? "", string.Join("; ", c.Packings), c.Illustrative ? "true" : "false", source,
                ], ct);
        }
    }

    private static async Task WriteJsonAsync(
        HttpContext http, RegisterQueries register, EntityTags tags, AreaDirectory areas, TimeProvider clock, MarketSettings settings, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (await BeginAsync(http, tags, "json", "application/json; charset=utf-8", text) is not { } filter)
        {
            return;
        }

        var today = clock.Today();
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter.AsStream(leaveOpen: true), new JsonWriterOptions { Encoder = PlatformJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("source", Source(text, today));
        json.WriteString("sourceUrl", http.Request.Absolute(settings, Urls.Register));
        json.WriteString("licence", LicenceName);
        json.WriteString("licenceUrl", LicenceAddress);
        json.WriteString("day", Text(today));
        json.WriteStartArray("certificates");
        await foreach (var c in register.ExportAsync(filter, ct))
        {
            JsonSerializer.Serialize(json, new
            {
                c.Number, State = c.StateOn(today), c.Stars, Product = c.ProductName, c.Set, Group = ProductSets.GetGroup(ProductSets.Get(c.Set).Group).Slug, Producer = c.ProducerName,
                Commune = c.CommuneCode, Place = $"{areas.FindCommune(c.CommuneCode)?.FullName}, {areas.FindProvince(c.ProvinceCode)?.Name}", c.PlaceWritten,
                c.Issuer, AuthorityLevel = c.Level, c.DecisionNumber, c.DecisionDate, c.IssuedOn, c.ValidThrough, c.Dates.ExtendedTo, c.Dates.RevokedFrom,
                RevocationGround = c.Dates.RevokedFrom is null ? null : c.Revocation?.Ground, RevocationDocument = c.Dates.RevokedFrom is null ? null : c.Revocation?.Document,
                c.Dates.SupersededFrom, c.Dates.LastDay, c.OcopCode, c.Packings, c.Illustrative,
            }, PlatformJson.Options);
            if (json.BytesPending > 32 * 1024)
            {
                await json.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Headers of the file; null when everything has been answered already.</summary>
    private static async Task<RegisterFilter?> BeginAsync(HttpContext http, EntityTags tags, string format, string type, IStringLocalizer<ApiText> text)
    {
        var read = new QueryReader(http.Request.Query);
        var adult = read.Flag("adult");
        if (read.Problem is { } bad)
        {
            await ApiProblem.Of(bad, text).ExecuteAsync(http);
            return null;
        }

        if (tags.HasIt(http, $"{format}{(adult ? "-18" : "")}{(Show.English ? "-en" : "")}"))
        {
            return null;
        }

        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=certificates.{format}";
        http.Response.Headers.Link = $"<{LicenceAddress}>; rel=\"license\"";
        return new RegisterFilter(Adult: adult);
    }

    private static string Source(IStringLocalizer<ApiText> text, DateOnly today) => $"{text["Source"].Value}, {Text(today)}, {LicenceName}";

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
