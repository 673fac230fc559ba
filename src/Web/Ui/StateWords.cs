using Microsoft.Extensions.Localization;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Ui;

/// <summary>From how many days before its end a certificate is said to end soon.</summary>
public sealed record EndingSoon(Func<CancellationToken, ValueTask<int>> Days);

/// <summary>What a certificate is worth on a day, in the one wording of pages, files and letters.</summary>
/// <param name="Tone">End of a class name: <c>ok</c>, <c>warn</c>, <c>bad</c>; null for what has simply ended.</param>
public sealed record StateWords(string Text, string? Tone, string Icon)
{
    public static StateWords Of(IStringLocalizer<UiText> text, CertificateDates dates, DateOnly today, int soonDays)
    {
        ArgumentNullException.ThrowIfNull(text);
        var daysLeft = dates.LastDay.DayNumber - today.DayNumber;
        return dates.StateOn(today) switch
        {
            CertificateState.InForce or CertificateState.Extended when daysLeft == 0 => new(text["StateLastDay"], "warn", "clock"),
            CertificateState.InForce or CertificateState.Extended when daysLeft <= soonDays => new(text.Count("StateEndingSoon", daysLeft), "warn", "clock"),
            CertificateState.InForce => new(text["StateInForce"], "ok", "shield-check"),
            CertificateState.Extended => new(text["StateExtended", Show.Day(dates.LastDay)], "ok", "shield-check"),
            CertificateState.Expired => new(text["StateExpired"], null, "clock"),
            CertificateState.Revoked => new(text["StateRevoked"], "bad", "shield-off"),
            CertificateState.Superseded => new(text["StateSuperseded"], null, "clock"),
            CertificateState.NotYet => new(text["StateNotYet"], null, "clock"),
        };
    }
}
