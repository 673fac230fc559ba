using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

/// <summary>Something a buyer does to a cart.</summary>
public abstract record CartChange
{
    private CartChange()
    {
    }

    public sealed record Quantity(VariantId Variant, int Pieces) : CartChange;

    public sealed record Remove(VariantId Variant) : CartChange;

    /// <summary>Agrees to what became of a line since it was put in: another price or certificate, fewer pieces on the shelf. What cannot be bought at all goes.</summary>
    /// <param name="Shown">The price on the page that was answered; another one has to be shown first.</param>
    public sealed record Accept(VariantId Variant, Money? Shown) : CartChange;

    public sealed record Purpose(CartPurpose For) : CartChange;

    /// <param name="Service">As the delivery was offered; one that is not offered any more counts as none.</param>
    public sealed record Delivery(ProducerId Producer, string Service) : CartChange;
}

/// <summary>Changes the owner's cart: all that was asked for, or nothing.</summary>
public sealed class ChangeCart(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    private const int LongestService = 60;

    public async Task<Result> RunAsync(CartOwner owner, IReadOnlyList<CartChange> changes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var shelf = await offers.FindAsync([.. changes.Select(VariantOf).OfType<VariantId>().Distinct()], ct);
        return await contexts.InTransactionAsync(async db =>
        {
            if (await db.HoldCartAsync(owner, ct) is not { } cart)
            {
                return CartRefusals.CartUnknown();
            }

            foreach (var change in changes)
            {
                if (Change(cart, change, VariantOf(change) is { } variant ? shelf.GetValueOrDefault(variant) : null) is { } refusal)
                {
                    return refusal;
                }
            }

            cart.TouchedAt = clock.GetUtcNow();
            return Result.Success;
        }, ct);
    }

    private static VariantId? VariantOf(CartChange change) => change switch
    {
        CartChange.Quantity quantity => quantity.Variant,
        CartChange.Accept accept => accept.Variant,
        _ => null,
    };

    private static Refusal? Change(Cart cart, CartChange change, ShelfPacking? shelf)
    {
        switch (change)
        {
            case CartChange.Quantity quantity:
                return SetQuantity(cart.LineOf(quantity.Variant), quantity.Pieces, shelf);
            case CartChange.Remove remove:
                if (cart.LineOf(remove.Variant) is { } unwanted) // else it went in another window
                {
                    cart.TakeOut(unwanted);
                }

                return null;
            case CartChange.Accept accept:
                if (cart.LineOf(accept.Variant) is { } line)
                {
                    Accept(cart, line, accept.Shown, shelf?.Offer);
                }

                return null;
            case CartChange.Purpose purpose:
                cart.Purpose = purpose.For;
                return null;
            case CartChange.Delivery delivery:
                if (delivery.Service is { Length: > 0 and <= LongestService } && cart.Lines.Any(l => l.ProducerId == delivery.Producer))
                {
                    cart.ChoiceOf(delivery.Producer).Service = delivery.Service;
                }

                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }

    private static Refusal? SetQuantity(CartLine? line, int pieces, ShelfPacking? shelf)
    {
        if (line is null || shelf is null)
        {
            return CartRefusals.CartLineGone();
        }

        if (shelf.Offer is not { } offer)
        {
            return CartRefusals.NotOnOffer(shelf.ProductName);
        }

        if (CartRules.Pieces(offer, pieces) is { } refusal)
        {
            return refusal;
        }

        line.Quantity = pieces;
        return null;
    }

    private static void Accept(Cart cart, CartLine line, Money? shown, OfferedPacking? offer)
    {
        if (offer is not { Stock: > 0 })
        {
            cart.TakeOut(line);
        }
        else if (offer.Price == shown)
        {
            (line.SeenPrice, line.SeenCertificate, line.Quantity) = (offer.Price, offer.CertificateNumber, Math.Min(line.Quantity, offer.Purchasable));
        }
    }
}
