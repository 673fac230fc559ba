using System.Globalization;
using System.Text.Json.Nodes;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>What search engines are told about a fair (schema.org, Event), true to how it stands.</summary>
public static class FairJson
{
    public static JsonObject Of(FairView fair, AreaDirectory areas, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(fair);
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(baseUrl);
        var (root, (first, last)) = (baseUrl.TrimEnd('/'), (fair.Days[0], fair.Days[^1]));
        var moved = FairWords.HasMovedDays(fair.Was, fair.From, fair.Through);
        var json = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["name"] = FairWords.Say(fair.NameVi, fair.NameEn),
            ["startDate"] = Moment(first.Day, first.Opens),
            ["endDate"] = Moment(last.Day, last.Closes),
            ["eventStatus"] = "https://schema.org/" + fair.Stage switch
            {
                FairStage.Cancelled => "EventCancelled",
                FairStage.Postponed => "EventPostponed",
                _ when moved => "EventRescheduled",
                _ => "EventScheduled",
            },
            ["eventAttendanceMode"] = "https://schema.org/" + (fair.Type is FairType.Online ? "OnlineEventAttendanceMode" : "OfflineEventAttendanceMode"),
            ["url"] = root + Urls.Fair(fair.Slug),
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = fair.Organiser },
            ["location"] = Location(fair, areas, root),
        };
        if (moved && fair.Stage is not FairStage.Postponed)
        {
            json["previousStartDate"] = fair.Was!.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if ((fair.TextVi ?? fair.ThemeVi) is { } said)
        {
            json["description"] = fair.TextVi is not null ? FairWords.Say(said, fair.TextEn) : FairWords.Say(said, fair.ThemeEn);
        }

        if (fair.Pictures.Select(p => PictureKey.TryParse(p.Key, out var key) ? root + Pictures.Jpeg(key) : null).OfType<string>().ToArray() is { Length: > 0 } pictures)
        {
            json["image"] = new JsonArray([.. pictures.Select(p => JsonValue.Create(p))]);
        }

        return json;
    }

    private static JsonObject Location(FairView fair, AreaDirectory areas, string root)
    {
        if (fair.Type is FairType.Online)
        {
            return new() { ["@type"] = "VirtualLocation", ["url"] = root + Urls.Hall(fair.Slug) };
        }

        var address = new JsonObject { ["@type"] = "PostalAddress", ["streetAddress"] = fair.Venue.Address };
        if (areas.FindProvince(fair.Venue.ProvinceCode) is { } province)
        {
            (address["addressLocality"], address["addressRegion"], address["addressCountry"]) = (areas.FindCommune(fair.Venue.CommuneCode)?.FullName, province.FullName, "VN");
        }

        var place = new JsonObject { ["@type"] = "Place", ["name"] = fair.Venue.Name ?? fair.Venue.Address, ["address"] = address };
        if (fair.Venue.Pin is { } pin)
        {
            place["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = pin.Latitude, ["longitude"] = pin.Longitude };
        }

        return place;
    }

    private static string Moment(DateOnly day, TimeOnly time) => day.ToDateTime(time).ToString("yyyy-MM-dd'T'HH:mm:ss'+07:00'", CultureInfo.InvariantCulture);
}
