using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>
/// Puts certified products on the shelf at once: one listing a product, and only packings its certificate in force names. For whoever holds the
/// machine (demonstration, command line); people go by the desk, where somebody looks before the public does.
/// </summary>
public sealed class PublishListings(IDbContextFactory<MarketDbContext> contexts, SearchDocuments documents, DatedSettings settings, TimeProvider clock)
{
    public sealed record Packing(string Name, Money Price, Measure Measure, int Stock);

    public sealed record Item(
        ProductId Product, IReadOnlyList<Packing> Packings, string? StoryVi = null, string? StoryEn = null, bool Gift = false,
        int? SeasonFrom = null, int? SeasonThrough = null, bool Illustrative = false)
    {
        /// <summary>Null is the usual kind of the product set.</summary>
        public ListingKind? Kind { get; init; }
        public IReadOnlyDictionary<LabelField, string> Label { get; init; } = new Dictionary<LabelField, string>();
        public int? MakingDays { get; init; }
        public bool Fragile { get; init; }
    }

    /// <summary>One after the other in one transaction; what a rule refuses is left out and the others are published.</summary>
    /// <param name="on">The day the goods are put out, for catalogues brought in from before; null is today. What has ended since is shown as ended.</param>
    /// <returns>An answer for each item, in order.</returns>
    public async Task<IReadOnlyList<Result<ListingId>>> RunAsync(Actor actor, IReadOnlyList<Item> items, CancellationToken ct, DateOnly? on = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(items);
        return actor.HoldsTheMachine ? await PublishAsync(actor, items, on ?? clock.Today(), ct) : [.. items.Select(_ => (Result<ListingId>)CatalogRefusals.MachineOnly())];
    }

    private async Task<IReadOnlyList<Result<ListingId>>> PublishAsync(Actor actor, IReadOnlyList<Item> items, DateOnly on, CancellationToken ct)
        => (await contexts.InTransactionAsync<IReadOnlyList<Result<ListingId>>>(async db =>
        {
            await db.LockAsync("catalog.publish", ct); // one product, one listing
            var lowStock = await settings.OfAsync(CatalogSettings.LowStock, ct);
            var products = items.Select(i => i.Product).ToList();
            var listed = (await db.Listings.Where(l => products.Contains(l.ProductId)).Select(l => l.ProductId).ToListAsync(ct)).ToHashSet();
            var inForce = await db.InForceAsync(products, on, ct);
            var slugs = await db.FreeSlugsAsync([.. inForce.Values.Select(row => row.ProductName)], ct);

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
                var listing = Make(item, row, slugs(row.ProductName), lowStock);
                listed.Add(item.Product);
                published.Add(listing);
                answers.Add(listing.Id);
                db.Audit(clock, actor, "catalog.listing_published", $"listing:{listing.Id}", after: new { listing.Slug, item.Packings });
            }

            db.Listings.AddRange(published);
            await db.SaveByCopyAsync(ct);
            var ids = published.ConvertAll(l => l.Id);
            await documents.WriteAsync(db, await db.Listings.Where(l => ids.Contains(l.Id)).Select(l => l.No).ToListAsync(ct), ct);
            await StockBook.BeginAsync(db, actor, ids, clock.GetUtcNow(), ct);
            return answers;
        }, ct)).Value;

    private Listing Make(Item item, InForceRow row, string slug, int lowStock)
    {
        var kind = item.Kind ?? LabelRules.KindsOf(row.Set)[0];
        var listing = new Listing(item.Product, new ProducerId(row.ProducerId), slug, kind, clock.GetUtcNow())
        {
            Gift = item.Gift, SeasonFrom = item.SeasonFrom, SeasonThrough = item.SeasonThrough, Illustrative = item.Illustrative,
            MakingDays = item.MakingDays, Fragile = item.Fragile, Cold = LabelRules.IsCold(row.Set),
        };
        listing.Take(ListingContent.Empty(kind) with { StoryVi = item.StoryVi, StoryEn = item.StoryEn, Label = item.Label });
        foreach (var packing in item.Packings)
        {
            listing.Add(packing.Name, packing.Price, packing.Measure, packing.Stock, lowStock);
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

        if (item.Kind is { } kind && !LabelRules.KindsOf(row.Set).Contains(kind))
        {
            return CatalogRefusals.KindNotAllowed(kind);
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

        var foreign = item.Packings.FirstOrDefault(p => !row.Covers(VietnameseText.Fold(p.Name)));
        return foreign is null ? null : CatalogRefusals.PackingNotCertified(foreign.Name, string.Join("; ", row.Packings));
    }
}
