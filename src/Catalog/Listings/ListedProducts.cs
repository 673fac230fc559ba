using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>A product with a listing stays in the registry, whatever state the listing is in.</summary>
internal sealed class ListedProducts : IProductUse
{
    public async Task<IReadOnlyCollection<ProductId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct)
        => await db.Listings.Where(l => products.Contains(l.ProductId)).Select(l => l.ProductId).ToListAsync(ct);
}
