using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Listings;

/// <summary>Sets the packings a product is sold in, with their prices. At once, without review: the certificate says which packings there may be.</summary>
public sealed class PriceListing(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    public const int LongestPacking = 100, MostAmount = 10_000_000;

    public sealed record Packing(string Name, Money Price, Measure Measure);

    /// <param name="Packings">All that are sold, in the order they are shown; others are withdrawn.</param>
    public sealed record Command(Actor Actor, ListingId Listing, IReadOnlyList<Packing> Packings);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var listing = found.Value;
            var row = (await db.InForceAsync([listing.ProductId], clock.Today(), ct)).GetValueOrDefault(listing.ProductId);
            var packings = command.Packings.Select(p => p with { Name = VietnameseText.Clean(p.Name) }).ToList();
            if (WhyNot(packings, listing, row) is { } wrong)
            {
                return wrong;
            }

            var before = Shown(listing);
            Set(listing, packings, await settings.OfAsync(CatalogSettings.LowStock, ct));
            if (Shown(listing) is var after && !after.SequenceEqual(before))
            {
                db.Audit(clock, command.Actor, "catalog.packings_set", listing.Subject(), before: before, after: after);
            }

            return Result.Success;
        }, ct);

    private static void Set(Listing listing, List<Packing> packings, int lowStock)
    {
        foreach (var variant in listing.Variants)
        {
            variant.Withdrawn = true;
        }

        for (var i = 0; i < packings.Count; i++)
        {
            var (packing, key) = (packings[i], VietnameseText.Fold(packings[i].Name));
            var variant = listing.Variants.FirstOrDefault(v => v.PackingKey == key) ?? listing.Add(packing.Name, packing.Price, packing.Measure, stock: 0, lowStock);
            variant.Offer(packing.Name, packing.Price, packing.Measure);
            variant.Position = i;
        }
    }

    /// <param name="row">What a certificate in force says; null when none is, and then only packings that are there already can be kept.</param>
    private static Refusal? WhyNot(List<Packing> packings, Listing listing, InForceRow? row)
    {
        if (packings.Count == 0)
        {
            return CatalogRefusals.NoVariants();
        }

        foreach (var packing in packings)
        {
            var key = VietnameseText.Fold(packing.Name);
            var refusal = key.Length == 0 ? CatalogRefusals.PackingNameMissing()
                : packing.Name.Length > LongestPacking ? CatalogRefusals.TextTooLong(LongestPacking, packing.Name.Length)
                : packing.Price.Dong is < 1 or > PriceText.Highest ? CatalogRefusals.PriceOutOfRange(FormattableString.Invariant($"{packing.Price.Dong}"), PriceText.Highest)
                : packing.Measure.Amount is < 1 or > MostAmount ? CatalogRefusals.MeasureOutOfRange(packing.Name)
                : row is not null && !row.Covers(key) ? CatalogRefusals.PackingNotCertified(packing.Name, string.Join("; ", row.Packings))
                : row is null && !listing.Variants.Any(v => v.PackingKey == key) ? CatalogRefusals.ProductNotInForce(listing.Slug)
                : null;
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return packings.GroupBy(p => VietnameseText.Fold(p.Name)).FirstOrDefault(g => g.Count() > 1) is { } twice ? CatalogRefusals.PackingNamedTwice(twice.Last().Name) : null;
    }

    private static List<object> Shown(Listing listing)
        => [.. listing.Variants.Where(v => !v.Withdrawn).OrderBy(v => v.Position).Select(v => (object)new { v.Packing, Price = v.Price.Dong, v.Amount, v.Unit })];
}
