using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OcopMarket.Platform.Postgres;

/// <summary>
/// A PostgreSQL cluster of the market's own, for machines where nobody set up a database. It lives in a folder, belongs to the
/// process that started it and ends with it, also when that is killed. It is reached by a Unix socket only.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly TimeSpan OrphanLimit = TimeSpan.FromSeconds(30);

    private readonly LocalPostgresOptions _options;
    private readonly PostgresSocket _socket;
    private readonly FolderLock? _joined;
    private readonly FolderOwnership? _ownership;
    private readonly PostgresServer? _server;
    private int _disposed;

    private LocalPostgres(LocalPostgresOptions options, PostgresSocket socket, FolderLock joined)
        => (_options, _socket, _joined) = (options, socket, joined);

    private LocalPostgres(LocalPostgresOptions options, PostgresSocket socket, FolderOwnership ownership, PostgresServer server)
        => (_options, _socket, _ownership, _server) = (options, socket, ownership, server);

    /// <summary>Whether the cluster is another process's, which disposing leaves running.</summary>
    public bool Joined => _joined is not null;

    public string SocketFolder => _socket.Folder;

    /// <summary>Completes when the server has ended, so also when it was killed under us; never for a joined one.</summary>
    public Task Ended => _server?.Ended ?? Task.Delay(Timeout.Infinite);

    /// <summary>For the web process: owns the folder until disposed, and is refused while another process owns it.</summary>
    /// <exception cref="DataFolderInUseException">Another server owns the folder, or a command does and does not end soon.</exception>
    /// <exception cref="LocalPostgresException">Every other reason why the cluster cannot run, as a sentence for the operator.</exception>
    public static async Task<LocalPostgres> StartAsync(LocalPostgresOptions options, CancellationToken ct = default)
    {
        var folder = Open(options);
        var told = false;
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, ct))
        {
            if (FolderOwnership.TryTake(folder, OwnerRole.Server) is { } ownership)
            {
                return await StartOwnedAsync(options, folder, ownership, ct);
            }

            var owner = FolderOwnership.Find(folder);
            if (owner?.Role is OwnerRole.Server || waited.Elapsed > options.ServerPatience)
            {
                throw new DataFolderInUseException(folder.Root, owner);
            }

            if (!told && owner is not null)
            {
                options.Logger.LogInformation("Waiting for the command in process {Pid} to leave {Folder}.", owner.Pid, folder.Root);
                told = true;
            }
        }
    }

    /// <summary>For commands: joins the cluster of a running market, or starts it for the time of the command.</summary>
    /// <exception cref="DataFolderInUseException">The owner's server neither answers nor ends.</exception>
    /// <exception cref="LocalPostgresException">Every other reason why the cluster cannot run, as a sentence for the operator.</exception>
    public static async Task<LocalPostgres> JoinOrStartAsync(LocalPostgresOptions options, CancellationToken ct = default)
    {
        var folder = Open(options);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, ct))
        {
            if (FolderOwnership.TryTake(folder, OwnerRole.Command) is { } ownership)
            {
                return await StartOwnedAsync(options, folder, ownership, ct);
            }

            // First the lock, then the question: once it is ours, the owner does not stop the server under us.
            var joined = FolderLock.TryShare(folder.JoinedLock);
            if (joined is not null && PostgresSocket.OfRunning(folder) is { } socket && await socket.AnswersAsync(ct))
            {
                return new(options, socket, joined);
            }

            joined?.Dispose();
            if (waited.Elapsed > options.CommandPatience)
            {
                throw new DataFolderInUseException(folder.Root, FolderOwnership.Find(folder));
            }
        }
    }

    public string ConnectionString(string database) => _socket.ConnectionString(database);

    /// <summary>Creates the database when it is missing; safe when several do it at once.</summary>
    public async Task EnsureDatabaseAsync(string name, CancellationToken ct = default)
    {
        await using var connection = new NpgsqlConnection(_socket.ConnectionString("postgres", pooling: false));
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await find.ExecuteScalarAsync(ct) is not null)
        {
            return;
        }

        using var quoting = new NpgsqlCommandBuilder();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {quoting.QuoteIdentifier(name)}", connection);
        try
        {
            await create.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another was faster.
        }
    }

    /// <summary>Stops the server and waits for its end; leaves a joined one alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) is 1)
        {
            return;
        }

        _joined?.Dispose();
        if (_ownership is null)
        {
            return;
        }

        using (_ownership)
        {
            await _ownership.SendGuestsHomeAsync(_options);
            await _server!.DisposeAsync();
            _socket.RemoveOutside(_ownership.Folder);
        }
    }

    private static ClusterFolder Open(LocalPostgresOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new LocalPostgresException("A database of its own the market can start on Linux only. Elsewhere set ConnectionStrings:Market.");
        }

        var folder = new ClusterFolder(options.Folder);
        try
        {
            folder.Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalPostgresException($"The data folder {folder.Root} cannot be made: {e.Message}", e);
        }

        return folder;
    }

    private static async Task<LocalPostgres> StartOwnedAsync(
        LocalPostgresOptions options, ClusterFolder folder, FolderOwnership ownership, CancellationToken ct)
    {
        try
        {
            var major = folder.Major();
            var binaries = await PostgresBinaries.FindAsync(folder.Root, major, PostgresBinaries.Folders(), ct);
            var account = await OsAccount.ForClusterAsync(folder.Data, ct);
            await folder.CheckReachAsync(account, ct);
            if (major is null)
            {
                await folder.InitialiseAsync(binaries, account, options.Durable, ct);
            }

            var socket = PostgresSocket.For(folder, Path.GetTempPath());
            await socket.PrepareAsync(account, ct);
            await LeftoverServer.StopAsync(folder, account, ct);
            socket.Clear();
            var server = await StartPastOrphansAsync(() => PostgresServer.StartAsync(folder, binaries, socket, account, options, ct), ct);
            return new(options, socket, ownership, server);
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>After a killed postmaster its busy backends end a moment later; PostgreSQL rightly refuses to start beside them.</summary>
    private static async Task<PostgresServer> StartPastOrphansAsync(Func<Task<PostgresServer>> start, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(200, ct))
        {
            try
            {
                return await start();
            }
            catch (PostgresStartException e)
                when (e.Message.Contains("pre-existing shared memory block", StringComparison.Ordinal) && waited.Elapsed < OrphanLimit)
            {
            }
        }
    }
}
