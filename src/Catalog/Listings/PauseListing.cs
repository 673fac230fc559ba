using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>A producer takes a listing off the shelf for a while, or puts it back.</summary>
public sealed class PauseListing(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Paused">What it shall be.</param>
    public sealed record Command(Actor Actor, ListingId Listing, bool Paused);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var moved = command.Paused ? found.Value.Pause() : found.Value.Resume();
            if (moved.Succeeded)
            {
                db.Audit(clock, command.Actor, command.Paused ? "catalog.listing_paused" : "catalog.listing_resumed", found.Value.Subject());
            }

            return moved;
        }, ct);
}
