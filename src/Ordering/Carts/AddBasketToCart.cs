using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

/// <summary>Puts the items of gift baskets into a cart, beside what is there: all of them, or nothing and the name of what stands in the way.</summary>
public sealed class AddBasketToCart(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    /// <summary>More at once are a matter between buyer and producers.</summary>
    public const int MostBaskets = 99;

    /// <param name="Lines">What is in one basket.</param>
    /// <param name="Rest">Leave out what cannot be sold, instead of refusing.</param>
    /// <param name="Adult">The visitor has said to be 18.</param>
    /// <param name="Gift">It is bought for somebody else: the whole cart is.</param>
    public sealed record Command(CartOwner Owner, IReadOnlyList<StockLine> Lines, int Baskets, bool Rest = false, bool Adult = false, bool Gift = false);

    /// <returns>How many items were put in.</returns>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Baskets is < 1 or > MostBaskets)
        {
            return CartRefusals.BasketsOutOfRange(MostBaskets);
        }

        if (command.Lines.Any(l => l.Quantity is < 1 or > CartRules.MostPieces))
        {
            return CartRefusals.QuantityOutOfRange(CartRules.MostPieces);
        }

        var shelf = await offers.FindAsync([.. command.Lines.Select(l => l.Variant).Take(Cart.MostLines)], ct);
        return await contexts.InTransactionAsync<int>(async db =>
        {
            var (now, put) = (clock.GetUtcNow(), 0);
            var cart = await db.OpenCartAsync(command.Owner, now, ct);
            foreach (var line in command.Lines)
            {
                var packing = shelf.GetValueOrDefault(line.Variant);
                var refusal = packing is { Offer.Kind: not ListingKind.Parcel } ? CartRefusals.NotOnOffer(packing.ProductName) : cart.Put(packing, line.Quantity * command.Baskets, command.Adult, now);
                if (refusal is not null && (!command.Rest || refusal == CartRefusals.CartFull(Cart.MostLines)))
                {
                    return refusal;
                }

                put += refusal is null ? 1 : 0;
            }

            if (put == 0)
            {
                return CartRefusals.BasketNothingLeft();
            }

            cart.Purpose = command.Gift ? CartPurpose.Gift : cart.Purpose;
            cart.TouchedAt = now;
            return put;
        }, ct);
    }
}
