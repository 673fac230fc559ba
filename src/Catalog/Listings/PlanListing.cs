using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

/// <summary>Stock, making days, season and capacity of a listing: live at once.</summary>
public sealed class PlanListing
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StockBook _book;
    private readonly TimeProvider _clock;

    internal PlanListing(IDbContextFactory<MarketDbContext> contexts, StockBook book, TimeProvider clock) => (_contexts, _book, _clock) = (contexts, book, clock);

    /// <param name="Low">At this many or fewer the producer is told.</param>
    public sealed record Shelf(StockCount Count, int Low);

    /// <param name="SeasonFrom">First month, 1 to 12; null with <paramref name="SeasonThrough"/> is all year.</param>
    public sealed record Command(
        Actor Actor, ListingId Listing, IReadOnlyList<Shelf> Shelves, int? MakingDays, int? DailyCapacity, int? SeasonFrom, int? SeasonThrough,
        StockReason Reason = StockReason.Counted, string? Note = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            var found = await db.ListingForChangeAsync(command.Actor, command.Listing, ct);
            if ((found.Refusal ?? WhyNot(command)) is { } refusal)
            {
                return refusal;
            }

            var listing = found.Value;
            var before = Shown(listing);
            (listing.MakingDays, listing.DailyCapacity, listing.SeasonFrom, listing.SeasonThrough) = (command.MakingDays, command.DailyCapacity, command.SeasonFrom, command.SeasonThrough);
            foreach (var shelf in command.Shelves)
            {
                if (listing.Variants.FirstOrDefault(v => v.Id == shelf.Count.Variant) is not { } variant)
                {
                    return CatalogRefusals.PackingUnknown(shelf.Count.Variant.ToString());
                }

                variant.LowStock = shelf.Low;
            }

            if (Shown(listing) is var after && after.ToString() != before.ToString())
            {
                db.Audit(_clock, command.Actor, "catalog.listing_planned", listing.Subject(), before: before, after: after);
            }

            await db.SaveChangesAsync(ct); // before the ledger writes to the same rows
            return await ChangeStock.CountAsync(db, _book, new(command.Actor, [.. command.Shelves.Select(s => s.Count)], command.Reason, command.Note), ct);
        }, ct);

    private static Refusal? WhyNot(Command command)
        => command.MakingDays is < 0 or > Listing.MostMakingDays ? CatalogRefusals.DaysOutOfRange(Listing.MostMakingDays)
        : command.DailyCapacity is < 1 or > Listing.MostCapacity ? CatalogRefusals.CapacityOutOfRange(Listing.MostCapacity)
        : command.SeasonFrom is null != command.SeasonThrough is null || command.SeasonFrom is < 1 or > 12 || command.SeasonThrough is < 1 or > 12 ? CatalogRefusals.SeasonIncomplete()
        : command.Shelves.FirstOrDefault(s => s.Low is < 0 or > PriceText.MostStock) is { } wrong ? CatalogRefusals.StockOutOfRange(FormattableString.Invariant($"{wrong.Low}"), PriceText.MostStock)
        : null;

    private static object Shown(Listing listing)
        => new { listing.MakingDays, listing.DailyCapacity, listing.SeasonFrom, listing.SeasonThrough, Low = string.Join(", ", listing.Variants.OrderBy(v => v.Position).Select(v => v.LowStock)) };
}
