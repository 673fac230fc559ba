using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Carts;

/// <summary>Forgets carts that nobody has touched for thirty days, with everything typed in them.</summary>
internal sealed class CartCleanUpJob(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IMarketJob
{
    public const string Name = "cart-clean-up";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var untouchedSince = clock.GetUtcNow().AddDays(-Cart.KeptDays);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return $"{await db.Carts.Where(c => c.TouchedAt < untouchedSince).ExecuteDeleteAsync(ct)} carts forgotten";
    }
}
