using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Carts;

/// <summary>What became of a line since its buyer last saw it.</summary>
[Flags]
public enum CartNews
{
    None = 0,
    Price = 1,

    /// <summary>The product is sold by a newer certificate.</summary>
    Certificate = 2,

    /// <summary>Fewer pieces are on the shelf, or to be had at this price, than the cart wants.</summary>
    Fewer = 4,
    SoldOut = 8,
    NotOnOffer = 16,
}

/// <summary>A line of a cart as it stands at this moment.</summary>
/// <param name="Offer">What can be sold now; null while nothing can, and <paramref name="Why"/> says the reason.</param>
/// <param name="EndedOn">The last day of its last certificate, where that is why.</param>
public sealed record CartLineView(
    VariantId Variant, string Slug, string ProductName, int Set, string Packing, int Quantity, Money SeenPrice, string SeenCertificate,
    OfferedPacking? Offer, NotOfferedReason? Why, DateOnly? EndedOn)
{
    /// <summary>The booth at which it was put in, while its fair is on.</summary>
    public BoothPlace? Booth { get; init; }

    /// <summary>Pieces that can be bought: those wanted, as far as the shelf holds them.</summary>
    public int Available => Offer is null ? 0 : Math.Min(Quantity, Offer.Purchasable);

    public Money Sum => Offer is null ? Money.Zero : Offer.Price * Available;

    public CartNews News => Offer is not { } offer ? CartNews.NotOnOffer
        : (offer.Stock == 0 ? CartNews.SoldOut : offer.Purchasable < Quantity ? CartNews.Fewer : CartNews.None)
            | (offer.Price != SeenPrice ? CartNews.Price : CartNews.None)
            | (offer.CertificateNumber != SeenCertificate ? CartNews.Certificate : CartNews.None);
}

/// <summary>How a producer's goods could travel to the province in question.</summary>
/// <param name="Options">The cheapest first; empty where nothing goes there.</param>
/// <param name="Chosen">The buyer's choice, else the cheapest that brings the goods.</param>
/// <param name="OneMoreIsFree">Another piece would not raise the fee.</param>
public sealed record CartDelivery(IReadOnlyList<ShippingOption> Options, ShippingOption? Chosen, bool OneMoreIsFree)
{
    public ShippingOption? Pickup => Options.FirstOrDefault(o => o.IsPickup);
}

/// <summary>What of a cart comes from one producer.</summary>
/// <param name="Origin">Something on offer, for the producer's address and place; null while nothing of the producer can be bought.</param>
/// <param name="Delivery">Null until a province is known.</param>
public sealed record CartGroup(ProducerId Producer, string Name, OfferedPacking? Origin, IReadOnlyList<CartLineView> Lines, CartDelivery? Delivery)
{
    public Money Goods => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Sum);

    /// <summary>Whether there is anything to send.</summary>
    public bool CanBeBought => Lines.Any(l => l.Available > 0);
}

/// <summary>A cart as its buyer sees it. Nothing that may not be sold today counts in a sum.</summary>
/// <param name="HiddenForAge">Lines with alcohol, kept back until the visitor says to be 18; no sum counts them.</param>
/// <param name="Recipients">How many people get it; quantities and sums are for one of them.</param>
public sealed record CartView(CartPurpose Purpose, IReadOnlyList<CartGroup> Groups, int HiddenForAge, int Recipients)
{
    public static CartView Empty { get; } = new(CartPurpose.Own, [], 0, 0);

    public IEnumerable<CartLineView> Lines => Groups.SelectMany(g => g.Lines);

    public IReadOnlyList<CartLineView> Changed => [.. Lines.Where(l => l.News is not CartNews.None)];

    public bool IsEmpty => Groups.Count == 0 && HiddenForAge == 0;

    public Money Goods => Groups.Aggregate(Money.Zero, (sum, group) => sum + group.Goods);

    /// <summary>Of all producers; null while it is not known for every one of them.</summary>
    public Money? Shipping => Groups.Where(g => g.CanBeBought).Select(g => g.Delivery?.Chosen?.Fee)
        .Aggregate((Money?)Money.Zero, (sum, fee) => sum is { } so && fee is { } one ? so + one : null);

    public Money Total => Goods + (Shipping ?? Money.Zero);

    public bool CanBeBought => Groups.Any(g => g.CanBeBought);
}
