using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Web.Pages.Shop.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Hall;

/// <summary>How halls and sessions are said, to people and to search engines.</summary>
internal static class HallWords
{
    public static string Name(FairHead fair) => FairWords.Say(fair.NameVi, fair.NameEn);

    public static string? Lang(FairHead fair) => FairWords.Lang(fair.NameEn);

    /// <summary>"19:30–20:30, Friday 28/11".</summary>
    public static string When(DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (start.InVietnam(), end.InVietnam());
        return string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm}–{to:HH:mm}, {Show.Weekday(DateOnly.FromDateTime(from.DateTime))}");
    }

    /// <summary>What the door says.</summary>
    public static string Door(IStringLocalizer<HallText> text, HallDoor door) => text[$"Door.{door.State}", door.Turns is { } at ? Show.Moment(at) : ""];

    /// <summary>Class and icon of a session's mark.</summary>
    public static (string Class, string Icon) Look(SessionStage stage) => stage switch
    {
        SessionStage.Coming => ("state", "clock"),
        SessionStage.OnNow => ("state state-ok", "check"),
        SessionStage.Over => ("state", "calendar"),
        SessionStage.Off => ("state state-bad", "close"),
    };

    /// <summary>Kind and icon of the notice that the door's state stands in.</summary>
    public static (string? Kind, string Icon) Look(HallState state) => state switch
    {
        HallState.Open => ("ok", "check"),
        HallState.NotYet or HallState.Pause or HallState.Ground => (null, "clock"),
        HallState.Ended => ("off", "clock"),
        HallState.Postponed => ("bad", "clock"),
        HallState.Cancelled => ("bad", "close"),
    };

    /// <summary>Class of the mark of a session between its exhibitor and the office.</summary>
    public static string Tone(SessionState state) => state switch
    {
        SessionState.Asked => "state-warn",
        SessionState.Confirmed => "state-ok",
        SessionState.Returned or SessionState.Cancelled => "state-bad",
    };

    /// <summary>A hall and what of it is on this page (schema.org).</summary>
    public static JsonObject Json(HallView hall, string baseUrl)
    {
        var root = baseUrl.TrimEnd('/');
        return new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "CollectionPage",
            ["name"] = Name(hall.Fair),
            ["url"] = root + Urls.Hall(hall.Fair.Slug),
            ["about"] = new JsonObject { ["@type"] = "Event", ["name"] = Name(hall.Fair), ["url"] = root + Urls.Fair(hall.Fair.Slug) },
            ["mainEntity"] = new JsonObject
            {
                ["@type"] = "ItemList",
                ["numberOfItems"] = hall.All,
                ["itemListElement"] = new JsonArray([.. hall.Stalls.Select((s, i) => new JsonObject { ["@type"] = "ListItem", ["position"] = ((hall.Page - 1) * hall.PageSize) + i + 1, ["name"] = s.Name, ["url"] = root + Urls.Stall(hall.Fair.Slug, s.Slug) })]),
            },
        };
    }

    /// <summary>A live session (schema.org, Event), true to how it stands.</summary>
    public static JsonObject Json(SessionAtFair page, string baseUrl)
    {
        var (root, session) = (baseUrl.TrimEnd('/'), page.Session);
        return new()
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["name"] = FairWords.Say(session.TitleVi, session.TitleEn),
            ["startDate"] = Moment(session.Start),
            ["endDate"] = Moment(session.End),
            ["eventStatus"] = "https://schema.org/" + (session.Stage is SessionStage.Off ? "EventCancelled" : "EventScheduled"),
            ["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode",
            ["url"] = root + Urls.Session(page.Fair.Slug, session.Id),
            ["location"] = new JsonObject { ["@type"] = "VirtualLocation", ["url"] = root + Urls.Session(page.Fair.Slug, session.Id) },
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = session.Producer ?? page.Fair.Organiser },
            ["superEvent"] = new JsonObject { ["@type"] = "Event", ["name"] = Name(page.Fair), ["url"] = root + Urls.Fair(page.Fair.Slug) },
        };
    }

    private static string Moment(DateTimeOffset moment) => moment.InVietnam().ToString("yyyy-MM-dd'T'HH:mm:ss'+07:00'", CultureInfo.InvariantCulture);
}
