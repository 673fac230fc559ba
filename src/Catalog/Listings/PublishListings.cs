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

/// <summary>Puts certified products on the shelf: one listing a product, and only packings its certificate in force names.</summary>
public sealed class PublishListings(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, TimeProvider clock)
{
    private const int MostSlugTries = 30;

    public sealed record Packing(string Name, Money Price, Measure Measure, int Stock);

    public sealed record Item(
        ProductId Product, IReadOnlyList<Packing> Packings, string? StoryVi = null, string? StoryEn = null, bool Gift = false,
        int? SeasonFrom = null, int? SeasonThrough = null, bool Illustrative = false);

    /// <summary>One after the other in one transaction; what a rule refuses is left out and the others are published.</summary>
    /// <param name="on">The day the goods are put out, for catalogues brought in from before; null is today. What has ended since is shown as ended.</param>
    /// <returns>An answer for each item, in order.</returns>
    public async Task<IReadOnlyList<Result<ListingId>>> RunAsync(Actor actor, IReadOnlyList<Item> items, CancellationToken ct, DateOnly? on = null)
        => (await contexts.InTransactionAsync<IReadOnlyList<Result<ListingId>>>(async db =>
        {
            await db.LockAsync("catalog.publish", ct); // slugs are given out one at a time
            var products = items.Select(i => i.Product).ToList();
            var keys = products.ConvertAll(p => p.Value).ToArray();
            var listed = (await db.Listings.Where(l => products.Contains(l.ProductId)).Select(l => l.ProductId).ToListAsync(ct)).ToHashSet();
            var inForce = (await db.Database.SqlQuery<InForceRow>(
                $"""
                select product_id as "ProductId", product_name as "ProductName", producer_id as "ProducerId", packings as "Packings", packing_keys as "PackingKeys"
                from registry.in_force({on ?? clock.Today()}) where product_id = any({keys})
                """).ToListAsync(ct)).ToDictionary(row => new ProductId(row.ProductId));
            var slugs = await FreeSlugsAsync(db, [.. inForce.Values.Select(row => row.ProductName)], ct);

            var answers = new List<Result<ListingId>>(items.Count);
            var published = new List<Listing>(items.Count);
            foreach (var item in items)
            {
                if (WhyNot(item, listed, inForce) is { } refusal)
                {
                    answers.Add(refusal);
                    continue;
                }

                var row = inForce[item.Product];
                var listing = Make(item, new ProducerId(row.ProducerId), slugs(row.ProductName));
                listed.Add(item.Product);
                published.Add(listing);
                answers.Add(listing.Id);
                db.Audit(clock, actor, "catalog.listing_published", $"listing:{listing.Id}", after: new { listing.Slug, item.Packings });
            }

            db.Listings.AddRange(published);
            await db.SaveChangesAsync(ct);
            await documents.WriteAsync(db, published.ConvertAll(l => l.No), ct);
            return answers;
        }, ct)).Value;

    private Listing Make(Item item, ProducerId producer, string slug)
    {
        var listing = new Listing(item.Product, producer, slug, clock.GetUtcNow())
        {
            StoryVi = item.StoryVi, StoryEn = item.StoryEn, Gift = item.Gift,
            SeasonFrom = item.SeasonFrom, SeasonThrough = item.SeasonThrough, Illustrative = item.Illustrative,
        };
        foreach (var packing in item.Packings)
        {
            listing.Add(packing.Name, packing.Price, packing.Measure, packing.Stock);
        }

        listing.Publish(clock.GetUtcNow());
        return listing;
    }

    private static Refusal? WhyNot(Item item, HashSet<ProductId> listed, Dictionary<ProductId, InForceRow> inForce)
    {
        if (listed.Contains(item.Product))
        {
            return CatalogRefusals.AlreadyListed(item.Product.ToString());
        }

        if (!inForce.TryGetValue(item.Product, out var row))
        {
            return CatalogRefusals.ProductNotInForce(item.Product.ToString());
        }

        if (item.Packings.Count == 0)
        {
            return CatalogRefusals.NoVariants();
        }

        if (item.Packings.FirstOrDefault(p => p.Price <= Money.Zero) is { } free)
        {
            return CatalogRefusals.PriceNotPositive(free.Name);
        }

        if (item.Packings.GroupBy(p => VietnameseText.Fold(p.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return CatalogRefusals.PackingNamedTwice(twice.Last().Name);
        }

        // A certificate that names no packing covers the product in whatever form it was recognised: there is nothing to compare with.
        var foreign = row.PackingKeys.Length == 0 ? null : item.Packings.FirstOrDefault(p => !row.PackingKeys.Contains(VietnameseText.Fold(p.Name)));
        return foreign is null ? null : CatalogRefusals.PackingNotCertified(foreign.Name, string.Join("; ", row.Packings));
    }

    /// <summary>Gives out the plain name first, then the name with a number.</summary>
    private static async Task<Func<string, string>> FreeSlugsAsync(MarketDbContext db, IReadOnlyList<string> names, CancellationToken ct)
    {
        var wanted = names.Select(SlugOf).Distinct().ToList();
        var tries = wanted.SelectMany(slug => Enumerable.Range(1, MostSlugTries).Select(n => Numbered(slug, n))).ToArray();
        var taken = (await db.Listings.Where(l => tries.Contains(l.Slug)).Select(l => l.Slug).ToListAsync(ct)).ToHashSet();
        return name =>
        {
            var slug = SlugOf(name);
            var free = Enumerable.Range(1, MostSlugTries).Select(n => Numbered(slug, n)).FirstOrDefault(s => !taken.Contains(s)) ?? $"{slug}-{Guid.CreateVersion7():N}";
            taken.Add(free);
            return free;
        };
    }

    private static string SlugOf(string name) => VietnameseText.Slug(name) is { Length: > 0 } slug ? slug : "san-pham";

    private static string Numbered(string slug, int n) => n == 1 ? slug : FormattableString.Invariant($"{slug}-{n}");
}
