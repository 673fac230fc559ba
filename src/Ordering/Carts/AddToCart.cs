using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Carts;

/// <summary>Puts pieces of a packing into a cart, beside those that are there; only what can be sold today, at the price it has on the shelf.</summary>
public sealed class AddToCart(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IBoothPlaces booths, TimeProvider clock)
{
    /// <param name="Adult">The visitor has said to be 18.</param>
    /// <param name="Gift">It is bought for somebody else: the whole cart is.</param>
    /// <param name="Fair">Slug of the fair at whose booth the buyer stands; of a fair that is not on, or where the producer has no place, nothing is noted.</param>
    public sealed record Command(CartOwner Owner, VariantId Variant, int Quantity, bool Adult = false, bool Gift = false, string? Fair = null);

    /// <returns>Pieces of this packing that are in the cart now.</returns>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var shelf = (await offers.FindAsync([command.Variant], ct)).GetValueOrDefault(command.Variant);
        var place = command.Fair is null || shelf is null ? null : (await booths.ToComeAsync([shelf.Producer], ct)).FirstOrDefault(b => b.Slug == command.Fair && b.RunsOn(clock.Today()));
        return await contexts.InTransactionAsync<int>(async db =>
        {
            var now = clock.GetUtcNow();
            var cart = await db.OpenCartAsync(command.Owner, now, ct);
            if (cart.Put(shelf, command.Quantity, command.Adult, now) is { } refusal)
            {
                return refusal; // and a cart that begins with it does not begin
            }

            cart.Purpose = command.Gift ? CartPurpose.Gift : cart.Purpose;
            cart.TouchedAt = now;
            var line = cart.LineOf(command.Variant)!;
            line.FairId = place?.Fair ?? line.FairId;
            return line.Quantity;
        }, ct);
    }
}

/// <summary>How many pieces may be asked for.</summary>
internal static class CartRules
{
    /// <summary>More is a matter between buyer and producer.</summary>
    public const int MostPieces = 1_000;

    /// <param name="already">Pieces in the cart beside them.</param>
    /// <returns>Null when it is all right.</returns>
    public static Refusal? Pieces(OfferedPacking offer, int quantity, int already = 0)
        => quantity is < 1 or > MostPieces || quantity + already > MostPieces ? CartRefusals.QuantityOutOfRange(MostPieces)
            : offer.Stock == 0 ? CartRefusals.SoldOut(offer.ProductName)
            : quantity + already <= offer.Purchasable ? null
            : quantity + already <= offer.Stock ? BoothRefusals.NotEnoughAtPrice(offer.ProductName, offer.Purchasable)
            : already > 0 ? CartRefusals.NotEnoughBeside(offer.ProductName, offer.Stock, already)
            : CartRefusals.NotEnough(offer.ProductName, offer.Stock);
}
