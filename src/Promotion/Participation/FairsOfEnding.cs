using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>Coming fairs at which the product is to be shown.</summary>
internal sealed class FairsOfEnding(TimeProvider clock) : IEffectsOfEnding
{
    public async Task<IReadOnlyList<(EndingEffect Effect, int Count)>> OfAsync(MarketDbContext db, ProductId product, CancellationToken ct)
    {
        var today = clock.Today();
        var coming = db.Fairs.Where(f => f.State == FairState.Announced && f.Through >= today);
        var named = await db.FairApplications.AsNoTracking()
            .Where(a => (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn || a.State == ParticipationState.Offered) && coming.Any(f => f.Id == a.FairId))
            .Select(a => a.Products).ToListAsync(ct);
        var fairs = named.Count(p => p.Contains(product));
        return fairs == 0 ? [] : [(EndingEffect.Fairs, fairs)];
    }
}

/// <summary>Products that applications name stay in the registry.</summary>
internal sealed class ProductsAtFairs : IProductUse
{
    public async Task<IReadOnlyCollection<ProductId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Value.ToString()).ToArray();
        var used = await db.Database.SqlQuery<Guid>($"select distinct (p ->> 'value')::uuid as \"Value\" from promotion.fair_applications a, jsonb_array_elements(a.products) p where p ->> 'value' = any({ids})").ToListAsync(ct);
        return [.. used.Select(id => new ProductId(id))];
    }
}
