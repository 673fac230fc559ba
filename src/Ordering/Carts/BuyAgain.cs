using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

/// <summary>Puts the goods of an earlier purchase into its buyer's basket, at today's price and as far as they can be sold today.</summary>
public sealed class BuyAgain(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    /// <param name="Adult">The visitor has said to be 18.</param>
    public sealed record Command(Actor Actor, PurchaseId Purchase, bool Adult = false);

    /// <param name="Added">Kinds of goods that are in the basket now.</param>
    /// <param name="Left">What is not, and why.</param>
    public sealed record Outcome(int Added, IReadOnlyList<(string Product, string Packing, Refusal Why)> Left);

    public async Task<Result<Outcome>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Account is not { } account)
        {
            return OrderingRefusals.MembersOnly();
        }

        if (await FindAsync(account, command.Purchase, ct) is not { } purchase)
        {
            return PurchaseRefusals.PurchaseUnknown();
        }

        var goods = purchase.Parcels.SelectMany(p => p.Lines).OrderBy(l => l.ProductName, StringComparer.CurrentCulture).ThenBy(l => l.Packing, StringComparer.Ordinal).GroupBy(l => l.VariantId).ToList();
        var shelf = await offers.FindAsync([.. goods.Select(g => g.Key)], ct);
        return await contexts.InTransactionAsync<Outcome>(async db =>
        {
            var (now, left) = (clock.GetUtcNow(), new List<(string, string, Refusal)>());
            var cart = await db.OpenCartAsync(CartOwner.Of(account), now, ct);
            foreach (var same in goods)
            {
                // A basket counts pieces for each recipient, as a gift's parcels do.
                if (cart.Put(shelf.GetValueOrDefault(same.Key), same.Max(l => l.Quantity), command.Adult, now) is { } why)
                {
                    left.Add((same.First().ProductName, same.First().Packing, why));
                }
            }

            if (left.Count < goods.Count)
            {
                (cart.Purpose, cart.TouchedAt) = (purchase.Purpose is CartPurpose.Gift ? CartPurpose.Gift : cart.Purpose, now);
            }
            else if (db.Entry(cart).State is EntityState.Added)
            {
                db.Carts.Remove(cart); // a cart that would begin with nothing does not begin
            }

            return new Outcome(goods.Count - left.Count, left);
        }, ct);
    }

    private async Task<Purchase?> FindAsync(AccountId account, PurchaseId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id && p.Account == account, ct);
    }
}
