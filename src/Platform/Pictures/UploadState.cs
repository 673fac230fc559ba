namespace OcopMarket.Platform.Pictures;

/// <summary>How far an upload is.</summary>
/// <param name="Picture">What came of it.</param>
/// <param name="Refusal">Why nothing will come of it.</param>
public sealed record UploadState(Guid Id, string Name, long Size, long Received, PictureView? Picture = null, Refusal? Refusal = null);

/// <summary>What one account may send.</summary>
public static class UploadLimits
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>That <see cref="PictureSettings.Megabytes"/> may say.</summary>
    public const int MostMegabytes = 25;

    public const long MostBytes = MostMegabytes * Megabyte;

    /// <summary>One piece of an upload; it is held in memory until it is kept.</summary>
    public const int MostPieceBytes = Megabyte;

    /// <summary>A form sent without script carries its photos whole.</summary>
    public const long MostFormBytes = 4 * MostBytes;

    /// <summary>Begun and not finished, at one time.</summary>
    public const int MostUnfinished = 20;

    /// <summary>An upload that stands still this long is forgotten.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);
}
