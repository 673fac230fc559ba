using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>How a listing is packed and where it is sent: live at once.</summary>
public sealed class PackListing(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    private const int HeaviestGrams = 100_000, LongestMm = 3_000;

    /// <summary>As it is sent, packing and all; null where nobody has weighed or measured it.</summary>
    public sealed record Parcel(VariantId Variant, int? WeightGrams, Dimensions? Size);

    /// <param name="DeliversTo">Codes of provinces; null is the whole country.</param>
    public sealed record Command(Actor Actor, ListingId Listing, bool Fragile, bool Cold, bool Gift, IReadOnlyList<string>? DeliversTo, IReadOnlyList<Parcel> Parcels);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            var (listing, provinces) = (found.Value, command.DeliversTo?.Where(code => areas.FindProvince(code) is not null).Distinct().Order(StringComparer.Ordinal).ToArray());
            if (provinces is { Length: 0 })
            {
                return CatalogRefusals.NoProvinces();
            }

            var before = Shown(listing);
            (listing.Fragile, listing.Cold, listing.Gift, listing.DeliversTo) = (command.Fragile, command.Cold, command.Gift, provinces);
            foreach (var parcel in command.Parcels)
            {
                if (listing.Variants.FirstOrDefault(v => v.Id == parcel.Variant) is not { } variant)
                {
                    return CatalogRefusals.PackingUnknown(parcel.Variant.ToString());
                }

                if (parcel.WeightGrams is < 1 or > HeaviestGrams || (parcel.Size is { } size && new[] { size.Length, size.Width, size.Height }.Any(mm => mm is < 1 or > LongestMm)))
                {
                    return CatalogRefusals.ParcelOutOfRange(variant.Packing);
                }

                (variant.WeightGrams, variant.LengthMm, variant.WidthMm, variant.HeightMm) = (parcel.WeightGrams, parcel.Size?.Length, parcel.Size?.Width, parcel.Size?.Height);
            }

            if (Shown(listing) is var after && after.ToString() != before.ToString())
            {
                db.Audit(clock, command.Actor, "catalog.listing_packed", listing.Subject(), before: before, after: after);
            }

            return Result.Success;
        }, ct);

    private static object Shown(Listing listing) => new
    {
        listing.Fragile, listing.Cold, listing.Gift, To = listing.DeliversTo is { } to ? string.Join(", ", to) : null,
        Parcels = string.Join("; ", listing.Variants.OrderBy(v => v.Position).Select(v => $"{v.Packing}: {v.WeightGrams} g {v.LengthMm}x{v.WidthMm}x{v.HeightMm} mm")),
    };
}
