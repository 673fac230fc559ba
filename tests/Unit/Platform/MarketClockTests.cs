using Microsoft.Extensions.Configuration;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class MarketClockTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("")]
    [InlineData("Testing2")]
    public void A_shifted_clock_is_refused_where_goods_are_really_sold(string environment)
    {
        var refused = Assert.Throws<SettingException>(() => MarketClock.From(Settings("2026-02-03T16:59:00Z"), environment));

        Assert.Equal($"Market:Clock is set, but a shifted clock is allowed only in Development, Testing, Demo; this is {environment}.", refused.Message);
    }

    [Theory]
    [InlineData("Demo")]
    [InlineData("Development")]
    [InlineData("Testing")]
    [InlineData("demo")]
    public void A_shifted_clock_starts_at_the_instant_and_runs_on(string environment)
    {
        var start = new DateTimeOffset(2026, 2, 3, 16, 59, 0, TimeSpan.Zero);
        var clock = MarketClock.From(Settings("2026-02-03T23:59:00+07:00"), environment);

        var now = clock.GetUtcNow();

        Assert.InRange(now, start, start.AddSeconds(30));
        Assert.True(clock.GetUtcNow() >= now);
    }

    [Fact]
    public void An_instant_without_a_zone_is_utc()
        => Assert.InRange(
            MarketClock.From(Settings("2026-02-03T16:59:00"), "Demo").GetUtcNow(), new(2026, 2, 3, 16, 59, 0, TimeSpan.Zero), new(2026, 2, 3, 16, 59, 30, TimeSpan.Zero));

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("1.5")]
    [InlineData("02/03/2026 23:59")] // February or March?
    public void An_instant_that_cannot_be_read_is_named(string instant)
        => Assert.Equal($"Market:Clock is no ISO instant: {instant}", Assert.Throws<SettingException>(() => MarketClock.From(Settings(instant), "Demo")).Message);

    [Fact]
    public void Without_the_setting_the_clock_is_the_machines()
    {
        Assert.Same(TimeProvider.System, MarketClock.From(Settings(null), "Production"));
        Assert.Same(TimeProvider.System, MarketClock.From(Settings(""), "Production"));
    }

    private static IConfiguration Settings(string? clock)
        => new ConfigurationBuilder().AddInMemoryCollection([new(MarketClock.Setting, clock)]).Build();
}
