using System.Globalization;

namespace OcopMarket.Platform.Postgres;

/// <summary>The account the server runs under: our own, or an unprivileged one when we are root, which PostgreSQL refuses.</summary>
internal sealed record OsAccount(uint Uid, uint Gid, bool IsOurs)
{
    /// <summary>Words to put before a command so that it runs under this account.</summary>
    public IReadOnlyList<string> Prefix => IsOurs ? [] : ["setpriv", $"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", "--"];

    /// <summary>As root the owner of an existing cluster keeps it, so that a command run by sudo does not take a user's market away.</summary>
    public static async Task<OsAccount> ForClusterAsync(string data, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            var ids = await Task.WhenAll(OsCommand.RunAsync(["id", "-u"], ct), OsCommand.RunAsync(["id", "-g"], ct));
            return new(Number(ids[0]), Number(ids[1]), IsOurs: true);
        }

        if (Directory.Exists(data))
        {
            var owner = (await OsCommand.RunAsync(["stat", "-c", "%u %g", data], ct)).Split(' ');
            if (Number(owner[0]) is not 0 and var uid)
            {
                return new(uid, Number(owner[1]), IsOurs: false);
            }
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] is "postgres") ?? accounts.Find(fields => fields[0] is "nobody")
            ?? throw new LocalPostgresException("PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it.");
        return new(Number(account[2]), Number(account[3]), IsOurs: false);
    }

    /// <summary>Makes this account the owner of a folder that we made.</summary>
    public Task OwnAsync(string folder, CancellationToken ct)
        => IsOurs ? Task.CompletedTask : OsCommand.RunAsync(["chown", "--no-dereference", $"{Uid}:{Gid}", folder], ct);

    private static uint Number(string text) => uint.Parse(text.Trim(), CultureInfo.InvariantCulture);
}
