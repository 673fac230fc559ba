using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Carts;

/// <summary>How carts are reached: by their owner and in no other way.</summary>
internal static class OwnedCarts
{
    extension(MarketDbContext db)
    {
        public IQueryable<Cart> CartsOf(CartOwner owner)
            => owner is { Account: { } account } ? db.Carts.Where(c => c.Account == account)
                : owner is { TokenHash: { } hash } ? db.Carts.Where(c => c.TokenHash == hash)
                : db.Carts.Where(_ => false); // nobody's

        /// <summary>What changes or buys an owner's cart waits for others that do, to the end of their transactions.</summary>
        public Task LockCartAsync(CartOwner owner, CancellationToken ct) => db.LockAsync($"cart:{owner.Account?.Value.ToString() ?? owner.TokenHash}", ct);

        /// <summary>The whole cart for changing. One change of an owner's cart at a time, on all nodes: two windows of one buyer cannot undo each other.</summary>
        public async Task<Cart?> HoldCartAsync(CartOwner owner, CancellationToken ct)
        {
            await db.LockCartAsync(owner, ct);
            return await db.CartsOf(owner).Include(c => c.Lines).Include(c => c.Choices).Include(c => c.Recipients).AsSplitQuery().SingleOrDefaultAsync(ct);
        }

        /// <summary><see cref="HoldCartAsync"/> for putting something in: the first time begins a cart.</summary>
        public async Task<Cart> OpenCartAsync(CartOwner owner, DateTimeOffset now, CancellationToken ct)
        {
            if (await db.HoldCartAsync(owner, ct) is { } known)
            {
                return known;
            }

            var cart = new Cart(owner.TokenHash, owner.Account, now);
            db.Carts.Add(cart);
            return cart;
        }
    }

    public static CartLine? LineOf(this Cart cart, VariantId variant) => cart.Lines.FirstOrDefault(l => l.VariantId == variant);

    /// <summary>Puts pieces in beside those that are there, if they can be sold to this visitor; null when it is done.</summary>
    /// <param name="packing">As the shelf says; null for what it does not know.</param>
    public static Refusal? Put(this Cart cart, ShelfPacking? packing, int quantity, bool adult, DateTimeOffset now)
    {
        if (packing is null)
        {
            return CartRefusals.PackingUnknown();
        }

        if (!adult && ProductSets.Get(packing.Set).Adult)
        {
            return CartRefusals.AdultsOnly();
        }

        if (packing.Offer is not { } offer)
        {
            return CartRefusals.NotOnOffer(packing.ProductName);
        }

        var line = cart.LineOf(offer.Variant);
        if (CartRules.Pieces(offer, quantity, line?.Quantity ?? 0) is { } refusal)
        {
            return refusal;
        }

        if (line is not null)
        {
            line.Quantity += quantity;
            return null;
        }

        if (cart.Lines.Count >= Cart.MostLines)
        {
            return CartRefusals.CartFull(Cart.MostLines);
        }

        cart.Add(new CartLine
        {
            CartId = cart.Id, VariantId = offer.Variant, ListingId = offer.Listing, ProducerId = offer.Producer, Quantity = quantity,
            SeenPrice = offer.Price, SeenCertificate = offer.CertificateNumber, AddedAt = now,
        });
        return null;
    }

    /// <summary>Takes the line out, and what was said of it for single recipients.</summary>
    public static void TakeOut(this Cart cart, CartLine line)
    {
        cart.Remove(line);
        foreach (var recipient in cart.Recipients.Where(r => r.Quantities.ContainsKey(line.Id)))
        {
            recipient.Quantities = recipient.Quantities.Where(q => q.Key != line.Id).ToDictionary();
        }
    }
}
