using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using OcopMarket.Platform.Pictures;
using OcopMarket.Tests.Support;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>How long a photo of 12 megapixels takes to all its sizes, and how much memory the largest helper process had.</summary>
internal static partial class Drawing
{
    private const int Children = -1;

    public static async Task<int> RunAsync(int rounds)
    {
        var photo = TestPhotos.Convert(4000, 3000, "jpg[Q=88]", noise: 12);
        using var workshop = new PictureWorkshop(NullLogger<PictureWorkshop>.Instance);
        var before = LargestChild(); // whoever made the photo counts too, so it must be smaller
        var seconds = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var made = await workshop.MakeAsync((stream, ct) => stream.WriteAsync(photo, ct).AsTask(), CancellationToken.None);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            made.Value.Dispose();
        }

        seconds.Sort();
        Console.WriteLine(FormattableString.Invariant($"12-megapixel JPEG of {photo.Length / 1e6:0.0} MB to all its sizes: median {seconds[rounds / 2]:0.00} s, worst {seconds[^1]:0.00} s; largest process {LargestChild() / 1024} MB (before: {before / 1024} MB)"));
        return 0;
    }

    /// <summary>In kilobytes; of all processes this one has waited for.</summary>
    private static long LargestChild()
    {
        var usage = new long[18];
        return GetUsage(Children, usage) == 0 ? usage[4] : throw new InvalidOperationException("getrusage failed.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
