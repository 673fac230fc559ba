using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>One item of a basket as it stands at this moment.</summary>
public sealed record BasketItem(ShelfPacking Shelf, int Pieces)
{
    /// <summary>What can be sold and sent now; a basket holds nothing that has to be fetched.</summary>
    public OfferedPacking? Offer => Shelf.Offer is { Kind: ListingKind.Parcel } offer ? offer : null;

    /// <summary>Whether the shelf holds what so many baskets need.</summary>
    public bool CanBeSold(int baskets = 1) => Offer is { } offer && offer.Purchasable >= (long)Pieces * baskets;

    public Money Sum => Offer is { } offer ? offer.Price * Pieces : Money.Zero;
}

/// <summary>What is in a basket, each item asked of the Offer rule; whatever may not be sold counts in no sum.</summary>
/// <param name="HiddenForAge">Items with alcohol, neither named nor counted before the visitor says to be 18.</param>
/// <param name="Gone">Items that the market does not know any more.</param>
public sealed record BasketContents(IReadOnlyList<BasketItem> Items, int HiddenForAge, int Gone)
{
    public IReadOnlyList<BasketItem> Sold => [.. Items.Where(i => i.CanBeSold())];

    public IReadOnlyList<BasketItem> Missing => [.. Items.Where(i => !i.CanBeSold())];

    /// <summary>Whether all of it can be bought as it was put together.</summary>
    public bool IsWhole => HiddenForAge + Gone == 0 && Items.Count > 0 && Missing.Count == 0;

    /// <summary>Of what can be sold.</summary>
    public Money Price => Sold.Aggregate(Money.Zero, (sum, item) => sum + item.Sum);

    /// <summary>Who sends: each makes a parcel for each recipient.</summary>
    public int Producers => Sold.DistinctBy(i => i.Shelf.Producer).Count();

    /// <summary>So many baskets the shelves hold.</summary>
    public int Available => Sold.Count == 0 ? 0 : Sold.Min(i => i.Offer!.Purchasable / i.Pieces);

    internal static BasketContents Of(IReadOnlyCollection<StockLine> lines, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, bool adult)
    {
        var known = lines.Where(l => shelf.ContainsKey(l.Variant)).Select(l => new BasketItem(shelf[l.Variant], l.Quantity)).ToList();
        var shown = known.FindAll(i => adult || !ProductSets.Get(i.Shelf.Set).Adult);
        return new(shown, known.Count - shown.Count, lines.Count - known.Count);
    }
}
