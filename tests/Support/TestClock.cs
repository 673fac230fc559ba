using OcopMarket.Platform.Clock;

namespace OcopMarket.Tests.Support;

/// <summary>A clock that stands still until a test moves it. It starts at 09:00 on 2 March 2026 in Vietnam.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = At(new DateOnly(2026, 3, 2), new TimeOnly(9, 0));

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void SetVietnam(DateOnly date, TimeOnly time = default) => _now = At(date, time);

    private static DateTimeOffset At(DateOnly date, TimeOnly time) => VietnamTime.StartOf(date) + time.ToTimeSpan();
}
