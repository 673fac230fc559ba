using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>A member takes one of their own baskets away: its address opens nothing any more, whoever has it.</summary>
public sealed class RemoveOwnBasket(IDbContextFactory<MarketDbContext> contexts)
{
    public sealed record Command(Actor Actor, Guid Basket);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db => command.Actor.Account is not { } account ? OrderingRefusals.MembersOnly()
            : await db.OwnBaskets.Where(b => b.Id == command.Basket && b.Account == account).ExecuteDeleteAsync(ct) == 0 ? OwnBasketRefusals.OwnBasketUnknown()
            : Result.Success, ct);
    }
}
