using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>
/// Makes the registry's word visible on listings: what is no longer in force is marked delisted, what is again in force returns. What a
/// shopper may see does not wait for it (<c>catalog.offers</c> asks the registry each time).
/// </summary>
public sealed class ListingShelf(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private static readonly Actor Job = Actor.System(CertificateClockJob.Name);

    /// <summary>Safe to repeat and to run twice at once: the second finds nothing left to change.</summary>
    /// <returns>How many listings were taken down, and how many came back.</returns>
    public async Task<(int Delisted, int Relisted)> SettleAsync(CancellationToken ct)
        => (await contexts.InTransactionAsync<(int, int)>(async db =>
        {
            await db.LockAsync("catalog.listing_shelf", ct);
            var today = clock.Today();
            var delisted = await db.Database.SqlQuery<Guid>(
                $"""
                update catalog.listings l set state = 'Delisted', delisted_because = 'NotInForce'
                where l.state = 'Published' and not exists (select 1 from registry.in_force({today}) f where f.product_id = l.product_id)
                returning l.id as "Value"
                """).ToListAsync(ct);
            var relisted = await db.Database.SqlQuery<Guid>(
                $"""
                update catalog.listings l set state = 'Published', delisted_because = null
                where l.state = 'Delisted' and l.delisted_because = 'NotInForce' and exists (select 1 from registry.in_force({today}) f where f.product_id = l.product_id)
                returning l.id as "Value"
                """).ToListAsync(ct);
            foreach (var id in delisted)
            {
                db.Audit(clock, Job, "catalog.listing_delisted", $"listing:{new ListingId(id)}", nameof(DelistReason.NotInForce));
            }

            foreach (var id in relisted)
            {
                db.Audit(clock, Job, "catalog.listing_relisted", $"listing:{new ListingId(id)}");
            }

            return (delisted.Count, relisted.Count);
        }, ct)).Value;
}
