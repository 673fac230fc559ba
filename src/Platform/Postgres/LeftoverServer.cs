using System.Diagnostics;
using System.Globalization;

namespace OcopMarket.Platform.Postgres;

/// <summary>What is left when a market was killed: a server still running, or a pid file that speaks of one.</summary>
internal static class LeftoverServer
{
    /// <summary>No process has this number, as Linux ends at 2^22.</summary>
    private const string NobodysPid = "2147483646";

    private static readonly TimeSpan FastStopLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HardStopLimit = TimeSpan.FromSeconds(10);

    /// <summary>Only for the owner of the folder, who alone may know that nobody uses the server.</summary>
    public static async Task StopAsync(ClusterFolder folder, OsAccount account, CancellationToken ct)
    {
        if (folder.ReadPidFile() is not [var line, ..] || !int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return;
        }

        if (!RunsIn(pid, folder) && Directory.Exists($"/proc/{pid}"))
        {
            // A zombie that nobody reaps, or a number used anew: PostgreSQL would take it for its own kind and refuse to start.
            // The file stays, since its shared memory line lets PostgreSQL see backends that outlived their postmaster.
            await DisownAsync(folder, account, ct);
            return;
        }

        if (!await StopsAsync(pid, folder, "INT", FastStopLimit, ct) && !await StopsAsync(pid, folder, "QUIT", HardStopLimit, ct))
        {
            throw new LocalPostgresException($"The PostgreSQL server that an earlier run left in {folder.Root}, process {pid}, does not stop.");
        }
    }

    private static async Task DisownAsync(ClusterFolder folder, OsAccount account, CancellationToken ct)
    {
        try
        {
            await OsCommand.RunAsync([.. account.Prefix, "sed", "-i", $"1s/.*/{NobodysPid}/", folder.PidFile], ct);
        }
        catch (LocalPostgresException) when (!File.Exists(folder.PidFile))
        {
            // The server was just ending and took the file with it.
        }
    }

    private static async Task<bool> StopsAsync(int pid, ClusterFolder folder, string signal, TimeSpan limit, CancellationToken ct)
    {
        if (!RunsIn(pid, folder))
        {
            return true;
        }

        try
        {
            // The shell's own kill: the program comes with procps, which small images lack.
            await OsCommand.RunAsync(["/bin/sh", "-c", "kill -s $0 $1", signal, pid.ToString(CultureInfo.InvariantCulture)], ct);
        }
        catch (LocalPostgresException) when (!RunsIn(pid, folder))
        {
            return true;
        }

        for (var waited = Stopwatch.StartNew(); RunsIn(pid, folder); await Task.Delay(20, ct))
        {
            if (waited.Elapsed > limit)
            {
                return false;
            }
        }

        return true;
    }

    private static bool RunsIn(int pid, ClusterFolder folder)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(folder.Data);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
