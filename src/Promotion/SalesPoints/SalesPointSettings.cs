using OcopMarket.Platform.Settings;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Times of sales points that an office may move.</summary>
public static class SalesPointSettings
{
    /// <summary>Days in which whoever is invited to keep a sales point may accept.</summary>
    public static readonly Setting<int> InvitationDays = Setting.Whole("promotion.keeper_invitation_days", SettingUnit.Days, 14, least: 1, most: 90);

    /// <summary>Days after which the keepers of a sales point are asked whether it is still open.</summary>
    public static readonly Setting<int> ConfirmDays = Setting.Whole("promotion.point_confirm_days", SettingUnit.Days, 30, least: 7, most: 80);

    /// <summary>Days after which a point that nobody has confirmed is doubtful: greyed, and last on lists.</summary>
    public static readonly Setting<int> DoubtfulDays = Setting.Whole("promotion.point_doubtful_days", SettingUnit.Days, 90, least: 14, most: 730);

    /// <summary>So many reports that wait for an answer make a point doubtful.</summary>
    public static readonly Setting<int> DoubtfulReports = Setting.Whole("promotion.point_doubtful_reports", SettingUnit.Pieces, 2, least: 1, most: 20);

    internal static IReadOnlyList<Setting> All { get; } = [InvitationDays, ConfirmDays, DoubtfulDays, DoubtfulReports];

    internal static async ValueTask<PointDoubt> DoubtAsync(this DatedSettings settings, CancellationToken ct) => new(await settings.OfAsync(DoubtfulDays, ct), await settings.OfAsync(DoubtfulReports, ct));
}

/// <summary>When the market does not trust a point to be open any more.</summary>
internal readonly record struct PointDoubt(int Days, int Reports)
{
    public bool Of(DateTimeOffset? confirmedAt, int openReports, DateTimeOffset now) => openReports >= Reports || confirmedAt is null || now - confirmedAt > TimeSpan.FromDays(Days);

    /// <summary>A point that has not opened yet has nothing to confirm.</summary>
    public bool Of(KeptPoint point, DateTimeOffset now) => point.IsOpened ? Of(point.ConfirmedAt, point.OpenReports, now) : point.OpenReports >= Reports;
}
