using System.Globalization;
using OcopMarket.Platform.Postgres;

namespace OcopMarket.Platform.Pictures;

/// <summary>Under whom strangers' files are decoded: as root under <c>nobody</c>, who owns nothing here; otherwise under our own account.</summary>
internal static class HelperAccount
{
    private static readonly OsAccount? Nobody = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? Find() : null;

    public static IReadOnlyList<string> Prefix { get; } = Nobody is null ? [] : [.. Nobody.Prefix.SkipLast(1), "--no-new-privs", "--"];

    /// <summary>A folder in the temp folder that only the helper's account (and root) can look into.</summary>
    public static async Task<string> NewFolderAsync(CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("ocop-picture-").FullName; // closed to others by itself
        await (Nobody?.OwnAsync(folder, ct) ?? Task.CompletedTask);
        return folder;
    }

    private static OsAccount? Find()
        => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields is ["nobody", _, _, _, ..]) is { } nobody
            ? new OsAccount(uint.Parse(nobody[2], CultureInfo.InvariantCulture), uint.Parse(nobody[3], CultureInfo.InvariantCulture), IsOurs: false)
            : null;
}
