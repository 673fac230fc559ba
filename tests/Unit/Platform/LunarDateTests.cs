using OcopMarket.Platform.Clock;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class LunarDateTests
{
    [Theory]
    [InlineData("2026-02-17", 2026, 1, 1, false)]
    [InlineData("2027-02-06", 2027, 1, 1, false)]
    [InlineData("2028-01-26", 2028, 1, 1, false)]
    [InlineData("2029-02-13", 2029, 1, 1, false)]
    [InlineData("2030-02-02", 2030, 1, 1, false)] // a day before China's
    [InlineData("2007-02-17", 2007, 1, 1, false)] // a day before China's
    [InlineData("1985-01-21", 1985, 1, 1, false)] // a month before China's
    [InlineData("2026-02-16", 2025, 12, 29, false)]
    [InlineData("2027-02-05", 2026, 12, 29, false)]
    [InlineData("2027-01-30", 2026, 12, 23, false)]
    [InlineData("2026-09-25", 2026, 8, 15, false)]
    [InlineData("2026-04-26", 2026, 3, 10, false)]
    [InlineData("2027-04-16", 2027, 3, 10, false)]
    [InlineData("2025-07-24", 2025, 6, 30, false)]
    [InlineData("2025-07-25", 2025, 6, 1, true)]
    [InlineData("2023-03-22", 2023, 2, 1, true)]
    public void A_day_has_its_lunar_date_and_back(string day, int year, int month, int lunarDay, bool leap)
    {
        var solar = DateOnly.ParseExact(day, "yyyy-MM-dd");

        Assert.Equal(new LunarDate(year, month, lunarDay, leap), LunarDate.Of(solar));
        Assert.Equal(solar, new LunarDate(year, month, lunarDay, leap).Solar);
    }

    [Fact]
    public void Every_day_of_a_century_goes_there_and_back()
    {
        var before = LunarDate.Of(new DateOnly(1999, 12, 31));
        for (var day = new DateOnly(2000, 1, 1); day.Year < 2100; day = day.AddDays(1))
        {
            var lunar = LunarDate.Of(day);

            Assert.Equal(day, lunar.Solar);
            Assert.True(lunar.Day == before.Day + 1 || (lunar.Day == 1 && before.Day is 29 or 30), $"{before} comes before {lunar}");
            before = lunar;
        }
    }

    [Fact]
    public void A_month_of_29_days_has_no_thirtieth_and_most_months_no_leap()
    {
        Assert.Null(new LunarDate(2026, 12, 30).Solar);
        Assert.Null(new LunarDate(2026, 6, 1, Leap: true).Solar);
        Assert.Equal(new DateOnly(2027, 2, 6), LunarDate.Tet(2027));
    }
}
