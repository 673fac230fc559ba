using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Payments;

/// <summary>Times of purchases that the market may move.</summary>
public static class PaymentSettings
{
    /// <summary>Hours in which a purchase by VietQR must be paid.</summary>
    public static readonly Setting<int> TransferHours = Setting.Whole("ordering.transfer_hours", SettingUnit.Hours, 24, least: 1, most: 168);

    /// <summary>Minutes in which a purchase by card must be paid; the provider keeps its page open for 30 at least.</summary>
    public static readonly Setting<int> CardMinutes = Setting.Whole("ordering.card_minutes", SettingUnit.Minutes, 30, least: 30, most: 1440);

    internal static IReadOnlyList<Setting> All { get; } = [TransferHours, CardMinutes];
}
