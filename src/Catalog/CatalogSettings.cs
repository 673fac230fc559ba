using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog;

/// <summary>Times and numbers of the shelf that the law or the market may move.</summary>
public static class CatalogSettings
{
    /// <summary>Hours in which an officer confirms a listing's take-down or brings it back.</summary>
    public static readonly Setting<int> TakeDownHours = Setting.Whole("catalog.take_down_hours", SettingUnit.Hours, 24, least: 1, most: 72);

    /// <summary>Days in which the market promises to look at what a producer hands in.</summary>
    public static readonly Setting<int> ReviewDays = Setting.Whole("catalog.review_days", SettingUnit.Days, 3, least: 1, most: 30);

    /// <summary>Stock at which a producer is told, for packings of which nobody has said otherwise.</summary>
    public static readonly Setting<int> LowStock = Setting.Whole("catalog.low_stock", SettingUnit.Pieces, 3, least: 0, most: 1000);

    /// <summary>Days in which the author of a review may correct it or take it back.</summary>
    public static readonly Setting<int> ReviewChangeDays = Setting.Whole("catalog.review_change_days", SettingUnit.Days, 30, least: 1, most: 365);

    /// <summary>Days that a producer may be closed at one go.</summary>
    public static readonly Setting<int> LongestClosureDays = Setting.Whole("catalog.longest_closure_days", SettingUnit.Days, 366, least: 7, most: 1100);

    /// <summary>Days for which searches that found nothing are counted.</summary>
    public static readonly Setting<int> DemandDays = Setting.Whole("catalog.demand_days", SettingUnit.Days, 730, least: 31, most: 1830);

    /// <summary>Days for which somebody waits to hear that a product can be had again.</summary>
    public static readonly Setting<int> AlertDays = Setting.Whole("catalog.alert_days", SettingUnit.Days, 180, least: 30, most: 730);

    /// <summary>Days between two letters about what is new in a search.</summary>
    public static readonly Setting<int> SearchLetterDays = Setting.Whole("catalog.search_letter_days", SettingUnit.Days, 7, least: 7, most: 90);

    internal static IReadOnlyList<Setting> All { get; } = [TakeDownHours, ReviewDays, LowStock, LongestClosureDays, ReviewChangeDays, DemandDays, AlertDays, SearchLetterDays];
}
