namespace OcopMarket.Platform.Clock;

/// <summary>Dates of the law are days in Vietnam (UTC+7, no daylight saving), whatever zone the server runs in.</summary>
public static class VietnamTime
{
    public const string ZoneName = "Asia/Ho_Chi_Minh";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);

    /// <summary>Today in Vietnam; the only "today" a rule may use.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().InVietnam().Day();

    public static DateTimeOffset InVietnam(this DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The first instant of a day in Vietnam, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Zone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))).ToUniversalTime();

    private static DateOnly Day(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.DateTime);
}
