using System.Globalization;

namespace OcopMarket.Platform.Postgres;

/// <summary>The folder of one cluster: who owns it, its data, its socket.</summary>
internal sealed class ClusterFolder(string path)
{
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    public string Data => Path.Combine(Root, "data");
    public string OwnerLock => Path.Combine(Root, "owner.lock");
    public string OwnerNote => Path.Combine(Root, "owner");
    public string JoinedLock => Path.Combine(Root, "joined.lock");
    public string PidFile => Path.Combine(Data, "postmaster.pid");
    private string Unfinished => Path.Combine(Root, "data.new");

    /// <summary>Stays ours, so that the server's account can change nothing but its own two folders inside.</summary>
    public void Create() => PrivateFolder.CreatePassable(Root);

    /// <summary>The version that made the cluster; null when there is none yet.</summary>
    public int? Major()
    {
        var file = Path.Combine(Data, "PG_VERSION");
        if (File.Exists(file))
        {
            return int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture);
        }

        return Directory.Exists(Data) && Directory.EnumerateFileSystemEntries(Data).Any()
            ? throw new LocalPostgresException($"The folder {Data} holds something, but not a PostgreSQL cluster. Move it away and start again.")
            : null;
    }

    /// <summary>As root, a folder below /root or another closed one is out of the server's reach: said before initdb says it worse.</summary>
    public async Task CheckReachAsync(OsAccount account, CancellationToken ct)
    {
        try
        {
            await OsCommand.RunAsync([.. account.Prefix, "test", "-x", Root], ct);
        }
        catch (LocalPostgresException e)
        {
            throw new LocalPostgresException(
                $"The data folder {Root} is closed to account {account.Uid}, under which PostgreSQL runs. "
                + "Choose one that does not lie below /root or another closed folder (setting Market:DataDirectory).", e);
        }
    }

    /// <summary>Makes the cluster beside its place and moves it there when complete: a crash in between leaves nothing that looks like one.</summary>
    public async Task InitialiseAsync(PostgresBinaries binaries, OsAccount account, bool durable, CancellationToken ct)
    {
        if (Directory.Exists(Unfinished))
        {
            Directory.Delete(Unfinished, recursive: true);
        }

        PrivateFolder.Create(Unfinished);
        await account.OwnAsync(Unfinished, ct);
        await OsCommand.RunAsync(
        [
            .. account.Prefix, binaries.Program("initdb"), "--pgdata", Unfinished, "--username", PostgresSocket.Superuser,
            "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", .. durable ? (string[])["--data-checksums"] : ["--no-sync"],
        ], ct);

        if (Directory.Exists(Data))
        {
            Directory.Delete(Data); // empty: Major() has looked
        }

        Directory.Move(Unfinished, Data);
        if (durable)
        {
            await OsCommand.RunAsync(["sync", Root], ct);
        }
    }

    /// <summary>Lines of postmaster.pid: process, data, start, port, socket folder, …; empty when there is none.</summary>
    public IReadOnlyList<string> ReadPidFile()
    {
        try
        {
            return File.ReadAllLines(PidFile);
        }
        catch (IOException)
        {
            return [];
        }
    }
}
