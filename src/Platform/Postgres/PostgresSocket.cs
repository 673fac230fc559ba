using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace OcopMarket.Platform.Postgres;

/// <summary>
/// The only door of the cluster: a Unix socket in a folder of mode 0700. Whoever may enter the folder is the market's own
/// account or root, and both could read the data files anyway; a password would guard nothing more, so the socket trusts.
/// </summary>
internal sealed record PostgresSocket(string Folder)
{
    public const string Superuser = "ocop";
    private const int Port = 5432; // only a part of the socket's name
    private const int LongestPath = 107;

    /// <summary>Inside the cluster's folder, or in the temporary folder when that path is too long for a socket.</summary>
    public static PostgresSocket For(ClusterFolder cluster, string temporaryFolder)
    {
        var near = new PostgresSocket(Path.Combine(cluster.Root, "socket"));
        if (near.Fits)
        {
            return near;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cluster.Root)))[..16];
        var far = new PostgresSocket(Path.Combine(temporaryFolder, "ocop-" + name));
        return far.Fits
            ? far
            : throw new LocalPostgresException($"The path {far.Folder} is too long for a socket: set TMPDIR to a short one.");
    }

    /// <summary>Where the server running in this folder listens, as it wrote itself; null when none runs.</summary>
    public static PostgresSocket? OfRunning(ClusterFolder cluster)
        => cluster.ReadPidFile() is [_, _, _, _, { Length: > 0 } folder, ..] ? new(folder) : null;

    public async Task PrepareAsync(OsAccount account, CancellationToken ct)
    {
        PrivateFolder.Create(Folder);

        // In the temporary folder another user may have been here first, to listen in our place.
        var found = (await OsCommand.RunAsync(["stat", "-c", "%u %F", Folder], ct)).Trim().Split(' ', 2);
        var owner = uint.Parse(found[0], CultureInfo.InvariantCulture);
        if (found[1] is not "directory" || (owner != account.Uid && !(owner is 0 && Environment.IsPrivilegedProcess)))
        {
            throw new LocalPostgresException(
                $"The database's socket cannot be put into {Folder}: it is not a folder of the account {account.Uid}. Remove it and start again.");
        }

        PrivateFolder.Close(Folder);
        await account.OwnAsync(Folder, ct);
    }

    /// <summary>Takes away what a server that is gone left behind; a lock file naming a number used anew would block the start.</summary>
    public void Clear()
    {
        foreach (var left in Directory.GetFiles(Folder, ".s.PGSQL.*"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Leaves nothing in the temporary folder; the one inside the cluster's folder stays.</summary>
    public void RemoveOutside(ClusterFolder cluster)
    {
        if (Path.GetDirectoryName(Folder) != cluster.Root)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    public IReadOnlyList<string> ServerWords =>
    [
        "-k", Folder, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700",
    ];

    public string ConnectionString(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = Folder,
        Port = Port,
        Username = Superuser,
        Database = database,
        Pooling = pooling,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Whether a server takes connections here; one that is starting or stopping does not.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false) + ";Timeout=5");
            await connection.OpenAsync(ct);
            return true;
        }
        catch (PostgresException e)
        {
            return e.SqlState is not PostgresErrorCodes.CannotConnectNow;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException)
        {
            return false;
        }
    }

    private bool Fits => Encoding.UTF8.GetByteCount(Path.Combine(Folder, $".s.PGSQL.{Port}")) <= LongestPath;
}
