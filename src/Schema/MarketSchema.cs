using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Schema;

/// <summary>Brings a database to the present schema, and keeps processes that prepare one database from doing so at the same time.</summary>
public static class MarketSchema
{
    /// <summary>Applies what is missing. Safe with several processes at once and when nothing is missing; leaves no connection open.</summary>
    public static Task MigrateAsync(string connectionString, CancellationToken ct = default)
        => OneAtATimeAsync(connectionString, async () =>
        {
            await using var services = Services(connectionString);
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(ct);
            await db.Database.MigrateAsync(ct);
        }, ct);

    /// <summary>Does work on the database while no other process does work of this kind on it.</summary>
    public static async Task OneAtATimeAsync(string connectionString, Func<Task> work, CancellationToken ct = default)
    {
        // A session's lock on a line of its own: migrations open and close transactions as they like.
        await using var line = new NpgsqlConnection(Unpooled(connectionString));
        await line.OpenAsync(ct);
        await using var wait = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('market.prepare', 0))", line) { CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync(ct);
        await work();
    }

    private static ServiceProvider Services(string connectionString)
    {
        var services = new ServiceCollection().AddMarketDatabase(Unpooled(connectionString));
        foreach (var part in SchemaModule.Parts)
        {
            services.AddSingleton(part);
        }

        return services.BuildServiceProvider();
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
}
