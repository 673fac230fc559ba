using Npgsql;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class PostgresClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_test_database_is_a_copy_of_a_template_that_was_made_once()
    {
        var migrations = 0;
        var template = new DatabaseTemplate("template_of_this_test", async connectionString =>
        {
            Interlocked.Increment(ref migrations);
            await RunAsync(connectionString, "CREATE TABLE jars AS SELECT 1 AS id");
        });

        var databases = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostgresCluster.CreateDatabaseAsync(template)));
        await RunAsync(databases[0].ConnectionString, "DELETE FROM jars");

        Assert.Equal(1, migrations);
        Assert.Equal(0L, await RunAsync(databases[0].ConnectionString, "SELECT count(*) FROM jars"));
        Assert.Equal(1L, await RunAsync(databases[1].ConnectionString, "SELECT count(*) FROM jars"));
        foreach (var database in databases)
        {
            await database.DisposeAsync(); // the pools still hold connections
        }

        var gone = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(databases[1].ConnectionString + ";Pooling=false", "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidCatalogName, gone.SqlState);
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}
