using OcopMarket.Platform.Settings;

namespace OcopMarket.Accounts.Staff;

public static class StaffSettings
{
    /// <summary>Days in which whoever is invited to a producer's desk may accept.</summary>
    public static readonly Setting<int> InvitationDays = Setting.Whole("accounts.invitation_days", SettingUnit.Days, 14, least: 1, most: 90);

    internal static IReadOnlyList<Setting> All { get; } = [InvitationDays];
}
