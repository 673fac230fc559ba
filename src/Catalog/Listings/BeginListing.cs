using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>Begins the listing of a certified product as a draft, empty or as a copy of another of the same producer.</summary>
public sealed class BeginListing(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, TimeProvider clock)
{
    /// <param name="CopyOf">What it says, its delivery and the packings that this product is certified in are taken over; photos and stock are not.</param>
    public sealed record Command(Actor Actor, ProductId Product, ListingId? CopyOf = null);

    public Task<Result<ListingId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<ListingId>(async db =>
        {
            await db.LockAsync("catalog.publish", ct);
            var (actor, product) = (command.Actor, command.Product);
            if (!(await db.InForceAsync([product], clock.Today(), ct)).TryGetValue(product, out var row))
            {
                return CatalogRefusals.ProductNotInForce(product.ToString());
            }

            if (!actor.MayKeepShelf(new ProducerId(row.ProducerId)))
            {
                return CatalogRefusals.NotYourProducer();
            }

            if (await db.Listings.AnyAsync(l => l.ProductId == product, ct))
            {
                return CatalogRefusals.AlreadyListed(row.ProductName);
            }

            var kind = LabelRules.KindsOf(row.Set)[0];
            var slug = (await db.FreeSlugsAsync([row.ProductName], ct))(row.ProductName);
            var listing = new Listing(product, new ProducerId(row.ProducerId), slug, kind, clock.GetUtcNow()) { Cold = LabelRules.IsCold(row.Set) };
            var content = ListingContent.Empty(kind);
            if (command.CopyOf is { } from)
            {
                var loaded = await db.ListingForChangeAsync(actor, from, ct);
                if (loaded.Refusal is { } refusal)
                {
                    return refusal;
                }

                content = Copy(loaded.Value, listing, row, await db.OpenRevisionAsync(from, ct));
            }

            db.Listings.Add(listing);
            db.Revisions.Add(new ListingRevision(listing.Id, 1, content, actor, clock.GetUtcNow()));
            db.Audit(clock, actor, "catalog.listing_begun", listing.Subject(), after: new { listing.Slug, product, command.CopyOf });
            await db.SaveChangesAsync(ct);
            await documents.WriteAsync(db, [listing.No], ct);
            return listing.Id;
        }, ct);

    private static ListingContent Copy(Listing from, Listing to, InForceRow row, ListingRevision? open)
    {
        (to.Gift, to.SeasonFrom, to.SeasonThrough, to.MakingDays, to.DailyCapacity) = (from.Gift, from.SeasonFrom, from.SeasonThrough, from.MakingDays, from.DailyCapacity);
        (to.Fragile, to.Cold, to.DeliversTo) = (from.Fragile, from.Cold, from.DeliversTo);
        foreach (var variant in from.Variants.Where(v => !v.Withdrawn && row.Covers(v.PackingKey)).OrderBy(v => v.Position))
        {
            var copy = to.Add(variant.Packing, variant.Price, variant.Measure, stock: 0, variant.LowStock);
            (copy.WeightGrams, copy.LengthMm, copy.WidthMm, copy.HeightMm) = (variant.WeightGrams, variant.LengthMm, variant.WidthMm, variant.HeightMm);
        }

        // Photos show other goods, and numbers on papers are those of one product.
        var content = open?.Content ?? from.Content;
        return content with
        {
            Kind = LabelRules.KindsOf(row.Set).Contains(content.Kind) ? content.Kind : LabelRules.KindsOf(row.Set)[0],
            Label = content.Label.Where(l => l.Key is not (LabelField.Declaration or LabelField.Cosmetics)).ToDictionary(),
            Photos = [],
        };
    }
}
