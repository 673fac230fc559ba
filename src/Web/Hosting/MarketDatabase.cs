using OcopMarket.Platform.Postgres;

namespace OcopMarket.Web.Hosting;

/// <summary>Where the market's tables are: the database of the setting, or a PostgreSQL of its own in the data folder.</summary>
internal sealed class MarketDatabase : IAsyncDisposable
{
    private const string LocalName = "market";

    private readonly LocalPostgres? _local;

    private MarketDatabase(string connectionString, LocalPostgres? local) => (ConnectionString, _local) = (connectionString, local);

    public string ConnectionString { get; }

    /// <summary>Completes when a PostgreSQL of our own has ended; never for another.</summary>
    public Task Ended => _local?.Ended ?? Task.Delay(Timeout.Infinite);

    /// <summary>For the market that serves: a data folder belongs to one such process.</summary>
    public static Task<MarketDatabase> OwnAsync(MarketSettings settings, CancellationToken ct = default) => OpenAsync(settings, LocalPostgres.StartAsync, ct);

    /// <summary>For commands: joins the PostgreSQL of a running market or starts it for a while.</summary>
    public static Task<MarketDatabase> JoinAsync(MarketSettings settings, CancellationToken ct = default) => OpenAsync(settings, LocalPostgres.JoinOrStartAsync, ct);

    private static async Task<MarketDatabase> OpenAsync(MarketSettings settings, Func<LocalPostgresOptions, CancellationToken, Task<LocalPostgres>> start, CancellationToken ct)
    {
        if (settings.ConnectionString is { } chosen)
        {
            return new(chosen, null);
        }

        using var logging = LoggerFactory.Create(log => log.AddMarketConsole());
        var local = await start(new LocalPostgresOptions { Folder = settings.Data.Postgres, Logger = logging.CreateLogger<LocalPostgres>() }, ct);
        await local.EnsureDatabaseAsync(LocalName, ct);
        return new(local.ConnectionString(LocalName), local);
    }

    public ValueTask DisposeAsync() => _local?.DisposeAsync() ?? ValueTask.CompletedTask;
}
