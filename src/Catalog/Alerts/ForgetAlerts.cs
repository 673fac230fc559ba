using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Alerts;

/// <summary>What somebody asked to hear of goes with the account.</summary>
internal sealed class ForgetAlerts : IForgetPerson
{
    public async Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct)
    {
        await db.ProductAlerts.Where(a => a.Account == account).ExecuteDeleteAsync(ct);
        await db.SavedSearches.Where(s => s.Account == account).ExecuteDeleteAsync(ct);
    }
}

/// <summary>What a member asked to hear of, for them to take along.</summary>
internal sealed class AlertRecords(IDbContextFactory<MarketDbContext> contexts) : IPersonalRecords
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var listings = db.Listings;
        return new Dictionary<string, object>
        {
            ["awaitedProducts"] = await db.ProductAlerts.Where(a => a.Account == account).OrderBy(a => a.AskedAt).ThenBy(a => a.Id)
                .Select(a => new { Product = listings.Where(l => l.ProductId == a.ProductId).Select(l => l.Slug).FirstOrDefault(), a.AskedAt, a.Through, a.ToldAt }).ToListAsync(ct),
            ["savedSearches"] = await db.SavedSearches.Where(s => s.Account == account).OrderBy(s => s.AskedAt).ThenBy(s => s.Id).Select(s => new { s.Name, s.Filter, s.Letters, s.AskedAt, s.NewsSince }).ToListAsync(ct),
        };
    }
}
