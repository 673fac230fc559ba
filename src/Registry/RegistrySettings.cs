using System.Collections.Immutable;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Registry;

/// <summary>Thresholds of the register that the law or an office may move.</summary>
public static class RegistrySettings
{
    /// <summary>Days between the notice of a suspension and the first day without offers.</summary>
    public static readonly Setting<int> SuspensionNoticeDays = Setting.Whole("registry.suspension_notice_days", SettingUnit.Days, 5, least: 1, most: 60);

    /// <summary>Days before the end of a certificate on which its people are reminded (domain reference 3.5).</summary>
    public static readonly Setting<ImmutableArray<int>> ReminderSteps = Setting.DaysEach("registry.reminder_steps", [180, 150, 130, 120, 90, 60, 30, 7, 0], least: 0, most: 365);

    /// <summary>A paper with so many days left at most is shown as ending soon.</summary>
    public static readonly Setting<int> LicenceSoonDays = Setting.Whole("registry.licence_soon_days", SettingUnit.Days, 60, least: 1, most: 365);

    /// <summary>A certificate with so many days left at most is said to end soon: in the open register and wherever its state stands.</summary>
    public static readonly Setting<int> RegisterSoonDays = Setting.Whole("registry.register_soon_days", SettingUnit.Days, 60, least: 1, most: 365);

    /// <summary>A certificate with so many days left at most stands under "ending soon" on the officers' desk.</summary>
    public static readonly Setting<int> DeskSoonDays = Setting.Whole("registry.desk_soon_days", SettingUnit.Days, 90, least: 1, most: 365);

    /// <summary>A certificate with so many days left at most is among the tasks of its producer.</summary>
    public static readonly Setting<int> ProducerSoonDays = Setting.Whole("registry.producer_soon_days", SettingUnit.Days, 180, least: 1, most: 365);

    /// <summary>Hours in which officers may take an import back; later only the operator may.</summary>
    public static readonly Setting<int> UndoHours = Setting.Whole("registry.import_undo_hours", SettingUnit.Hours, 24, least: 1, most: 720);

    internal static IReadOnlyList<Setting> All { get; } = [SuspensionNoticeDays, ReminderSteps, LicenceSoonDays, RegisterSoonDays, DeskSoonDays, ProducerSoonDays, UndoHours];
}
