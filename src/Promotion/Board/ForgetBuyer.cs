using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Promotion.Board;

/// <summary>
/// A business whose person has their account deleted leaves the board: nobody is named any more, its open needs are closed. Accepted offers stay
/// with the business's name, since the other side has a contract by them.
/// </summary>
internal sealed class ForgetBuyer(TimeProvider clock) : IForgetPerson
{
    public async Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct)
    {
        if (await db.BusinessBuyers.SingleOrDefaultAsync(b => b.AccountId == account, ct) is not { } buyer)
        {
            return;
        }

        var now = clock.GetUtcNow();
        buyer.Forget(now);
        foreach (var need in await db.BuyerNeeds.Where(n => n.BuyerId == buyer.Id && n.State == NeedState.Open).ToListAsync(ct))
        {
            need.Close(now);
        }

        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What the board knows of a person.</summary>
internal sealed class BuyerRecords(IDbContextFactory<MarketDbContext> contexts) : IPersonalRecords
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BusinessBuyers.AsNoTracking().SingleOrDefaultAsync(b => b.AccountId == account, ct) is not { } buyer)
        {
            return new Dictionary<string, object>();
        }

        var needs = await db.BuyerNeeds.AsNoTracking().Where(n => n.BuyerId == buyer.Id).OrderBy(n => n.PostedAt).ToListAsync(ct);
        return new Dictionary<string, object> { ["business"] = buyer.Said(), ["needs"] = needs.Select(n => n.Said()).ToList() };
    }
}
