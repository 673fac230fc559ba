using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Moderation;

internal static class ModeratedListing
{
    /// <summary>The listing, locked, for an officer whose area its producer is in.</summary>
    public static async Task<Result<Listing>> ListingForModerationAsync(this MarketDbContext db, Actor actor, ListingId id, CancellationToken ct)
    {
        if (await db.LockListingAsync(id, ct) is not { } listing)
        {
            return CatalogRefusals.ListingUnknown(id.ToString());
        }

        var place = await db.Database.SqlQuery<Place>(
            $"select province_code as \"ProvinceCode\", commune_code as \"CommuneCode\" from registry.producer_facts where producer_id = {listing.ProducerId.Value}").SingleAsync(ct);
        return actor.MayModerate(place.ProvinceCode, place.CommuneCode) ? listing : CatalogRefusals.OutsideYourArea();
    }

    /// <summary>The revision with its listing locked, as the officer read it.</summary>
    /// <param name="read">When the revision that was read had been submitted; another moment means another text.</param>
    public static async Task<Result<(Listing Listing, ListingRevision Revision)>> RevisionForDecisionAsync(
        this MarketDbContext db, Actor actor, RevisionId id, DateTimeOffset read, CancellationToken ct)
    {
        if (await db.Revisions.Where(r => r.Id == id).Select(r => (ListingId?)r.ListingId).SingleOrDefaultAsync(ct) is not { } listing)
        {
            return CatalogRefusals.RevisionUnknown();
        }

        var found = await db.ListingForModerationAsync(actor, listing, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal;
        }

        var revision = await db.Revisions.SingleAsync(r => r.Id == id, ct); // read after the lock: another officer may have decided meanwhile
        return revision switch
        {
            { State: RevisionState.Approved or RevisionState.Returned } => CatalogRefusals.AlreadyDecided(revision.DecidedBy ?? ""),
            { State: RevisionState.Draft } => CatalogRefusals.RevisionMoved(),
            _ when revision.SubmittedAt != read => CatalogRefusals.RevisionMoved(),
            _ => (found.Value, revision),
        };
    }

    private sealed class Place
    {
        public required string ProvinceCode { get; init; }
        public required string CommuneCode { get; init; }
    }
}
