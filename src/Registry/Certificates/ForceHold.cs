using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>Shares the rows that <c>registry.in_force</c> reads: sales go side by side, a revocation, suspension or withdrawn licence waits for them.</summary>
internal sealed class ForceHold : IForceHold
{
    public Task HoldAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Value).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            select 1 from registry.certificates where product_id = any({ids}) order by id for share;
            select 1 from registry.producers where id in (select producer_id from registry.products where id = any({ids})) order by id for share;
            select 1 from registry.licences where producer_id in (select producer_id from registry.products where id = any({ids})) order by id for share
            """, ct);
    }
}
