using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.SalesPoints;

namespace OcopMarket.Tests.Unit.Promotion;

public sealed class OpeningHoursTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory]
    [InlineData("07:59", false)]
    [InlineData("08:00", true)]
    [InlineData("11:29", true)]
    [InlineData("11:30", false)]
    [InlineData("13:30", true)]
    [InlineData("20:00", false)]
    public void A_place_is_open_from_the_first_minute_of_its_hours_to_the_last(string at, bool open)
        => Assert.Equal(open, Each("8:00-11:30, 13:30-20:00").At(Vietnam(Monday, at)).IsOpen);

    [Fact]
    public void The_hours_are_those_of_vietnam_whatever_zone_the_moment_is_written_in()
    {
        var hours = Each("8:00-20:00");
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var nightOfSummerTime = TimeZoneInfo.ConvertTime(Vietnam(new(2026, 3, 8), "08:00"), newYork); // the clock there jumps that night

        Assert.True(hours.At(nightOfSummerTime).IsOpen);
        Assert.False(hours.At(nightOfSummerTime.AddMinutes(-1)).IsOpen);
        Assert.Equal(new DateTime(2026, 3, 8, 20, 0, 0), hours.At(nightOfSummerTime).Until);
    }

    [Fact]
    public void Hours_past_midnight_belong_to_the_day_they_began_on()
    {
        var hours = new OpeningHours([new(DayOfWeek.Monday, new(18, 0), new(2, 0))], []);

        Assert.True(hours.At(Vietnam(Monday.AddDays(1), "01:59")).IsOpen);
        Assert.False(hours.At(Vietnam(Monday.AddDays(1), "02:00")).IsOpen);
        Assert.False(hours.At(Vietnam(Monday, "01:00")).IsOpen);
        Assert.Equal(new DateTime(2026, 3, 9, 18, 0, 0), hours.At(Vietnam(Monday.AddDays(1), "02:00")).Opens);
    }

    [Fact]
    public void A_holiday_takes_the_place_of_the_week()
    {
        var hours = Each("8:00-20:00") with { Special = [new(new(2026, 4, 30), new(2026, 5, 1)), new(new(2026, 5, 2), new(2026, 5, 2), new(9, 0), new(12, 0))] };

        Assert.False(hours.At(Vietnam(new(2026, 4, 30), "10:00")).IsOpen);
        Assert.Equal(new DateTime(2026, 5, 2, 9, 0, 0), hours.At(Vietnam(new(2026, 4, 30), "10:00")).Opens);
        Assert.False(hours.At(Vietnam(new(2026, 5, 2), "12:00")).IsOpen);
        Assert.True(hours.At(Vietnam(new(2026, 5, 3), "12:00")).IsOpen);
    }

    [Fact]
    public void A_place_that_never_shuts_has_no_closing_time()
        => Assert.Equal(new OpeningStatus(true, true, null, null), Each("0:00-24:00").At(Vietnam(Monday, "23:59")));

    [Fact]
    public void Where_nobody_has_said_hours_nothing_is_claimed() => Assert.Equal(new OpeningStatus(false, false, null, null), OpeningHours.Unknown.At(Vietnam(Monday, "10:00")));

    [Theory]
    [InlineData("7:30-11:30, 13:30-17:00", "7:30–11:30, 13:30–17:00")]
    [InlineData("7h30 – 21h", "7:30–21:00")]
    [InlineData("13:00-17:00;8-11", "8:00–11:00, 13:00–17:00")]
    [InlineData("0:00-24:00", "0:00–24:00")]
    [InlineData("", "")]
    public void Hours_are_read_as_people_write_them(string written, string read)
        => Assert.Equal(read, new OpeningHours(OpeningHours.Read(DayOfWeek.Monday, written).Value, []).Written(DayOfWeek.Monday));

    [Theory]
    [InlineData("sáng")]
    [InlineData("8:00")]
    [InlineData("25:00-26:00")]
    [InlineData("8:70-9:00")]
    [InlineData("8:00-12:00, 11:00-17:00")]
    [InlineData("18:00-2:00, 20:00-21:00")]
    public void Hours_that_say_nothing_or_overlap_are_refused(string written) => Assert.Equal("promotion.hours_unreadable", OpeningHours.Read(DayOfWeek.Monday, written).Refusal?.Code);

    private static OpeningHours Each(string written) => new([.. OpeningHours.Days.SelectMany(d => OpeningHours.Read(d, written).Value)], []);

    private static DateTimeOffset Vietnam(DateOnly day, string time) => VietnamTime.StartOf(day) + TimeOnly.ParseExact(time, "HH:mm", System.Globalization.CultureInfo.InvariantCulture).ToTimeSpan();
}
