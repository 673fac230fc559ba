using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>The clocks of what follows a purchase.</summary>
public static class AfterSalesSettings
{
    /// <summary>Days after the delivery in which goods may be given back (the market's own rule, page /phap-ly/doi-tra).</summary>
    public static readonly Setting<int> DaysToReturn = Setting.Whole("ordering.days_to_return", SettingUnit.Days, 7, least: 1, most: 60);

    /// <summary>Hours in which a buyer answers what a producer proposes instead; then the parcel is cancelled.</summary>
    public static readonly Setting<int> ProposalHours = Setting.Whole("ordering.proposal_hours", SettingUnit.Hours, 48, least: 4, most: 336);

    internal static IReadOnlyList<Setting> All { get; } = [DaysToReturn, ProposalHours];
}
