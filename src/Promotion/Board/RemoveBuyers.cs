using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Promotion.Board;

/// <summary>Takes businesses off the board with their needs and what was offered for them: for demonstration data, whose contracts bind nobody.</summary>
public sealed class RemoveBuyers(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result<int>> RunAsync(Actor actor, IReadOnlyCollection<AccountId> accounts, CancellationToken ct)
        => contexts.InTransactionAsync<int>(async db =>
        {
            ArgumentNullException.ThrowIfNull(actor);
            if (!actor.HoldsTheMachine)
            {
                return PromotionRefusals.FairsOfficersOnly();
            }

            var buyers = await db.BusinessBuyers.Where(b => accounts.Contains(b.AccountId)).OrderBy(b => b.Id).ToListAsync(ct);
            var ids = buyers.ConvertAll(b => b.Id);
            var needs = await db.BuyerNeeds.Where(n => ids.Contains(n.BuyerId)).Select(n => n.Id).ToListAsync(ct);
            await db.NeedOffers.Where(o => needs.Contains(o.NeedId)).ExecuteDeleteAsync(ct);
            await db.BuyerNeeds.Where(n => needs.Contains(n.Id)).ExecuteDeleteAsync(ct);
            foreach (var buyer in buyers)
            {
                db.BusinessBuyers.Remove(buyer);
                db.Audit(clock, actor, "promotion.buyer_removed", buyer.Subject(), before: buyer.Said());
            }

            return buyers.Count;
        }, ct);
}
