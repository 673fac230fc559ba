using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Settings;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.AdminDesk.Settings;

internal static class SettingWords
{
    /// <summary>A value as it is written, with what it counts.</summary>
    public static string Value(this IStringLocalizer<AdminSettingsText> text, Setting setting, string written) => setting.Unit switch
    {
        SettingUnit.Text => written.Length == 0 ? text["NotSet"].Value : written,
        SettingUnit.DaysEach => text["UnitDays", written].Value,
        SettingUnit.Dong => Show.Dong(Number(written)),
        SettingUnit.Hundredths => Show.PerCent((int)Number(written)),
        SettingUnit.Pieces or SettingUnit.Minutes or SettingUnit.Hours or SettingUnit.Days or SettingUnit.Megabytes => text.Count($"Unit{setting.Unit}", (int)Number(written)),
    };

    /// <summary>What may be typed.</summary>
    public static string Bounds(this IStringLocalizer<AdminSettingsText> text, Setting setting) => setting.Unit switch
    {
        SettingUnit.Text => text["BoundsText", setting.Most],
        SettingUnit.DaysEach => text["BoundsDaysEach", Show.Amount(setting.Least), Show.Amount(setting.Most)],
        SettingUnit.Hundredths => text["BoundsHundredths", Show.Amount(setting.Least), Show.Amount(setting.Most)],
        SettingUnit.Pieces or SettingUnit.Minutes or SettingUnit.Hours or SettingUnit.Days or SettingUnit.Megabytes or SettingUnit.Dong => text["Bounds", Show.Amount(setting.Least), Show.Amount(setting.Most)],
    };

    private static long Number(string written) => long.Parse(written, CultureInfo.InvariantCulture);
}
