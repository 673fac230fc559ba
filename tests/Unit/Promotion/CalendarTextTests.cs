using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ical.Net;
using Ical.Net.DataTypes;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Calendars;
using CalendarEvent = OcopMarket.Promotion.Calendars.CalendarEvent;

namespace OcopMarket.Tests.Unit.Promotion;

/// <summary>Calendars by RFC 5545, read again by a parser that is not ours.</summary>
public sealed class CalendarTextTests
{
    private static readonly DateOnly First = new(2027, 2, 4);
    private static readonly DateTimeOffset Said = VietnamTime.StartOf(new(2027, 1, 1));

    [Fact]
    public void No_line_is_longer_than_75_octets_and_no_letter_is_cut()
    {
        var letters = Gen.Elements("a", "ắ", "Đ", "ệ", "🎋", ",", ";", "\\", "\n", "\r\n", " ");
        Prop.ForAll(Gen.ListOf(letters).Select(parts => string.Concat(parts)).ToArbitrary(), text =>
        {
            var folded = CalendarText.Fold("SUMMARY:" + CalendarText.Escape(text));
            Assert.All(folded.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
            Assert.DoesNotContain('\uFFFD', folded);
            Assert.Equal("SUMMARY:" + CalendarText.Escape(text), folded.Replace("\r\n ", "", StringComparison.Ordinal));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Commas_semicolons_strokes_and_ends_of_lines_come_back_as_they_were()
    {
        var letters = Gen.Elements("a", "ắ", "Đà Nẵng", ",", ";", "\\", "\n", ":", "\"", "🎋", " x");
        Prop.ForAll(Gen.NonEmptyListOf(letters).Select(parts => "T" + string.Concat(parts) + "T").ToArbitrary(), text =>
        {
            var read = Read(Event() with { Summary = text, Description = text, Location = text });
            Assert.Equal((text, text, text), (read.Summary, read.Description, read.Location));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("a,b;c\\d", "a\\,b\\;c\\\\d")]
    [InlineData("một\r\nhai\nba", "một\\nhai\\nba")]
    [InlineData("chuông\u0007\ttab", "chuông tab")]
    public void What_no_calendar_may_hold_is_escaped_or_left_out(string text, string escaped) => Assert.Equal(escaped, CalendarText.Escape(text));

    [Fact]
    public void Every_line_ends_with_carriage_return_and_line_feed()
    {
        var text = CalendarText.Write("Hội chợ", [Event()]);

        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Contains("METHOD:PUBLISH\r\n", text, StringComparison.Ordinal);
        Assert.Contains("X-WR-CALNAME:Hội chợ\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_of_Vietnam_are_written_in_UTC_so_that_summer_time_elsewhere_changes_nothing()
    {
        var text = CalendarText.Write("Hội chợ", [Event()]);

        Assert.Contains("DTSTART:20270204T010000Z\r\n", text, StringComparison.Ordinal); // 08:00 in Vietnam
        Assert.Contains("DTEND:20270204T140000Z\r\n", text, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=DAILY;COUNT=3\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_off_are_left_out_and_days_with_other_hours_keep_them()
    {
        var one = Event() with { Times = [Day(0), Day(1, 13, 22), Day(4)] };

        var moments = Load(one).GetOccurrences(new CalDateTime(2027, 1, 1)).Take(20).Select(o => (o.Period.StartTime.AsUtc, o.Period.EffectiveEndTime!.AsUtc)).ToList();

        Assert.Equal(one.Times.Select(t => (t.Start.UtcDateTime, t.End.UtcDateTime)), moments);
    }

    [Fact]
    public void Any_days_and_hours_come_out_as_they_were()
    {
        var days = Gen.NonEmptyListOf(Gen.Choose(0, 40).SelectMany(day => Gen.Choose(0, 22).SelectMany(opens => Gen.Choose(opens + 1, 23).Select(closes => (day, opens, closes)))));
        Prop.ForAll(days.Select(all => all.DistinctBy(d => d.day).OrderBy(d => d.day).ToList()).ToArbitrary(), all =>
        {
            var one = Event() with { Times = [.. all.Select(d => Day(d.day, d.opens, d.closes))] };
            var moments = Load(one).GetOccurrences(new CalDateTime(2027, 1, 1)).Take(100).Select(o => (o.Period.StartTime.AsUtc, o.Period.EffectiveEndTime!.AsUtc)).Order();
            Assert.Equal(one.Times.Select(t => (t.Start.UtcDateTime, t.End.UtcDateTime)), moments);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(CalendarStatus.Confirmed, "CONFIRMED")]
    [InlineData(CalendarStatus.Tentative, "TENTATIVE")]
    [InlineData(CalendarStatus.Cancelled, "CANCELLED")]
    public void A_state_sequence_pin_and_address_are_read_by_others(CalendarStatus status, string word)
    {
        var read = Read(Event() with { Status = status, Sequence = 7 });

        Assert.Equal((word, 7, "1@ocopmarket"), (read.Status, read.Sequence, read.Uid));
        Assert.Equal((21.0581, 105.3415), (read.GeographicLocation!.Latitude, read.GeographicLocation.Longitude));
        Assert.Equal("https://ocop.example/hoi-cho/ba-vi", read.Url!.AbsoluteUri);
        Assert.Equal(Said.UtcDateTime, read.LastModified!.AsUtc);
    }

    private static Calendar Load(CalendarEvent one) => Calendar.Load(CalendarText.Write("Hội chợ", [one]))!;

    private static Ical.Net.CalendarComponents.CalendarEvent Read(CalendarEvent one) => Load(one).Events.First(e => e.RecurrenceIdentifier is null);

    private static CalendarEvent Event() => new(
        "1@ocopmarket", 0, Said, Said, [Day(0), Day(1), Day(2)], "Hội chợ Ba Vì", "Hội chợ", "Nhà văn hóa, Ba Vì", new GeoPoint(21.0581, 105.3415), new Uri("https://ocop.example/hoi-cho/ba-vi"), CalendarStatus.Confirmed);

    private static CalendarTime Day(int day, int opens = 8, int closes = 21) => new(VietnamTime.StartOf(First.AddDays(day)).AddHours(opens), VietnamTime.StartOf(First.AddDays(day)).AddHours(closes));
}
