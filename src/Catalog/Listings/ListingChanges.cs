using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>What every change of a listing begins with.</summary>
internal static class ListingChanges
{
    /// <summary>The listing with its packings, locked to the end of the transaction, for somebody who may change it.</summary>
    public static async Task<Result<Listing>> ListingForChangeAsync(this MarketDbContext db, Actor actor, ListingId id, CancellationToken ct)
    {
        if (await db.LockListingAsync(id, ct) is not { } listing)
        {
            return CatalogRefusals.ListingUnknown(id.ToString());
        }

        return actor.MayKeepShelf(listing.ProducerId) ? listing : CatalogRefusals.NotYourProducer();
    }

    /// <summary>The listing first, then its packings in id order, as orders lock them.</summary>
    public static async Task<Listing?> LockListingAsync(this MarketDbContext db, ListingId id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from catalog.listings where id = {id.Value} for update", ct);
        await db.Database.ExecuteSqlAsync($"select 1 from catalog.variants where listing_id = {id.Value} order by id for update", ct);
        return await db.Listings.Include(l => l.Variants).SingleOrDefaultAsync(l => l.Id == id, ct);
    }

    /// <summary>The revision that is open, if one is.</summary>
    public static Task<ListingRevision?> OpenRevisionAsync(this MarketDbContext db, ListingId listing, CancellationToken ct)
        => db.Revisions.SingleOrDefaultAsync(r => r.ListingId == listing && (r.State == RevisionState.Draft || r.State == RevisionState.InReview), ct);

    public static string Subject(this Listing listing) => $"listing:{listing.Id}";

    public static Task<int> SetOfAsync(this MarketDbContext db, Listing listing, CancellationToken ct)
        => db.Database.SqlQuery<int>($"select \"set\" as \"Value\" from registry.product_facts where product_id = {listing.ProductId.Value}").SingleAsync(ct);
}
