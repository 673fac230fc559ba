using OcopMarket.Platform.Settings;

namespace OcopMarket.Promotion;

/// <summary>Times of fairs that the law or the market may move.</summary>
public static class PromotionSettings
{
    /// <summary>A fair is registered with the department of its province at least so many days before it opens.</summary>
    public static readonly Setting<int> RegisterLeastDays = Setting.Whole("promotion.fair_register_least_days", SettingUnit.Days, 30, least: 0, most: 365);

    /// <summary>… and at most so many.</summary>
    public static readonly Setting<int> RegisterMostDays = Setting.Whole("promotion.fair_register_most_days", SettingUnit.Days, 365, least: 30, most: 1100);

    /// <summary>A fair abroad is registered with the ministry at least so many days before.</summary>
    public static readonly Setting<int> RegisterAbroadDays = Setting.Whole("promotion.fair_register_abroad_days", SettingUnit.Days, 45, least: 0, most: 365);

    /// <summary>Days before the opening on which mailboxes that asked for it are reminded.</summary>
    public static readonly Setting<int> RemindDays = Setting.Whole("promotion.fair_remind_days", SettingUnit.Days, 3, least: 1, most: 30);

    internal static IReadOnlyList<Setting> All { get; } = [RegisterLeastDays, RegisterMostDays, RegisterAbroadDays, RemindDays];
}
