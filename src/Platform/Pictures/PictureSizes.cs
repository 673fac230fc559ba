using System.Globalization;

namespace OcopMarket.Platform.Pictures;

/// <summary>The sizes and forms each picture is kept in, and the names of their files.</summary>
public static class PictureSizes
{
    public const string Jpeg = "jpg";
    public const string WebP = "webp";
    public const string Avif = "avif";

    /// <summary>What newer browsers take, best first.</summary>
    public static readonly IReadOnlyList<string> Modern = [Avif, WebP];

    private static readonly int[] Widths = [320, 800, 1600];

    /// <summary>The fallback for old browsers, previews and feeds comes in one size.</summary>
    private const int JpegWidth = 800;

    /// <summary>The widths a picture is asked for by: one that is smaller than a step keeps its own width under that step's name and has none above it.</summary>
    public static IEnumerable<int> Of(int width) => Widths.Where((_, i) => i == 0 || width > Widths[i - 1]);

    public static int JpegOf(int width) => Math.Min(JpegWidth, Of(width).Last());

    /// <summary>How wide the file under a step's name really is.</summary>
    public static int Real(int step, int width) => Math.Min(step, width);

    /// <summary>Every file of a picture.</summary>
    public static IEnumerable<(int Step, string Form)> FilesOf(int width)
        => Of(width).SelectMany(_ => Modern, (step, form) => (step, form)).Append((JpegOf(width), Jpeg));

    public static bool IsStep(int step) => Widths.Contains(step);

    public static string? TypeOf(string form) => form switch
    {
        Jpeg => "image/jpeg",
        WebP => "image/webp",
        Avif => "image/avif",
        _ => null,
    };

    /// <summary>Papers lie apart from what is served to all; the same photo may be both.</summary>
    internal static string File(string sha, int step, string form, bool isPrivate)
        => string.Create(CultureInfo.InvariantCulture, $"{(isPrivate ? "papers" : "pictures")}/{sha.AsSpan(0, 2)}/{sha}-{step}.{form}");

    internal static string Original(string sha) => $"originals/{sha.AsSpan(0, 2)}/{sha}";
}
