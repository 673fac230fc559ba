using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Checkout;

internal static class OwnCartChange
{
    /// <summary>Changes the owner's basket in one transaction; whatever the step is, the basket counts as touched.</summary>
    public static Task<Result<T>> ChangeCartAsync<T>(
        this IDbContextFactory<MarketDbContext> contexts, CartOwner owner, TimeProvider clock, Func<MarketDbContext, Cart, Task<Result<T>>> change, CancellationToken ct)
        => contexts.InTransactionAsync<T>(async db =>
        {
            if (await db.HoldCartAsync(owner, ct) is not { Lines.Count: > 0 } cart)
            {
                return CheckoutRefusals.CartEmpty();
            }

            cart.TouchedAt = clock.GetUtcNow();
            return await change(db, cart);
        }, ct);

    public static async Task<Result> ChangeCartAsync(this IDbContextFactory<MarketDbContext> contexts, CartOwner owner, TimeProvider clock, Func<Cart, Result> change, CancellationToken ct)
        => await contexts.ChangeCartAsync<bool>(owner, clock, (_, cart) => Task.FromResult(change(cart).Refusal is { } refusal ? (Result<bool>)refusal : true), ct);
}
