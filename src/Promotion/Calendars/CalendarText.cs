using System.Globalization;
using System.Text;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Promotion.Calendars;

public enum CalendarStatus
{
    Confirmed,
    Tentative,
    Cancelled,
}

/// <summary>One or several days of the same thing, as calendars of others take them in.</summary>
/// <param name="Uid">Never changes, whatever else does.</param>
/// <param name="Sequence">Raised with every change that calendars have to hear.</param>
/// <param name="Times">Of each day it is open, in order; not empty. Days between them are left out.</param>
/// <param name="Url">Absolute.</param>
public sealed record CalendarEvent(
    string Uid, int Sequence, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, IReadOnlyList<CalendarTime> Times, string Summary, string? Description, string? Location, GeoPoint? Pin, Uri Url, CalendarStatus Status);

/// <summary>From one moment to another of the same day.</summary>
public readonly record struct CalendarTime(DateTimeOffset Start, DateTimeOffset End);

/// <summary>
/// Writes calendars as RFC 5545 wants them. Times are in UTC, since Vietnam knows no daylight saving: every calendar shows the right moment without a
/// table of zones. A thing of several days is one event that repeats daily, with exceptions for days off and days with other hours: it has one UID, so
/// that a later state of it takes the place of an earlier one as a whole.
/// </summary>
public static class CalendarText
{
    /// <summary>Octets of a line, its end not counted.</summary>
    private const int LineOctets = 75;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="name">As calendars list it.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var lines = new StringBuilder();
        Line(lines, "BEGIN:VCALENDAR");
        Line(lines, "VERSION:2.0");
        Line(lines, "PRODID:-//OcopMarket//Hoi cho//VI");
        Line(lines, "CALSCALE:GREGORIAN");
        Line(lines, "METHOD:PUBLISH");
        Line(lines, "X-WR-CALNAME:" + Escape(name));
        Line(lines, "X-WR-TIMEZONE:Asia/Ho_Chi_Minh");
        Line(lines, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
        Line(lines, "X-PUBLISHED-TTL:PT6H");
        foreach (var one in events)
        {
            Write(lines, one);
        }

        Line(lines, "END:VCALENDAR");
        return lines.ToString();
    }

    /// <summary>Text as a value: commas, semicolons, strokes and ends of lines escaped, nothing that no calendar may hold.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var value = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            _ = c switch
            {
                '\\' or ';' or ',' => value.Append('\\').Append(c),
                '\n' => value.Append("\\n"),
                '\t' => value.Append(' '),
                _ when char.IsControl(c) => value,
                _ => value.Append(c),
            };
        }

        return value.ToString();
    }

    /// <summary>The line cut where it gets longer than 75 octets, never inside a letter; further pieces begin with a space.</summary>
    public static string Fold(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (folded, octets) = (new StringBuilder(line.Length + 8), 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        return folded.ToString();
    }

    private static void Write(StringBuilder lines, CalendarEvent one)
    {
        // Days that repeat the first one at its hours; all others between are taken out, or stand by themselves.
        var first = one.Times[0];
        var byDay = one.Times.ToDictionary(t => DayOf(t) - DayOf(first));
        var days = DayOf(one.Times[^1]) - DayOf(first) + 1;
        var off = Enumerable.Range(0, days).Where(d => !byDay.ContainsKey(d)).Select(d => Moment(first.Start + (d * Day))).ToList();
        Begin(lines, one, first);
        if (days > 1)
        {
            Line(lines, string.Create(CultureInfo.InvariantCulture, $"RRULE:FREQ=DAILY;COUNT={days}"));
        }

        if (off.Count > 0)
        {
            Line(lines, "EXDATE:" + string.Join(',', off));
        }

        End(lines, one);
        foreach (var (day, time) in byDay.Where(t => t.Value.Start != first.Start + (t.Key * Day) || t.Value.End - t.Value.Start != first.End - first.Start).OrderBy(t => t.Key))
        {
            Begin(lines, one, time);
            Line(lines, "RECURRENCE-ID:" + Moment(first.Start + (day * Day)));
            End(lines, one);
        }
    }

    private static void Begin(StringBuilder lines, CalendarEvent one, CalendarTime time)
    {
        Line(lines, "BEGIN:VEVENT");
        Line(lines, "UID:" + one.Uid);
        Line(lines, "DTSTAMP:" + Moment(one.ChangedAt));
        Line(lines, "DTSTART:" + Moment(time.Start));
        Line(lines, "DTEND:" + Moment(time.End));
    }

    private static void End(StringBuilder lines, CalendarEvent one)
    {
        Line(lines, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{one.Sequence}"));
        Line(lines, "CREATED:" + Moment(one.CreatedAt));
        Line(lines, "LAST-MODIFIED:" + Moment(one.ChangedAt));
        Line(lines, "STATUS:" + one.Status switch { CalendarStatus.Confirmed => "CONFIRMED", CalendarStatus.Tentative => "TENTATIVE", CalendarStatus.Cancelled => "CANCELLED" });
        Line(lines, "SUMMARY:" + Escape(one.Summary));
        if (one.Description is { } description)
        {
            Line(lines, "DESCRIPTION:" + Escape(description));
        }

        if (one.Location is { } location)
        {
            Line(lines, "LOCATION:" + Escape(location));
        }

        if (one.Pin is { } pin)
        {
            Line(lines, string.Create(CultureInfo.InvariantCulture, $"GEO:{pin.Latitude:0.######};{pin.Longitude:0.######}"));
        }

        Line(lines, "URL:" + one.Url.AbsoluteUri);
        Line(lines, "TRANSP:TRANSPARENT");
        Line(lines, "END:VEVENT");
    }

    private static int DayOf(CalendarTime time) => DateOnly.FromDateTime(time.Start.InVietnam().DateTime).DayNumber;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder lines, string line) => lines.Append(Fold(line)).Append("\r\n");
}
