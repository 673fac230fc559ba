using Microsoft.Extensions.Configuration;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Ordering.Payments;

/// <summary>How long purchases of a day and later wait for their money.</summary>
public sealed record PaymentTerms
{
    public DateOnly From { get; init; }
    public int VietQrHours { get; init; } = 24;
    public int CardMinutes { get; init; } = 30;
}

/// <summary>
/// Until when an unpaid purchase keeps its goods: by the terms of its day (section <c>Market:PaymentTerms</c>, a list with <c>From</c>,
/// <c>VietQrHours</c>, <c>CardMinutes</c>), and never beyond the last day of a certificate that covers it.
/// </summary>
public sealed class PaymentDeadlines
{
    public const string Section = "Market:PaymentTerms";

    private readonly List<PaymentTerms> _terms;

    private PaymentDeadlines(IEnumerable<PaymentTerms> terms) => _terms = [.. terms.OrderBy(t => t.From)];

    /// <exception cref="SettingException">A term cannot be read or kept.</exception>
    public static PaymentDeadlines From(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        List<PaymentTerms> terms;
        try
        {
            terms = [.. settings.GetSection(Section).GetChildren().Select(t => t.Get<PaymentTerms>()!)]; // one by one: a list as a whole leaves out what it cannot read
        }
        catch (InvalidOperationException e)
        {
            throw new SettingException($"The setting {Section} cannot be read: {e.Message}", e);
        }

        if (terms.Find(t => t.VietQrHours is < 1 or > 168 || t.CardMinutes is < 30 or > 1440) is { } wrong)
        {
            throw new SettingException($"The setting {Section} from {wrong.From:yyyy-MM-dd} is out of range: VietQrHours is 1 to 168, CardMinutes 30 to 1440.");
        }

        return new(terms);
    }

    /// <param name="lastValidDay">The earliest last day, in Vietnam, of the certificates of what is bought.</param>
    /// <returns>Null where nothing is waited for.</returns>
    public DateTimeOffset? Of(PaymentMethod method, DateTimeOffset placedAt, DateOnly lastValidDay)
    {
        var day = DateOnly.FromDateTime(placedAt.InVietnam().DateTime);
        var terms = _terms.FindLast(t => t.From <= day) ?? new PaymentTerms();
        TimeSpan? wait = method switch
        {
            PaymentMethod.Cod => null,
            PaymentMethod.VietQr => TimeSpan.FromHours(terms.VietQrHours),
            PaymentMethod.Card => TimeSpan.FromMinutes(terms.CardMinutes),
        };
        var end = VietnamTime.StartOf(lastValidDay.AddDays(1)).AddSeconds(-1); // 23:59:59 of the last day
        return wait is not { } span ? null : placedAt + span < end ? placedAt + span : end;
    }
}
