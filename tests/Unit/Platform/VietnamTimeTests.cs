using System.Globalization;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class VietnamTimeTests
{
    [Theory]
    [InlineData("2026-02-03T16:59:59.9999999Z", "2026-02-03")]
    [InlineData("2026-02-03T17:00:00Z", "2026-02-04")]
    [InlineData("2026-12-31T16:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T17:00:00Z", "2027-01-01")]
    [InlineData("2028-02-28T17:00:00Z", "2028-02-29")]
    [InlineData("2026-02-28T17:00:00Z", "2026-03-01")]
    [InlineData("2026-07-01T00:00:00+14:00", "2026-06-30")]
    public void Today_begins_at_17_00_utc_the_day_before(string instant, string today)
    {
        var at = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

        Assert.Equal(DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture), new FixedClock(at).Today());
    }

    [Fact]
    public void A_day_starts_in_utc_seven_hours_earlier()
        => Assert.Equal(new DateTimeOffset(2026, 2, 3, 17, 0, 0, TimeSpan.Zero), VietnamTime.StartOf(new(2026, 2, 4)));

    [Fact]
    public void The_clock_of_tests_stands_where_it_is_put()
    {
        var clock = new TestClock();

        clock.SetVietnam(new(2026, 2, 4), new(23, 59, 59));
        Assert.Equal(new(2026, 2, 4), clock.Today());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new(2026, 2, 5), clock.Today());
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
