using System.Globalization;
using System.Text.Json.Nodes;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.SalesPoints;

/// <summary>What search engines are told about a sales point (schema.org Store).</summary>
public static class SalesPointJson
{
    public static JsonObject Of(PointView point, string baseUrl, string place)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(baseUrl);
        return new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Store",
            ["name"] = point.Name,
            ["url"] = baseUrl.TrimEnd('/') + Urls.SalesPoint(point.Slug),
            ["telephone"] = point.Phone,
            ["address"] = new JsonObject { ["@type"] = "PostalAddress", ["streetAddress"] = point.Street, ["addressLocality"] = place, ["addressCountry"] = "VN" },
            ["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = point.Pin.Latitude, ["longitude"] = point.Pin.Longitude },
            ["openingHoursSpecification"] = new JsonArray([.. point.Hours.Week.Select(h => new JsonObject { ["@type"] = "OpeningHoursSpecification", ["dayOfWeek"] = h.Day.ToString(), ["opens"] = Time(h.Opens), ["closes"] = h.Closes == TimeOnly.MinValue ? "23:59" : Time(h.Closes) }),
                .. point.Hours.Special.Select(s => new JsonObject
                {
                    ["@type"] = "OpeningHoursSpecification", ["validFrom"] = Day(s.From), ["validThrough"] = Day(s.Through),
                    ["opens"] = Time(s.Opens ?? TimeOnly.MinValue), ["closes"] = Time(s.Closes ?? TimeOnly.MinValue),
                })]),
        };
    }

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
