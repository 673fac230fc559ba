using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>Shows a basket to everyone, once each of its items can be sold and sent today.</summary>
public sealed class PublishGiftBasket(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    /// <param name="Version">Of the basket as the page showed it.</param>
    public sealed record Command(Actor Actor, GiftBasketId Basket, uint Version);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var shelf = await ShelfAsync(command.Basket, ct);
        return await contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldBasketAsync(command.Actor, command.Basket, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (basket, before) = (found.Value, found.Value.State);
            if ((basket.Publish(clock.GetUtcNow()).Refusal ?? SaveGiftBasket.WhyNotIn(basket.Lines, shelf) ?? basket.WhyNotOfItsOffice(shelf)) is { } lacking)
            {
                return lacking;
            }

            db.Audit(clock, command.Actor, "catalog.basket_published", basket.Subject(), before: new { State = before }, after: new { basket.State });
            return Result.Success;
        }, ct);
    }

    // Read before the basket is held; should its items change meanwhile, its version does too.
    private async Task<IReadOnlyDictionary<VariantId, ShelfPacking>> ShelfAsync(GiftBasketId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await db.GiftBaskets.Where(b => b.Id == id).Select(b => b.Lines).SingleOrDefaultAsync(ct) ?? [];
        return await offers.FindAsync([.. lines.Select(l => l.Variant)], ct);
    }
}

/// <summary>Recommends a basket no more; its address stays and says so.</summary>
public sealed class WithdrawGiftBasket(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <inheritdoc cref="PublishGiftBasket.Command"/>
    public sealed record Command(Actor Actor, GiftBasketId Basket, uint Version);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldBasketAsync(command.Actor, command.Basket, command.Version, ct);
            if ((found.Refusal ?? found.Value.Withdraw(clock.GetUtcNow()).Refusal) is { } refusal)
            {
                return refusal;
            }

            db.Audit(clock, command.Actor, "catalog.basket_withdrawn", found.Value.Subject(), before: new { State = GiftBasketState.Published }, after: new { found.Value.State });
            return Result.Success;
        }, ct);
}
