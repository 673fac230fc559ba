using OcopMarket.Schema;
using Xunit;

namespace OcopMarket.Tests.Support;

/// <summary>One market with a database of its own for a test class: <c>IClassFixture&lt;MarketFixture&gt;</c>.</summary>
public class MarketFixture : IAsyncLifetime
{
    private static readonly DatabaseTemplate Template = new("template_market", connectionString => MarketSchema.MigrateAsync(connectionString));

    private TestDatabase? _database;
    private MarketFactory? _market;

    public string ConnectionString => _database?.ConnectionString ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Started on first use.</summary>
    public MarketFactory Market => _market ??= Create(ConnectionString);

    /// <summary>A fixture of another kind of market overrides this.</summary>
    protected virtual MarketFactory Create(string connectionString) => new(connectionString);

    /// <summary>A fresh database with the market's tables; dispose drops it.</summary>
    public static Task<TestDatabase> NewDatabaseAsync() => PostgresCluster.CreateDatabaseAsync(Template);

    public virtual async ValueTask InitializeAsync() => _database = await NewDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (_market is not null)
        {
            await _market.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
