using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Forgets the people of companies' orders that came to nothing, and those orders of which nothing was quoted; what was quoted stays.</summary>
internal sealed class CorporateCleanUpJob(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IMarketJob
{
    public const string Name = "corporate-clean-up";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var untouchedSince = clock.GetUtcNow().AddDays(-CorporateOrder.KeptDays);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var quotations = db.Quotations.AsQueryable();
        var old = db.CorporateOrders.Where(o => o.PurchaseId == null && o.TouchedAt < untouchedSince);
        var people = await db.CorporateRecipients.Where(r => old.Any(o => o.Id == r.OrderId)).ExecuteDeleteAsync(ct);
        return $"{people} people and {await old.Where(o => !quotations.Any(q => q.OrderId == o.Id)).ExecuteDeleteAsync(ct)} orders forgotten";
    }
}
