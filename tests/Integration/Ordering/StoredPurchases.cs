using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

internal static class StoredPurchases
{
    /// <summary>The purchase with its parcels and lines, as stored.</summary>
    public static async Task<Purchase> ReadPurchaseAsync(this MarketFactory market, PurchaseId purchase)
    {
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
        return await db.Purchases.AsNoTracking().Include(p => p.Parcels.OrderBy(x => x.Number)).ThenInclude(p => p.Lines.OrderBy(l => l.Position)).SingleAsync(p => p.Id == purchase);
    }
}
