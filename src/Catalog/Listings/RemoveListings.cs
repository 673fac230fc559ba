using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>Takes listings of products out altogether; only for demonstration data, since real listings are delisted and stay.</summary>
public sealed class RemoveListings(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, TimeProvider clock)
{
    public Task<Result<int>> RunAsync(Actor actor, IReadOnlyCollection<ProductId> products, CancellationToken ct)
        => contexts.InTransactionAsync<int>(async db =>
        {
            if (!actor.HoldsTheMachine)
            {
                return CatalogRefusals.MachineOnly();
            }

            await db.Reviews.Where(r => products.Contains(r.ProductId)).ExecuteDeleteAsync(ct);
            await db.Questions.Where(q => products.Contains(q.ProductId)).ExecuteDeleteAsync(ct);
            await db.ReviewSummaries.Where(s => products.Contains(s.ProductId)).ExecuteDeleteAsync(ct);
            await db.ProductAlerts.Where(a => products.Contains(a.ProductId)).ExecuteDeleteAsync(ct);
            Guid[] ids = [.. products.Select(p => p.Value)];
            await db.Database.ExecuteSqlAsync( // a basket of demonstration goods is demonstration
                $"""
                delete from catalog.gift_baskets b where exists (
                  select 1 from jsonb_array_elements(b.lines) l join catalog.variants v on v.id = (l->'variant'->>'value')::uuid
                  join catalog.listings t on t.id = v.listing_id where t.product_id = any({ids}))
                """, ct);
            documents.Forget(db, await db.Listings.Where(l => products.Contains(l.ProductId)).Select(l => l.No).ToListAsync(ct));
            var removed = await db.Listings.Where(l => products.Contains(l.ProductId)).ExecuteDeleteAsync(ct);
            db.Audit(clock, actor, "catalog.listings_removed", "demo", after: new { removed });
            return removed;
        }, ct);
}
