using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Payments;

/// <summary>Until when an unpaid purchase keeps its goods: by the settings of its day, and never beyond the last day of a certificate that covers it.</summary>
public sealed class PaymentDeadlines(DatedSettings settings)
{
    /// <param name="lastValidDay">The earliest last day, in Vietnam, of the certificates of what is bought.</param>
    /// <returns>Null where nothing is waited for.</returns>
    public async ValueTask<DateTimeOffset?> OfAsync(PaymentMethod method, DateTimeOffset placedAt, DateOnly lastValidDay, CancellationToken ct)
    {
        var day = DateOnly.FromDateTime(placedAt.InVietnam().DateTime);
        TimeSpan? wait = method switch
        {
            PaymentMethod.Cod => null,
            PaymentMethod.VietQr => TimeSpan.FromHours(await settings.OnAsync(PaymentSettings.TransferHours, day, ct)),
            PaymentMethod.Card => TimeSpan.FromMinutes(await settings.OnAsync(PaymentSettings.CardMinutes, day, ct)),
        };
        return wait is { } span ? Earlier(placedAt + span, lastValidDay) : null;
    }

    internal static DateTimeOffset Earlier(DateTimeOffset until, DateOnly lastValidDay)
    {
        var end = VietnamTime.StartOf(lastValidDay.AddDays(1)).AddSeconds(-1); // 23:59:59 of the last day
        return until < end ? until : end;
    }
}
