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

    protected T Get<T>() where T : notnull => Market.Services.GetRequiredService<T>();

    protected Task<MarketDbContext> OpenAsync() => Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(Ct);
}
