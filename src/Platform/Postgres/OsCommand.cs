using System.ComponentModel;
using System.Diagnostics;

namespace OcopMarket.Platform.Postgres;

/// <summary>Runs a program of the operating system without a shell in between.</summary>
internal static class OsCommand
{
    /// <summary>Waits for the end and gives what was printed; a failure carries the program's own words.</summary>
    public static async Task<string> RunAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        using var process = Start(Prepare(words));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return process.ExitCode is 0
                ? await output
                : throw new LocalPostgresException(
                    $"\"{string.Join(' ', words)}\" ended with code {process.ExitCode}: {(await output + await errors).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public static ProcessStartInfo Prepare(IReadOnlyList<string> words) => new(words[0], words.Skip(1))
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/", // ours may be closed to the server's account
        Environment = { ["LC_ALL"] = "C.UTF-8" }, // some messages are looked at
    };

    public static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new LocalPostgresException(
                $"The program {info.FileName} could not be started ({e.Message}). setpriv and setsid come with the package util-linux.", e);
        }
    }
}
