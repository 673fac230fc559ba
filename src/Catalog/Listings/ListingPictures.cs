using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Catalog.Listings;

/// <summary>Pictures that listings show, and those of revisions that may still come or may be taken up again.</summary>
internal sealed class ListingPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""
            select (p -> 'picture' ->> 'value')::uuid as "Value" from catalog.listings l cross join jsonb_array_elements(l.photos) p where p -> 'picture' ->> 'value' = any ({ids})
            union
            select (p -> 'picture' ->> 'value')::uuid from catalog.listing_revisions r cross join jsonb_array_elements(r.content -> 'photos') p
            where r.state <> 'Approved' and p -> 'picture' ->> 'value' = any ({ids})
            """).ToListAsync(ct)).Select(PictureId.From)];
    }
}
