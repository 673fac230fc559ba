using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Corporate;

/// <summary>How orders of companies are reached: by the secret of whoever prepares them, for changing one at a time.</summary>
internal static class OwnCorporateOrders
{
    extension(MarketDbContext db)
    {
        /// <summary>Null for any other secret.</summary>
        public async Task<CorporateOrder?> CorporateOrderAsync(string? secret, CancellationToken ct)
        {
            if (!Secrets.IsWellFormed(secret))
            {
                return null;
            }

            var hash = Secrets.Hash(secret!);
            return await db.CorporateOrders.SingleOrDefaultAsync(o => o.TokenHash == hash, ct);
        }

        /// <summary>Changes, quotations and approvals of one order wait for each other, on all nodes.</summary>
        public Task LockCorporateOrderAsync(string tokenHash, CancellationToken ct) => db.LockAsync($"corporate-order:{tokenHash}", ct);
    }

    /// <summary>Changes what is planned: whatever was quoted before no longer holds.</summary>
    public static Task<Result<T>> ChangeCorporateOrderAsync<T>(
        this IDbContextFactory<MarketDbContext> contexts, string? secret, TimeProvider clock, Func<MarketDbContext, CorporateOrder, Task<Result<T>>> change, CancellationToken ct)
        => contexts.HoldCorporateOrderAsync<T>(secret, async (db, order) =>
        {
            order.Change(clock.GetUtcNow());
            return await change(db, order);
        }, ct);

    /// <summary>The order with its lock, as long as nothing was bought by it.</summary>
    public static Task<Result<T>> HoldCorporateOrderAsync<T>(this IDbContextFactory<MarketDbContext> contexts, string? secret, Func<MarketDbContext, CorporateOrder, Task<Result<T>>> work, CancellationToken ct)
        => contexts.InTransactionAsync<T>(async db =>
        {
            if (!Secrets.IsWellFormed(secret))
            {
                return CorporateRefusals.CorporateUnknown();
            }

            await db.LockCorporateOrderAsync(Secrets.Hash(secret!), ct);
            return await db.CorporateOrderAsync(secret, ct) is not { } order ? CorporateRefusals.CorporateUnknown()
                : order.PurchaseId is not null ? CorporateRefusals.CorporateOrdered()
                : await work(db, order);
        }, ct);
}
