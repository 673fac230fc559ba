using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.Calendars;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Pages.Shop.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Fairs with a day between two.</summary>
public sealed record FairAnswer(DateOnly From, DateOnly? To, IReadOnlyList<FairItem> Items);

/// <param name="Type">fair, exhibition, ocopWeek, festival, marketDay, supplyDemandConference, online, abroad.</param>
/// <param name="State">What it is today, the calendar counted: what was postponed or cancelled stays in the list.</param>
/// <param name="Days">On which it is open; hours of Vietnam.</param>
/// <param name="Commune">Code of 5 digits; null online and abroad.</param>
/// <param name="Province">As in page addresses.</param>
/// <param name="MovedFrom">First day before it last moved; null when its days never moved.</param>
/// <param name="Sequence">Raised with each change that calendars have to hear.</param>
public sealed record FairItem(
    Guid Id, string Slug, string Name, string? NameEn, FairType Type, FairStage State, DateOnly From, DateOnly Through, IReadOnlyList<FairDayItem> Days, string? Venue, string? Address, string? Commune, string? Province, string Place,
    double? Latitude, double? Longitude, string Organiser, string? Website, DateOnly? MovedFrom, DateOnly? ApplyFrom, DateOnly? ApplyThrough, int? PlannedBooths, string? Source, int Sequence, DateTimeOffset ChangedAt, string Url, string CalendarUrl);

public sealed record FairDayItem(DateOnly Day, string Opens, string Closes);

/// <summary>Fairs for machines: the API, open data, and calendars of other programs.</summary>
internal static class FairsApi
{
    private const string CalendarType = "text/calendar; charset=utf-8";

    /// <summary>Days that calendars keep what is over.</summary>
    private const int KeptDays = 365;

    private static readonly string[] Columns =
    [
        "slug", "name", "name_en", "type", "state", "from", "through", "open_days", "hours", "venue", "address", "commune_code", "commune", "province", "latitude", "longitude", "organiser", "website", "moved_from", "apply_from", "apply_through",
        "planned_booths", "source", "changed_at", "url",
    ];

    public static void MapFairs(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/fairs", ListAsync).Describe("fairs",
                new("from", JsonSchemaType.String, Most: 10), new("to", JsonSchemaType.String, Most: 10),
                new("province", JsonSchemaType.String, Values: [.. AreaDirectory.Instance.Provinces.Select(p => p.Slug)]))
            .Produces<FairAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("fairs").WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.FairsJson, WriteJsonAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.FairsCsv, WriteCsvAsync).ExcludeFromDescription().RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.FairsCalendar(), CalendarAsync).ExcludeFromDescription().WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);
        routes.MapGet(Urls.FairCalendar("{slug}"), CalendarOfAsync).ExcludeFromDescription().WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Search);
    }

    private static async Task<IResult> ListAsync(HttpContext http, FairQueries fairs, MarketSettings settings, AreaDirectory areas, TimeProvider clock, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        var read = new QueryReader(http.Request.Query);
        var (from, to) = (read.Day("from") ?? clock.Today(), read.Day("to"));
        var province = read.Many("province", areas.FindProvinceBySlug, "RuleOneOf", string.Join(", ", areas.Provinces.Select(p => p.Slug)));
        read.Require(!(from > to), "from", "RuleDays");
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        var show = new FairShowing(http, settings, areas);
        return TypedResults.Ok(new FairAnswer(from, to, [.. (await fairs.FeedAsync(province.Count > 0 ? province[0].Code : null, from, to, ct)).Select(show.Item)]));
    }

    private static async Task WriteJsonAsync(HttpContext http, FairQueries fairs, EntityTags tags, MarketSettings settings, AreaDirectory areas, TimeProvider clock, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        if (!Begin(http, tags, "json", "application/json; charset=utf-8"))
        {
            return;
        }

        var show = new FairShowing(http, settings, areas);
        var all = await fairs.FeedAsync(null, null, null, ct);
        await JsonSerializer.SerializeAsync(http.Response.Body, new
        {
            Source = Source(text, clock), SourceUrl = http.Request.Absolute(settings, Urls.Fairs), Licence = OpenData.LicenceName, LicenceUrl = OpenData.LicenceAddress, Day = clock.Today(), Fairs = all.Select(show.Item),
        }, PlatformJson.Options, ct);
    }

    private static async Task WriteCsvAsync(HttpContext http, FairQueries fairs, EntityTags tags, MarketSettings settings, AreaDirectory areas, CancellationToken ct)
    {
        if (!Begin(http, tags, "csv", "text/csv; charset=utf-8"))
        {
            return;
        }

        await using var table = await TableWriter.CreateAsync(http.Response.Body, TableFormat.Csv, Columns, ct);
        foreach (var fair in await fairs.FeedAsync(null, null, null, ct))
        {
            await table.WriteAsync(
                [
                    fair.Slug, fair.NameVi, fair.NameEn ?? "", Word(fair.Type), Word(fair.Stage), Day(fair.From), Day(fair.Through), Number(fair.Days.Count), Hours(fair), fair.Venue.Name ?? "", fair.Venue.Address ?? "", fair.Venue.CommuneCode ?? "",
                    areas.FindCommune(fair.Venue.CommuneCode)?.FullName ?? "", areas.FindProvince(fair.Venue.ProvinceCode)?.Name ?? "", Number(fair.Venue.Latitude), Number(fair.Venue.Longitude), fair.Organiser, fair.Website ?? "",
                    FairWords.HasMovedDays(fair.Was, fair.From, fair.Through) ? Day(fair.Was?.From) : "", Day(fair.ApplyFrom), Day(fair.ApplyThrough), fair.PlannedBooths is { } booths ? Number(booths) : "", fair.Source ?? "",
                    fair.ChangedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), http.Request.Absolute(settings, Urls.Fair(fair.Slug)),
                ], ct);
        }
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, FairQueries fairs, MarketSettings settings, AreaDirectory areas, TimeProvider clock, IStringLocalizer<FairsText> text, CancellationToken ct)
    {
        var slug = http.Request.Query["tinh"].ToString();
        var province = areas.FindProvinceBySlug(slug);
        if (slug.Length > 0 && province is null)
        {
            return TypedResults.NotFound();
        }

        var found = await fairs.FeedAsync(province?.Code, clock.Today().AddDays(-KeptDays), null, ct);
        var show = new FairShowing(http, settings, areas);
        return Calendar(http, province is null ? text["CalendarAll"] : text["CalendarOf", Show.Name(province)], found.Select(f => show.Event(f, text)), province is null ? "hoi-cho" : $"hoi-cho-{province.Slug}");
    }

    private static async Task<IResult> CalendarOfAsync(string slug, HttpContext http, FairQueries fairs, MarketSettings settings, AreaDirectory areas, IStringLocalizer<FairsText> text, CancellationToken ct)
    {
        if (slug.Contains('\0', StringComparison.Ordinal) || await fairs.FindAsync(slug, ct) is not { } fair)
        {
            return TypedResults.NotFound();
        }

        return Calendar(http, FairWords.Say(fair.NameVi, fair.NameEn), [new FairShowing(http, settings, areas).Event(fair, text)], fair.Slug);
    }

    private static ContentHttpResult Calendar(HttpContext http, string name, IEnumerable<CalendarEvent> events, string file)
    {
        http.Response.Headers.CacheControl = "no-cache"; // a fair that moved is seen at the next asking
        http.Response.Headers.ContentDisposition = $"inline; filename={file}.ics";
        return TypedResults.Text(CalendarText.Write(name, events), CalendarType);
    }

    private static bool Begin(HttpContext http, EntityTags tags, string format, string type)
    {
        if (tags.HasIt(http, $"fairs-{format}{(Show.English ? "-en" : "")}"))
        {
            return false;
        }

        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=fairs.{format}";
        http.Response.Headers.Link = $"<{OpenData.LicenceAddress}>; rel=\"license\"";
        return true;
    }

    private static string Source(IStringLocalizer<ApiText> text, TimeProvider clock) => $"{text["FairsSource"].Value}, {Day(clock.Today())}, {OpenData.LicenceName}";

    /// <summary>Runs of days: "2027-02-05/2027-02-08 08:00-21:00".</summary>
    private static string Hours(FairView fair)
        => string.Join("; ", FairWords.Runs(fair.Days).Select(r => string.Create(CultureInfo.InvariantCulture, $"{Day(r.From)}/{Day(r.Through)} {r.Opens:HH:mm}-{r.Closes:HH:mm}")));

    private static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static string Number(double? number) => number?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Writes a fair as machines get it.</summary>
internal sealed class FairShowing(HttpContext http, MarketSettings settings, AreaDirectory areas)
{
    private readonly string _address = http.Request.Absolute(settings, "");

    public FairItem Item(FairView fair)
    {
        ArgumentNullException.ThrowIfNull(fair);
        return new(
            fair.Id.Value, fair.Slug, fair.NameVi, fair.NameEn, fair.Type, fair.Stage, fair.From, fair.Through, [.. fair.Days.Select(d => new FairDayItem(d.Day, Time(d.Opens), Time(d.Closes)))], fair.Venue.Name, fair.Venue.Address,
            fair.Venue.CommuneCode, areas.FindProvince(fair.Venue.ProvinceCode)?.Slug, Show.Place(areas, fair.Venue.CommuneCode, fair.Venue.ProvinceCode), fair.Venue.Latitude, fair.Venue.Longitude, fair.Organiser, fair.Website,
            FairWords.HasMovedDays(fair.Was, fair.From, fair.Through) ? fair.Was!.From : null, fair.ApplyFrom, fair.ApplyThrough, fair.PlannedBooths, fair.Source, fair.Sequence, fair.ChangedAt, _address + Urls.Fair(fair.Slug), _address + Urls.FairCalendar(fair.Slug));
    }

    public CalendarEvent Event(FairView fair, IStringLocalizer<FairsText> text)
    {
        ArgumentNullException.ThrowIfNull(fair);
        ArgumentNullException.ThrowIfNull(text);
        var name = FairWords.Say(fair.NameVi, fair.NameEn) + (fair.Edition is { } edition ? $" · {edition}" : "");
        var (status, summary) = fair.Stage switch
        {
            FairStage.Cancelled => (CalendarStatus.Cancelled, text["CalendarCancelled", name].Value),
            FairStage.Postponed => (CalendarStatus.Tentative, text["CalendarPostponed", name].Value),
            _ => (CalendarStatus.Confirmed, name),
        };
        var page = _address + Urls.Fair(fair.Slug);
        var place = FairWords.Address(areas, fair.Venue);
        var lines = new[]
        {
            fair.ThemeVi is { } theme ? FairWords.Say(theme, fair.ThemeEn) : null, text["CalendarOrganiser", fair.Organiser].Value,
            FairWords.HasMovedDays(fair.Was, fair.From, fair.Through) ? text["MovedFrom", FairWords.Days(fair.Was!.From, fair.Was.Through)].Value : null, page,
        };
        return new(
            $"{fair.Id}@ocopmarket", fair.Sequence, fair.AnnouncedAt, fair.ChangedAt, [.. fair.Days.Select(d => new CalendarTime(Moment(d.Day, d.Opens), Moment(d.Day, d.Closes)))], summary, string.Join('\n', lines.Where(l => l is not null)),
            fair.Type is FairType.Online ? fair.Website ?? _address + Urls.Hall(fair.Slug) : place.Length > 0 ? place : null, fair.Venue.Pin, new Uri(page), status);
    }

    private static DateTimeOffset Moment(DateOnly day, TimeOnly time) => VietnamTime.StartOf(day) + time.ToTimeSpan();

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
