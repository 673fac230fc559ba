using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Tests.Support;
using OcopMarket.Tests.Support.Shipping;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class FirstPricesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_new_market_carries_at_the_illustrative_prices_that_its_tests_reckon_with()
    {
        await using var db = await OpenAsync();

        Assert.Equal(PriceLists.Lines.ToHashSet(), (await db.Tariffs.AsNoTracking().ToListAsync(Ct)).Select(r => r.Line).ToHashSet());
        Assert.Equal(PriceLists.Holidays.ToHashSet(), (await db.Holidays.AsNoTracking().ToListAsync(Ct)).Select(h => (h.From, h.Through, h.NameVi)).ToHashSet());
    }
}
