using System.Globalization;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Web.Pages.ProducerDesk.Hall;

/// <summary>Times of day in forms.</summary>
internal static class HourFields
{
    /// <summary>Null for what is no time of day.</summary>
    public static TimeOnly? Read(string? text)
        => TimeOnly.TryParseExact((text ?? "").Trim().Replace('h', ':'), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new TimeOnly(time.Hour, time.Minute) : null;

    public static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Name of a day's field.</summary>
    public static string Name(string field, DateOnly day) => $"{field}-{day:yyyyMMdd}";

    /// <summary>Of each day that has times, its own or those for all days; a day with one of two keeps it, so that it is refused and not lost.</summary>
    public static IReadOnlyList<FairHours> ReadDays(IFormCollection form, IEnumerable<FairHours> days)
    {
        var (from, to) = (Read(form["tu-moi-ngay"]), Read(form["den-moi-ngay"]));
        return [.. days.Select(d => (d.Day, From: Read(form[Name("tu", d.Day)]), To: Read(form[Name("den", d.Day)]))).Select(d => d.From is null && d.To is null ? (d.Day, From: from, To: to) : d)
            .Where(d => d.From is not null || d.To is not null).Select(d => new FairHours(d.Day, d.From ?? TimeOnly.MaxValue, d.To ?? TimeOnly.MinValue))];
    }
}
