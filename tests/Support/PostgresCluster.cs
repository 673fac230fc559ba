using System.Globalization;
using Npgsql;
using OcopMarket.Platform.Postgres;

namespace OcopMarket.Tests.Support;

/// <summary>One private cluster for the whole test process: started on first use, stopped and deleted when the process ends.</summary>
public static class PostgresCluster
{
    private static readonly Lazy<Task<LocalPostgres>> Cluster = new(StartAsync);
    private static readonly Dictionary<string, Task> Templates = [];
    private static int _databases;

    /// <summary>A copy of the template for one test class; dispose drops it.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(DatabaseTemplate template)
    {
        var cluster = await Cluster.Value;
        await TemplateAsync(cluster, template);

        var name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} TEMPLATE {template.Name} STRATEGY file_copy"); // twice as fast as wal_log
        return new TestDatabase(cluster.ConnectionString(name), () => ExecuteAsync(cluster, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }

    private static Task TemplateAsync(LocalPostgres cluster, DatabaseTemplate template)
    {
        lock (Templates)
        {
            return Templates.TryGetValue(template.Name, out var made)
                ? made
                : Templates[template.Name] = MakeAsync();
        }

        async Task MakeAsync()
        {
            await cluster.EnsureDatabaseAsync(template.Name);
            await template.Migrate(Unpooled(cluster, template.Name)); // a pooled connection would stay open and block copying
        }
    }

    private static async Task<LocalPostgres> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "ocop-test-" + Path.GetRandomFileName()[..8]);
        var cluster = await LocalPostgres.StartAsync(new() { Folder = folder, Durable = false });
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().Wait();
            Directory.Delete(folder, recursive: true);
        };
        return cluster;
    }

    private static async Task ExecuteAsync(LocalPostgres cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(Unpooled(cluster, "postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Unpooled(LocalPostgres cluster, string database)
        => new NpgsqlConnectionStringBuilder(cluster.ConnectionString(database)) { Pooling = false }.ConnectionString;
}
