using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OcopMarket.Platform.Clock;

/// <summary>
/// The application's clock. With the setting <c>Market:Clock</c> (an ISO instant) it starts there and runs on at the usual speed;
/// only in Development, Testing and Demo, since a shifted clock sells what has ended.
/// </summary>
public sealed class MarketClock(TimeSpan shift) : TimeProvider
{
    public const string Setting = "Market:Clock";

    private static readonly string[] MayShift = ["Development", "Testing", "Demo"];

    private static readonly string[] IsoForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    /// <exception cref="SettingException">The clock is shifted where it must not be, or the instant cannot be read.</exception>
    public static TimeProvider From(IConfiguration settings, string environment)
    {
        if (settings[Setting] is not { Length: > 0 } text)
        {
            return System;
        }

        if (!MayShift.Contains(environment, StringComparer.OrdinalIgnoreCase))
        {
            throw new SettingException($"{Setting} is set, but a shifted clock is allowed only in {string.Join(", ", MayShift)}; this is {environment}.");
        }

        return DateTimeOffset.TryParseExact(text, IsoForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? new MarketClock(start - DateTimeOffset.UtcNow)
            : throw new SettingException($"{Setting} is no ISO instant: {text}");
    }
}
