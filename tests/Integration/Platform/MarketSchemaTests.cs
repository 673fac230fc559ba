using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Schema;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class MarketSchemaTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_database_with_every_migration_is_left_alone()
    {
        await using var db = await OpenAsync();
        var before = await db.Database.GetAppliedMigrationsAsync(Ct);

        await MarketSchema.MigrateAsync(ConnectionString, Ct);

        Assert.Equal(before, await db.Database.GetAppliedMigrationsAsync(Ct));
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [Fact]
    public async Task A_database_without_the_first_migration_is_not_taken_for_current()
    {
        await using var db = await OpenAsync();
        var first = (await db.Database.GetAppliedMigrationsAsync(Ct)).First();
        await db.Database.ExecuteSqlAsync($"delete from platform.migrations where ctid = (select min(ctid) from platform.migrations)", Ct);
        Assert.Equal([first], await db.Database.GetPendingMigrationsAsync(Ct));

        await Assert.ThrowsAsync<PostgresException>(() => MarketSchema.MigrateAsync(ConnectionString, Ct)); // its tables are there already
    }
}
