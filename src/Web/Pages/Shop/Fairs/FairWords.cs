using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>Names, days and places of fairs in the reader's language.</summary>
internal static class FairWords
{
    /// <summary>The Vietnamese words where nobody has said it in English.</summary>
    public static string Say(string vietnamese, string? english) => Show.English ? english ?? vietnamese : vietnamese;

    /// <summary>The <c>lang</c> of words that are Vietnamese on an English page.</summary>
    public static string? Lang(string? english) => Show.English && english is null ? "vi" : null;

    /// <summary>"05/02/2027", "05–08/02/2027", "28/01 – 02/02/2027".</summary>
    public static string Days(DateOnly from, DateOnly through)
        => from == through ? Show.Day(from)
        : (from.Year, from.Month) == (through.Year, through.Month) ? $"{from:dd}–{Show.Day(through)}"
        : from.Year == through.Year ? $"{from.ToString("dd/MM", CultureInfo.InvariantCulture)} – {Show.Day(through)}"
        : $"{Show.Day(from)} – {Show.Day(through)}";

    /// <summary>Day and month of the lunar calendar, a leap month marked.</summary>
    public static string Lunar(IStringLocalizer<FairsText> text, DateOnly day) => text["Lunar", LunarShort(text, day)];

    public static string LunarShort(IStringLocalizer<FairsText> text, DateOnly day)
        => LunarDate.Of(day) is var lunar && lunar.Leap ? text["LunarLeap", lunar.Day, lunar.Month] : string.Create(CultureInfo.InvariantCulture, $"{lunar.Day}/{lunar.Month}");

    public static string Hours(FairHours hours) => string.Create(CultureInfo.InvariantCulture, $"{hours.Opens:HH:mm}–{hours.Closes:HH:mm}");

    /// <summary>Venue, commune and province; where there is none, that it is online or what stands as address.</summary>
    public static string Place(IStringLocalizer<FairsText> text, AreaDirectory areas, FairType type, FairVenue venue)
        => type is FairType.Online ? text["Online"]
        : string.Join(", ", new[] { venue.Name ?? venue.Address, Area(areas, venue) }.Where(p => p is { Length: > 0 }));

    /// <summary>Everything that a letter or a driver needs.</summary>
    public static string Address(AreaDirectory areas, FairVenue venue) => string.Join(", ", new[] { venue.Name, venue.Address, Area(areas, venue) }.Where(p => p is { Length: > 0 }));

    /// <summary>Runs of days with the same hours, for reading.</summary>
    public static IEnumerable<(DateOnly From, DateOnly Through, TimeOnly Opens, TimeOnly Closes)> Runs(IReadOnlyList<FairHours> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var (first, last) = (days[i], i);
            while (last + 1 < days.Count && days[last + 1].Day == days[last].Day.AddDays(1) && (days[last + 1].Opens, days[last + 1].Closes) == (first.Opens, first.Closes))
            {
                last++;
            }

            yield return (first.Day, days[last].Day, first.Opens, first.Closes);
            i = last + 1;
        }
    }

    /// <summary>For the map that a telephone has.</summary>
    public static string GeoLink(GeoPoint pin) => string.Create(CultureInfo.InvariantCulture, $"geo:{pin.Latitude:0.#####},{pin.Longitude:0.#####}?q={pin.Latitude:0.#####},{pin.Longitude:0.#####}");

    /// <summary>Whether the days were others before.</summary>
    public static bool HasMovedDays(FairTerm? was, DateOnly from, DateOnly through) => was is not null && (was.From, was.Through) != (from, through);

    /// <summary>Class and icon of its mark.</summary>
    public static (string Class, string Icon) Look(FairStage stage) => stage switch
    {
        FairStage.Draft => ("state", "clock"),
        FairStage.Announced or FairStage.ApplicationsClosed => ("state", "calendar"),
        FairStage.OpenForApplications => ("state state-ok", "store"),
        FairStage.Running => ("state state-ok", "check"),
        FairStage.Ended or FairStage.Reported => ("state", "clock"),
        FairStage.Postponed => ("state state-warn", "clock"),
        FairStage.Cancelled => ("state state-bad", "close"),
    };

    private static string Area(AreaDirectory areas, FairVenue venue) => Show.Place(areas, venue.CommuneCode, venue.ProvinceCode);
}
