using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Postgres;
using OcopMarket.Registry;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class MarketChangesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_change_committed_on_one_node_is_heard_by_the_other()
    {
        await using var other = AnotherNode();
        var heard = await ListeningAsync(other);
        var mine = await ListeningAsync(Market);
        var (before, mineBefore, raised) = (heard.Version, mine.Version, 0);
        heard.Changed += () => Interlocked.Increment(ref raised);

        await Market.PutOnSaleAsync("Mật ong bạc hà");

        Assert.True(await Eventually.GetAsync(() => Task.FromResult(heard.Version), v => v > before) > before);
        Assert.True(await Eventually.GetAsync(() => Task.FromResult(mine.Version), v => v > mineBefore) > mineBefore);
        Assert.True(raised > 0);
    }

    [Fact]
    public async Task Neither_what_is_rolled_back_is_heard_nor_a_sale_that_leaves_something()
    {
        var notices = new List<string>();
        await using var line = new NpgsqlConnection(ConnectionString);
        await line.OpenAsync(Ct);
        line.Notification += (_, notice) => notices.Add(notice.Payload);
        var honey = await Market.PutOnSaleAsync("Mật ong hoa nhãn", stock: 5);
        await using (var listen = new NpgsqlCommand($"listen {MarketChanges.Channel}", line))
        {
            await listen.ExecuteNonQueryAsync(Ct);
        }

        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            await db.Producers.ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedFrom, new DateOnly(2026, 3, 2)), Ct);
            await transaction.RollbackAsync(Ct);
            await db.Database.ExecuteSqlAsync($"update catalog.variants set stock = stock - 1 where listing_id = {honey.Listing.Value}", Ct);
            await db.Database.ExecuteSqlAsync($"select pg_notify({MarketChanges.Channel}, 'mark')", Ct);
        }

        while (!notices.Contains("mark"))
        {
            await line.WaitAsync(Ct); // notices come in the order of their commits: what was before the mark has been heard
        }

        Assert.Equal(["mark"], notices);
    }

    [Fact]
    public async Task A_cut_line_is_known_mended_and_counted_as_a_change()
    {
        var changes = await ListeningAsync(Market);
        var before = changes.Version;
        var states = new List<bool>();
        changes.Changed += () =>
        {
            lock (states)
            {
                states.Add(changes.Listening);
            }
        };

        await CutLineAsync();

        Assert.False(await Eventually.GetAsync(() => Task.FromResult(changes.Listening), l => !l));
        Assert.True(await Eventually.GetAsync(() => Task.FromResult(changes.Listening), l => l));
        Assert.True(changes.Version >= before + 2); // once when it broke, once when it stood again
        lock (states)
        {
            Assert.False(states[0]); // whoever is told of the break must not find the line whole
        }

        var afterwards = changes.Version;
        await Market.CertifyAsync("Chè Tân Cương");
        Assert.True(await Eventually.GetAsync(() => Task.FromResult(changes.Version), v => v > afterwards) > afterwards);
    }

    [Fact]
    public async Task The_line_stands_where_the_database_asks_for_a_password()
    {
        await using (var db = await OpenAsync())
        {
            // The cluster of the tests trusts whoever reaches its socket, but for this one role.
            await db.Database.ExecuteSqlRawAsync("create role asked_for_password login password 'mật khẩu 9'", Ct);
            var file = await db.Database.SqlQuery<string>($"select current_setting('hba_file') as \"Value\"").SingleAsync(Ct);
            await File.WriteAllTextAsync(file, "local all asked_for_password scram-sha-256\n" + await File.ReadAllTextAsync(file, Ct), Ct);
            await db.Database.ExecuteSqlRawAsync("select pg_reload_conf()", Ct);
        }

        var address = new NpgsqlConnectionStringBuilder(ConnectionString) { Username = "asked_for_password", Password = "mật khẩu 9" }.ConnectionString;
        await using var node = new ServiceCollection().AddLogging().AddPlatform(new ConfigurationBuilder().Build(), "Testing", address, new DataFolder("data")).BuildServiceProvider();
        var changes = node.GetRequiredService<MarketChanges>();
        await changes.StartAsync(Ct);

        Assert.True(await Eventually.GetAsync(() => Task.FromResult(changes.Listening), l => l));
        await changes.StopAsync(Ct);
    }

    private static async Task<MarketChanges> ListeningAsync(MarketFactory market)
    {
        var changes = market.Get<MarketChanges>();
        Assert.True(await Eventually.GetAsync(() => Task.FromResult(changes.Listening), l => l));
        return changes;
    }

    private async Task CutLineAsync()
    {
        await using var db = await OpenAsync();
        await db.Database.ExecuteSqlAsync(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()", Ct);
    }
}
