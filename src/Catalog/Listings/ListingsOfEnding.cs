using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>What is on offer today by the Offer rule and would be no more.</summary>
internal sealed class ListingsOfEnding(TimeProvider clock) : IEffectsOfEnding
{
    public async Task<IReadOnlyList<(EndingEffect Effect, int Count)>> OfAsync(MarketDbContext db, ProductId product, CancellationToken ct)
    {
        var today = clock.Today();
        var offered = await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from catalog.offers({today}) where product_id = {product.Value}").SingleAsync(ct);
        return offered == 0 ? [] : [(EndingEffect.Listings, offered)];
    }
}
