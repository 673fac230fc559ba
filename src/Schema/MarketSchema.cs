using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Schema;

/// <summary>Brings a database to the present schema, and keeps processes that prepare one database from doing so at the same time.</summary>
public static class MarketSchema
{
    private const string Table = $"{PlatformModule.Schema}.{PlatformModule.MigrationsTable}";

    /// <summary>Applies what is missing. Safe with several processes at once and when nothing is missing; leaves no connection open.</summary>
    public static Task MigrateAsync(string connectionString, CancellationToken ct = default)
        => OneAtATimeAsync(connectionString, async () =>
        {
            if (await IsCurrentAsync(connectionString, ct))
            {
                return;
            }

            await using var services = Services(connectionString);
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(ct);
            await db.Database.MigrateAsync(ct);
        }, ct);

    // Asking EF costs six seconds of a start: it builds the model of the last migration to compare it.
    private static async Task<bool> IsCurrentAsync(string connectionString, CancellationToken ct)
    {
        await using var line = new NpgsqlConnection(Unpooled(connectionString));
        await line.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select to_regclass($1) is not null", line) { Parameters = { new NpgsqlParameter<string> { TypedValue = Table } } };
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!)
        {
            return false;
        }

        var known = typeof(MarketSchema).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        await using var applied = new NpgsqlCommand($"select * from {Table}", line);
        await using var rows = await applied.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            known.Remove(rows.GetString(0));
        }

        return known.Count == 0;
    }

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
