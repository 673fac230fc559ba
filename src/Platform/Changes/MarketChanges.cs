using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OcopMarket.Platform.Changes;

/// <summary>
/// Hears, on every node, what any node has committed: triggers send <c>NOTIFY market_changes</c> when a certificate, a producer, a
/// listing or a price changes. Whatever keeps an answer in memory keeps <see cref="Version"/> beside it and drops the answer when the
/// version has moved, and keeps nothing while <see cref="Listening"/> is false.
/// </summary>
public sealed class MarketChanges(string connectionString, ILogger<MarketChanges> log) : BackgroundService
{
    public const string Channel = "market_changes";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, long> _ofModules = new(StringComparer.Ordinal);
    private long _version;
    private long _breaks;
    private long _movedAt = Environment.TickCount64;
    private volatile bool _listening;

    /// <summary>Raised after each change, on a background thread; it must return at once.</summary>
    public event Action? Changed;

    public long Version => Interlocked.Read(ref _version);

    /// <summary>The version of one module's things, by its schema: for answers that rest on nothing else.</summary>
    public long VersionOf(string schema) => Interlocked.Read(ref _breaks) + _ofModules.GetValueOrDefault(schema);

    /// <summary>How long ago the version moved: what is kept with patience (<see cref="Kept{T}"/>) may be from before that.</summary>
    public TimeSpan Quiet => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _movedAt));

    /// <summary>False while the line to the database is down: changes may be missed, so nothing may be answered from memory.</summary>
    public bool Listening => _listening;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The line for change notices broke; caches stay off until it is back");
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                _listening = false;
                Break();
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var line = new NpgsqlConnectionStringBuilder(connectionString) { KeepAlive = 5, Pooling = false };
        await using var connection = new NpgsqlConnection(line.ConnectionString);
        await connection.OpenAsync(ct);
        connection.Notification += (_, e) => Move(e.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        Break(); // what was committed before the line stood
        _listening = true;
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    /// <summary>Changes of any module may have been missed.</summary>
    private void Break()
    {
        Interlocked.Increment(ref _breaks);
        Move(null);
    }

    private void Move(string? schema)
    {
        if (schema is not null)
        {
            _ofModules.AddOrUpdate(schema, 1, (_, version) => version + 1);
        }

        Interlocked.Exchange(ref _movedAt, Environment.TickCount64); // before the version: whoever sees the new one sees that it is young
        Interlocked.Increment(ref _version);
        Changed?.Invoke();
    }
}
