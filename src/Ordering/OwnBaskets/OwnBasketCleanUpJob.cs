using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>Forgets who made own baskets after a day, and the baskets that nobody has opened for a year.</summary>
internal sealed class OwnBasketCleanUpJob(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IMarketJob
{
    public const string Name = "own-basket-clean-up";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (yesterday, longAgo) = (clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddMonths(-OwnBasket.KeptMonths));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.OwnBaskets.Where(b => b.Maker != null && b.CreatedAt <= yesterday).ExecuteUpdateAsync(set => set.SetProperty(b => b.Maker, (string?)null), ct);
        return $"{await db.OwnBaskets.Where(b => b.UsedAt < longAgo).ExecuteDeleteAsync(ct)} own baskets forgotten";
    }
}
