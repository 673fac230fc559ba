using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Payments;

/// <summary>For how long unpaid goods are kept: read before the sale, which asks for no second line to the database.</summary>
public sealed record PaymentTerms(int TransferHours, int CardMinutes)
{
    /// <summary>By the settings of a day.</summary>
    public static async Task<PaymentTerms> ReadAsync(DatedSettings settings, DateOnly day, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(await settings.OnAsync(PaymentSettings.TransferHours, day, ct), await settings.OnAsync(PaymentSettings.CardMinutes, day, ct));
    }

    /// <summary>Until when it must be paid; never beyond the last day of a certificate that covers it.</summary>
    /// <param name="lastValidDay">The earliest last day, in Vietnam, of the certificates of what is bought.</param>
    /// <returns>Null where nothing is waited for.</returns>
    public DateTimeOffset? DeadlineOf(PaymentMethod method, DateTimeOffset placedAt, DateOnly lastValidDay) => method switch
    {
        PaymentMethod.Cod => null,
        PaymentMethod.VietQr => Earlier(placedAt.AddHours(TransferHours), lastValidDay),
        PaymentMethod.Card => Earlier(placedAt.AddMinutes(CardMinutes), lastValidDay),
    };

    private static DateTimeOffset Earlier(DateTimeOffset until, DateOnly lastValidDay)
    {
        var end = VietnamTime.StartOf(lastValidDay.AddDays(1)).AddSeconds(-1); // 23:59:59 of the last day
        return until < end ? until : end;
    }
}
