using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Platform.Pictures;

/// <summary>A picture in all its sizes, in a folder of its own until it is disposed.</summary>
internal sealed record MadePicture(string Folder, string OriginalType, int Width, int Height, string Colour) : IDisposable
{
    public IEnumerable<(int Step, string Form, string Path)> Files
        => PictureSizes.FilesOf(Width).Select(f => (f.Step, f.Form, PictureWorkshop.PathOf(Folder, f.Step, f.Form)));

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>
/// Turns strangers' files into pictures that are safe to serve: drawn anew by libvips in a process of its own with limits of time, memory
/// and pixels, upright, without place, camera or any other word about the photo. A decoder that breaks takes nothing with it.
/// </summary>
/// <remarks>
/// First one clean PNG, then every size from it: libvips' WebP writer keeps the metadata that it is told to leave out. One picture at a
/// time for each core; a few more wait, the rest are asked to come back.
/// </remarks>
internal sealed partial class PictureWorkshop(ILogger<PictureWorkshop> log) : IDisposable
{
    public const int MostMegapixels = 50;

    private const int MostWaiting = 24;

    /// <summary>Of the clean PNG: the largest step in either direction.</summary>
    private const string Largest = "1600";

    private static readonly string[] Limits = ["prlimit", "--as=700000000", "--cpu=10", "--fsize=100000000", "--core=0"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Loaders = ["jpegload", "pngload", "webpload", "heifload"];

    private readonly SemaphoreSlim _benches = new(Math.Max(1, Environment.ProcessorCount));
    private int _waiting;

    public static string PathOf(string folder, int step, string form) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{step}.{form}"));

    /// <param name="write">Writes the photo as it came into the stream; called when its turn has come.</param>
    public async Task<Result<MadePicture>> MakeAsync(Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (Interlocked.Increment(ref _waiting) > MostWaiting + Environment.ProcessorCount)
        {
            Interlocked.Decrement(ref _waiting);
            return PlatformRefusals.PicturesBusy();
        }

        try
        {
            await _benches.WaitAsync(ct);
            try
            {
                return await MakeAtBenchAsync(write, ct);
            }
            finally
            {
                _benches.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _benches.Dispose();

    private async Task<Result<MadePicture>> MakeAtBenchAsync(Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var folder = await HelperAccount.NewFolderAsync(ct);
        var result = default(Result<MadePicture>);
        try
        {
            result = await MakeInAsync(folder, write, ct);
        }
        catch (Win32Exception e) // a program is not installed
        {
            log.LogError(e, "Pictures cannot be made: the packages libvips-tools and util-linux must be installed (deploy/setup.sh does so)");
            result = PlatformRefusals.PicturesUnavailable();
        }
        finally
        {
            if (!result.Succeeded || result.Value is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return result;
    }

    private async Task<Result<MadePicture>> MakeInAsync(string folder, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        string type;
        await using (var file = new FileStream(Path.Combine(folder, "in"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous }))
        {
            await write(file, ct);
            if (file.Length == 0)
            {
                return PlatformRefusals.PictureEmpty();
            }

            file.Position = 0;
            var head = new byte[PictureContent.HeadLength];
            var known = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
            if (PictureContent.TypeOf(head.AsSpan(0, known)) is not { } found)
            {
                return PlatformRefusals.PictureOfOtherKind();
            }

            file.Position = 0;
            if (await PictureContent.HoldsMoreAsync(file, ct))
            {
                return PlatformRefusals.PictureHoldsMore();
            }

            type = found;
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "in"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        var header = await RunAsync(folder, ct, "vipsheader", "in");
        if (header.Refusal is not null || HeaderLine().Match(header.Output) is not { Success: true } line)
        {
            return header.Refusal ?? PlatformRefusals.PictureBroken();
        }

        if (!Loaders.Contains(line.Groups[3].Value))
        {
            return PlatformRefusals.PictureOfOtherKind();
        }

        var pixels = long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) * long.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture);
        return pixels > MostMegapixels * 1_000_000L ? PlatformRefusals.PictureTooManyPixels(pixels / 1_000_000, MostMegapixels) : await DrawAsync(folder, type, ct);
    }

    private async Task<Result<MadePicture>> DrawAsync(string folder, string type, CancellationToken ct)
    {
        // vips, not vipsthumbnail: only this one can be told that a photo cut short is no photo.
        var clean = await RunAsync(folder, ct, "vips", "thumbnail", "in", "clean.png[strip,compression=1]", Largest, "--height", Largest, "--size", "down", "--export-profile", "srgb", "--fail-on", "truncated");
        var header = clean.Refusal is null ? await RunAsync(folder, ct, "vipsheader", "clean.png") : clean;
        if (header.Refusal is not null || HeaderLine().Match(header.Output) is not { Success: true } line)
        {
            return header.Refusal ?? PlatformRefusals.PictureBroken();
        }

        var (width, height) = (int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));
        foreach (var (step, form) in PictureSizes.FilesOf(width))
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{step}.{form}[{Settings(form)}]");
            if ((await RunAsync(folder, ct, "vipsthumbnail", "clean.png", "--size", string.Create(CultureInfo.InvariantCulture, $"{step}x>"), "-o", Path.Combine(folder, file))).Refusal is { } refusal)
            {
                return refusal;
            }
        }

        await RunAsync(folder, ct, "vips", "thumbnail", Path.GetFileName(PathOf(folder, PictureSizes.JpegOf(width), PictureSizes.Jpeg)), "one.png", "1", "--height", "1", "--size", "force");
        var colour = await RunAsync(folder, ct, "vips", "getpoint", "one.png", "0", "0");
        var made = new MadePicture(folder, type, width, height, Colour(colour.Output));
        return made.Files.All(f => new FileInfo(f.Path) is { Exists: true, LinkTarget: null, Length: > 0 }) ? made : PlatformRefusals.PictureBroken(); // no link: we read as another account than wrote
    }

    private static string Settings(string form) => form switch
    {
        PictureSizes.Avif => "Q=50,effort=2,strip",
        PictureSizes.WebP => "Q=80",
        _ => "Q=82,background=255,optimize_coding,interlace,strip",
    };

    private static string Colour(string point)
    {
        var parts = point.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => byte.TryParse(p, NumberStyles.Integer, CultureInfo.InvariantCulture, out var part) ? part : (byte)0x80).ToArray();
        return parts is [var red, var green, var blue, ..] ? Convert.ToHexStringLower([red, green, blue])
            : parts is [var grey, ..] ? Convert.ToHexStringLower([grey, grey, grey])
            : "808080";
    }

    private async Task<(string Output, Refusal? Refusal)> RunAsync(string folder, CancellationToken ct, params string[] words)
    {
        string[] all = [.. HelperAccount.Prefix, .. Limits, .. words];
        var start = new ProcessStartInfo(all[0], all.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        var path = start.Environment["PATH"];
        start.Environment.Clear(); // nothing of ours, such as the database's password, goes to the helper
        foreach (var (name, value) in new[] { ("PATH", path), ("LC_ALL", "C.UTF-8"), ("HOME", folder), ("TMPDIR", folder), ("VIPS_WARNING", "1"), ("VIPS_BLOCK_UNTRUSTED", "1"), ("VIPS_CONCURRENCY", "1") })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (await output, process.ExitCode == 0 ? null : Refuse(words[0], process.ExitCode, await errors));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return ("", PlatformRefusals.PictureTooHeavy());
        }
    }

    private Refusal Refuse(string program, int code, string errors)
    {
        log.LogInformation("{Program} ended with {Code}: {Errors}", program, code, errors.Length > 500 ? errors[..500] : errors);
        return code switch
        {
            127 => PlatformRefusals.PicturesUnavailable(), // prlimit did not find the program
            > 128 => PlatformRefusals.PictureTooHeavy(), // ended by a signal: its limits
            _ => errors.Contains("memory", StringComparison.OrdinalIgnoreCase) || errors.Contains("alloc", StringComparison.OrdinalIgnoreCase) ? PlatformRefusals.PictureTooHeavy() : PlatformRefusals.PictureBroken(),
        };
    }

    [GeneratedRegex(@"^[^:\n]+: (\d+)x(\d+) [^\n]*, ([a-z0-9]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex HeaderLine();
}
