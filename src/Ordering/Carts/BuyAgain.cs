using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

/// <summary>Puts the goods of an earlier purchase into its buyer's basket, at today's price and as far as they can be sold today.</summary>
public sealed class BuyAgain(IDbContextFactory<MarketDbContext> contexts, AddToCart add)
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

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == command.Purchase && p.Account == account, ct) is not { } purchase)
        {
            return OrderingRefusals.PurchaseUnknown();
        }

        var (added, left) = (0, new List<(string, string, Refusal)>());
        foreach (var goods in purchase.Parcels.SelectMany(p => p.Lines).OrderBy(l => l.ProductName, StringComparer.CurrentCulture).ThenBy(l => l.Packing, StringComparer.Ordinal).GroupBy(l => l.VariantId))
        {
            // A basket counts pieces for each recipient, as a gift's parcels do.
            var result = await add.RunAsync(new(CartOwner.Of(account), goods.Key, goods.Max(l => l.Quantity), command.Adult, purchase.Purpose is CartPurpose.Gift), ct);
            if (result.Refusal is { } why)
            {
                left.Add((goods.First().ProductName, goods.First().Packing, why));
            }
            else
            {
                added++;
            }
        }

        return new Outcome(added, left);
    }
}
