using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.SalesPoints;

/// <summary>Sentences about sales points.</summary>
public static class SalesPointWords
{
    /// <summary>"Open until 21:00", "opens tomorrow at 8:00": what to know before going there.</summary>
    public static string Status(IStringLocalizer<SalesPointsText> text, OpeningStatus status, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(status);
        var today = clock.Today();
        return status switch
        {
            { IsKnown: false } => text["HoursUnknown"],
            { IsOpen: true, Until: null } => text["OpenAlways"],
            { IsOpen: true, Until: { } until } => text["OpenUntil", Time(until)],
            { Opens: { } opens } => DateOnly.FromDateTime(opens) is var day && day == today ? text["OpensToday", Time(opens)]
                : day == today.AddDays(1) ? text["OpensTomorrow", Time(opens)]
                : text["OpensOn", Time(opens), Show.Weekday(day)],
            _ => text["ClosedForLong"],
        };
    }

    /// <summary>How far, as people say it: metres near by, else kilometres.</summary>
    public static string Distance(double metres) => metres < 950 ? $"{Show.Number((long)(Math.Round(metres / 50) * 50))}\u00a0m" : $"{(metres / 1000).ToString(metres < 9_950 ? "0.#" : "0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN"))}\u00a0km";

    public static string Time(DateTime time) => time.ToString("H:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static string Name(PlaceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Show.English ? type.NameEn : type.NameVi;
    }

    /// <summary>The value of a kind in addresses.</summary>
    public static string Slug(SalesPointKind kind) => kind switch
    {
        SalesPointKind.Centre => "trung-tam",
        SalesPointKind.Shop => "cua-hang",
        SalesPointKind.Counter => "quay",
        SalesPointKind.RestStop => "tram-dung-nghi",
        SalesPointKind.PostOffice => "buu-dien",
        SalesPointKind.Train => "tau-hoa",
        SalesPointKind.Coach => "xe-khach",
        SalesPointKind.Ship => "tau-thuy",
    };

    public static SalesPointKind? KindOf(string? slug) => Enum.GetValues<SalesPointKind>().Cast<SalesPointKind?>().FirstOrDefault(k => Slug(k!.Value) == slug);
}
