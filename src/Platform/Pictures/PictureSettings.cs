using OcopMarket.Platform.Settings;

namespace OcopMarket.Platform.Pictures;

/// <summary>What people may send; what a form may carry at all is in <see cref="UploadLimits"/>.</summary>
public static class PictureSettings
{
    public static readonly Setting<int> Megabytes = Setting.Whole("platform.picture_megabytes", SettingUnit.Megabytes, 25, least: 1, most: UploadLimits.MostMegabytes);

    public static readonly Setting<int> ADay = Setting.Whole("platform.pictures_a_day", SettingUnit.Pieces, 400, least: 10, most: 5000);

    internal static IReadOnlyList<Setting> All { get; } = [Megabytes, ADay];
}
