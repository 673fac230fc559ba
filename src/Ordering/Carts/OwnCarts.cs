using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Carts;

internal static class OwnCart
{
    /// <summary>The one basket of its owner; nothing for anybody else.</summary>
    public static IQueryable<Cart> OwnCarts(this MarketDbContext db, CartOwner owner)
    {
        var (account, hash) = (owner.Account, owner.TokenHash);
        return account is { } member ? db.Carts.Where(c => c.Account == member) : db.Carts.Where(c => c.TokenHash == hash && c.TokenHash != null);
    }
}
