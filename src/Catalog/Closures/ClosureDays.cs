using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog.Closures;

/// <summary>Days a producer is closed, both ends included.</summary>
public sealed record ClosureView(Guid Id, DateOnly From, DateOnly Through);

/// <summary>Enters days on which a producer takes no orders: live at once on its products' pages.</summary>
public sealed class CloseShop(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, DateOnly From, DateOnly Through);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.MayKeepShelf(command.Producer))
            {
                return CatalogRefusals.NotYourProducer();
            }

            var (from, through, longest) = (command.From, command.Through, await settings.OfAsync(CatalogSettings.LongestClosureDays, ct));
            if (through < from || through < clock.Today() || through.DayNumber - from.DayNumber >= longest)
            {
                return CatalogRefusals.ClosureDatesWrong(longest);
            }

            await db.LockAsync($"catalog.closures:{command.Producer}", ct);
            if (await db.Closures.FirstOrDefaultAsync(c => c.ProducerId == command.Producer && c.From <= through && c.Through >= from, ct) is { } other)
            {
                return CatalogRefusals.ClosureOverlaps(other.From, other.Through);
            }

            db.Closures.Add(new Closure { ProducerId = command.Producer, From = from, Through = through });
            db.Audit(clock, command.Actor, "catalog.shop_closed", $"producer:{command.Producer}", after: new { from, through });
            return Result.Success;
        }, ct);
}

/// <summary>Takes closed days back.</summary>
public sealed class ReopenShop(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, Guid Closure);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.MayKeepShelf(command.Producer))
            {
                return CatalogRefusals.NotYourProducer();
            }

            if (await db.Closures.SingleOrDefaultAsync(c => c.Id == command.Closure && c.ProducerId == command.Producer, ct) is not { } closure)
            {
                return CatalogRefusals.ClosureUnknown();
            }

            db.Closures.Remove(closure);
            db.Audit(clock, command.Actor, "catalog.shop_reopened", $"producer:{command.Producer}", before: new { closure.From, closure.Through });
            return Result.Success;
        }, ct);
}

/// <summary>When a producer is closed; no secret, since product pages say it.</summary>
public sealed class ClosureQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>The present and the coming ones, in order.</summary>
    public async Task<IReadOnlyList<ClosureView>> OfAsync(ProducerId producer, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Closures.Where(c => c.ProducerId == producer && c.Through >= today).OrderBy(c => c.From).Select(c => new ClosureView(c.Id, c.From, c.Through)).ToListAsync(ct);
    }
}
