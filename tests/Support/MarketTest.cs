using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Data;
using Xunit;

namespace OcopMarket.Tests.Support;

/// <summary>Base of tests on the real market: its services, its database, its clock.</summary>
public abstract class MarketTest(MarketFixture fixture)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected MarketFactory Market => fixture.Market;

    protected TestClock Clock => Market.Clock;

    protected string ConnectionString => fixture.ConnectionString;

    protected T Get<T>() where T : notnull => Market.Services.GetRequiredService<T>();

    /// <summary>A second process of the market on the same database, by the same clock.</summary>
    protected MarketFactory AnotherNode()
    {
        var node = new MarketFactory(ConnectionString) { Clock = Clock };
        _ = node.Services; // started here: first use by several threads at once would start several
        return node;
    }

    protected Task<MarketDbContext> OpenAsync() => Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(Ct);
}
