using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>Puts a certified product on the shelf: one listing a product, and only packings its certificate in force names.</summary>
public sealed class PublishListing(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, TimeProvider clock)
{
    public sealed record Packing(string Name, Money Price, Measure Measure, int Stock);

    public sealed record Command(
        Actor Actor, ProductId Product, IReadOnlyList<Packing> Packings, string? StoryVi = null, string? StoryEn = null, bool Gift = false,
        int? SeasonFrom = null, int? SeasonThrough = null, bool Illustrative = false);

    public Task<Result<ListingId>> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync<ListingId>(async db =>
        {
            await db.LockAsync($"catalog.product:{command.Product}", ct);
            var product = command.Product.Value;
            if (await db.Listings.AnyAsync(l => l.ProductId == command.Product, ct))
            {
                return CatalogRefusals.AlreadyListed(command.Product.ToString());
            }

            var today = clock.Today();
            if (await db.Database.SqlQuery<InForceRow>($"select * from registry.in_force({today}) where product_id = {product}").SingleOrDefaultAsync(ct) is not { } inForce)
            {
                return CatalogRefusals.ProductNotInForce(command.Product.ToString());
            }

            if (WhyNot(command.Packings, inForce) is { } refusal)
            {
                return refusal;
            }

            var listing = new Listing(command.Product, new ProducerId(inForce.ProducerId), await FreeSlugAsync(db, inForce.ProductName, ct), clock.GetUtcNow())
            {
                StoryVi = command.StoryVi, StoryEn = command.StoryEn, Gift = command.Gift,
                SeasonFrom = command.SeasonFrom, SeasonThrough = command.SeasonThrough, Illustrative = command.Illustrative,
            };
            foreach (var packing in command.Packings)
            {
                listing.Add(packing.Name, packing.Price, packing.Measure, packing.Stock);
            }

            listing.Publish(clock.GetUtcNow());
            db.Listings.Add(listing);
            await db.SaveChangesAsync(ct);
            await documents.WriteAsync(db, [listing.No], ct);
            db.Audit(clock, command.Actor, "catalog.listing_published", $"listing:{listing.Id}", after: new { listing.Slug, command.Packings });
            return listing.Id;
        }, ct);

    private static Refusal? WhyNot(IReadOnlyList<Packing> packings, InForceRow inForce)
    {
        if (packings.Count == 0)
        {
            return CatalogRefusals.NoVariants();
        }

        if (packings.FirstOrDefault(p => p.Price <= Money.Zero) is { } free)
        {
            return CatalogRefusals.PriceNotPositive(free.Name);
        }

        // A certificate that names no packing covers the product in whatever form it was recognised: there is nothing to compare with.
        var foreign = inForce.PackingKeys.Length == 0 ? null : packings.FirstOrDefault(p => !inForce.PackingKeys.Contains(VietnameseText.Fold(p.Name)));
        return foreign is null ? null : CatalogRefusals.PackingNotCertified(foreign.Name, string.Join("; ", inForce.Packings));
    }

    private static async Task<string> FreeSlugAsync(MarketDbContext db, string name, CancellationToken ct)
    {
        var slug = VietnameseText.Slug(name);
        slug = slug.Length == 0 ? "san-pham" : slug;
        await db.LockAsync($"catalog.slug:{slug}", ct);
        var taken = (await db.Listings.Where(l => l.Slug == slug || l.Slug.StartsWith(slug + "-")).Select(l => l.Slug).ToListAsync(ct)).ToHashSet();
        return !taken.Contains(slug) ? slug : Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{slug}-{n}").First(s => !taken.Contains(s));
    }
}
