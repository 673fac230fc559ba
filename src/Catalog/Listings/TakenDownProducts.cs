using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

internal sealed class TakenDownProducts(IDbContextFactory<MarketDbContext> contexts) : ITakenDown
{
    public async Task<IReadOnlySet<ProductId>> AmongAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Listings.Where(l => products.Contains(l.ProductId) && l.DelistedBecause == DelistReason.TakenDown).Select(l => l.ProductId).ToListAsync(ct)).ToHashSet();
    }
}
