using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Carts;

/// <summary>
/// Forgets carts that nobody has touched for thirty days, with everything typed in them, and the people of companies' orders that came to nothing; what was
/// quoted stays.
/// </summary>
internal sealed class CartCleanUpJob(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IMarketJob
{
    public const string Name = "cart-clean-up";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (untouchedSince, plannedSince) = (clock.GetUtcNow().AddDays(-Cart.KeptDays), clock.GetUtcNow().AddDays(-CorporateOrder.KeptDays));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var quotations = db.Quotations.AsQueryable();
        var old = db.CorporateOrders.Where(o => o.PurchaseId == null && o.TouchedAt < plannedSince);
        await db.CorporateRecipients.Where(r => old.Any(o => o.Id == r.OrderId)).ExecuteDeleteAsync(ct);
        await old.Where(o => !quotations.Any(q => q.OrderId == o.Id)).ExecuteDeleteAsync(ct);
        return $"{await db.Carts.Where(c => c.TouchedAt < untouchedSince).ExecuteDeleteAsync(ct)} carts forgotten";
    }
}
