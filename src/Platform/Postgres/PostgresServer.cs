using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Platform.Postgres;

/// <summary>A running server and the shell that guards it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>
    /// Its input is a pipe from us. When we are gone, however we went, the reader sees the end of it and sends SIGINT, which
    /// is PostgreSQL's fast shutdown. The reader is a process of its own, so killing the guard alone changes nothing.
    /// </summary>
    private const string Guard = """
        trap '' INT TERM HUP
        exec 3<&0
        "$@" </dev/null 3<&- &
        server=$!
        (read -r end <&3; kill -INT $server) </dev/null >/dev/null 2>&1 &
        reader=$!
        exec 3<&- </dev/null
        wait $server
        code=$?
        kill -KILL $reader
        exit $code
        """;

    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromMinutes(5);

    private readonly Process _guard;
    private readonly Func<Task> _stop;
    private readonly Queue<string> _lastLines = new();

    private PostgresServer(Process guard, Func<Task> stop, ILogger logger)
    {
        (_guard, _stop) = (guard, stop);
        guard.OutputDataReceived += (_, e) => Keep(e.Data, logger);
        guard.ErrorDataReceived += (_, e) => Keep(e.Data, logger);
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
        Ended = guard.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Completes when the server is gone, wanted or not.</summary>
    public Task Ended { get; }

    public static async Task<PostgresServer> StartAsync(
        ClusterFolder folder, PostgresBinaries binaries, PostgresSocket socket, OsAccount account, LocalPostgresOptions options, CancellationToken ct)
    {
        // setsid: a Ctrl+C in the terminal is for us; the server stops after us, not before.
        var start = OsCommand.Prepare(
        [
            .. account.Prefix, "setsid", "/bin/sh", "-c", Guard, "ocop-postgres-guard",
            binaries.Program("postgres"), "-D", folder.Data, .. socket.ServerWords, .. Settings(options),
        ]);
        start.RedirectStandardInput = true;
        var server = new PostgresServer(
            OsCommand.Start(start), () => LeftoverServer.StopAsync(folder, account, CancellationToken.None), options.Logger);
        try
        {
            for (var waited = Stopwatch.StartNew(); !await socket.AnswersAsync(ct); await Task.Delay(20, ct))
            {
                if (server.Ended.IsCompleted || waited.Elapsed > RecoveryLimit)
                {
                    throw new PostgresStartException(
                        $"PostgreSQL did not start in {folder.Root}. The last lines of its log:\n{server.LastLines()}");
                }
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Fast shutdown: open transactions are rolled back, the data is written, connections end.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        await _stop(); // the guard or its reader may have been killed
        await Ended;
        _guard.Dispose();
    }

    private static IEnumerable<string> Settings(LocalPostgresOptions options)
    {
        IEnumerable<string> settings =
        [
            "timezone=UTC", "log_timezone=UTC", $"shared_buffers={options.SharedBuffersMegabytes}MB", $"max_connections={options.MaxConnections}",
            .. options.Durable
                ? (string[])["fsync=on", "full_page_writes=on", "synchronous_commit=on", "autovacuum=on"]
                : ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "bgwriter_delay=10s"],
        ];
        return settings.SelectMany(setting => (string[])["-c", setting]);
    }

    private void Keep(string? line, ILogger logger)
    {
        if (line is null)
        {
            return;
        }

        logger.LogDebug("{PostgresLog}", line);
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > 20)
            {
                _lastLines.Dequeue();
            }
        }
    }

    private string LastLines()
    {
        lock (_lastLines)
        {
            return string.Join('\n', _lastLines);
        }
    }
}
