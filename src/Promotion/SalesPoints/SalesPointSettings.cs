using OcopMarket.Platform.Settings;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Times of sales points that an office may move.</summary>
public static class SalesPointSettings
{
    /// <summary>Days in which whoever is invited to keep a sales point may accept.</summary>
    public static readonly Setting<int> InvitationDays = Setting.Whole("promotion.keeper_invitation_days", SettingUnit.Days, 14, least: 1, most: 90);

    /// <summary>Days after which the keepers of a sales point are asked whether it is still open.</summary>
    public static readonly Setting<int> ConfirmDays = Setting.Whole("promotion.point_confirm_days", SettingUnit.Days, 30, least: 7, most: 80);

    internal static IReadOnlyList<Setting> All { get; } = [InvitationDays, ConfirmDays];
}
