using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Shipping;

/// <summary>One kind of packing in a parcel, as it is sent.</summary>
/// <param name="Grams">Of one piece, packing and all.</param>
/// <param name="Size">Of one piece; null where nobody has measured it.</param>
public sealed record ShippedGoods(int Quantity, int Grams, Dimensions? Size, bool Cold, bool Fragile, int? MakingDays, IReadOnlyList<string>? DeliversTo, ListingKind Kind)
{
    /// <summary>So many pieces of what is on offer; where its weight was never entered, the usual weight of such a packing.</summary>
    public static ShippedGoods Of(OfferedPacking packing, int quantity)
    {
        ArgumentNullException.ThrowIfNull(packing);
        return new(quantity, packing.WeightGrams is { } grams and > 0 ? grams : ChargeableWeight.UsualGrams(packing.Measure), packing.Size, packing.Cold, packing.Fragile, packing.MakingDays, packing.DeliversTo, packing.Kind);
    }
}

/// <summary>What a producer would send to one place.</summary>
/// <param name="ToCommune">Null while only the province is known.</param>
/// <param name="Value">Of the goods; cash on delivery is charged by it.</param>
public sealed record Shipment(ProducerId Producer, string FromProvince, string FromCommune, string ToProvince, string? ToCommune, IReadOnlyList<ShippedGoods> Goods, Money Value, bool Cod = false);

/// <summary>A way to send it.</summary>
/// <param name="Service">Code of carrier and service, of the producer's own delivery or of picking up.</param>
/// <param name="ChargeableGrams">The greater of weight and volume, in the carrier's steps.</param>
/// <param name="From">First day it may arrive, if it is ordered now; making days, closed days and holidays counted. Of picking up: the day it is ready.</param>
public sealed record ShippingOption(string Service, Money Fee, int ChargeableGrams, DateOnly From, DateOnly Through)
{
    public const string Pickup = "tu-den-lay";

    /// <summary>The producer brings it.</summary>
    public const string Own = "chu-the-giao";

    public bool IsPickup => Service == Pickup;
}

/// <summary>Quotes what sending costs and when it arrives.</summary>
public interface IShippingDesk
{
    /// <summary>The cheapest first, picking up last; empty where nothing goes there.</summary>
    Task<IReadOnlyList<ShippingOption>> QuoteAsync(Shipment shipment, CancellationToken ct);

    /// <summary>The answers in the order of the questions; carts and lists of recipients ask once.</summary>
    Task<IReadOnlyList<IReadOnlyList<ShippingOption>>> QuoteAsync(IReadOnlyList<Shipment> shipments, CancellationToken ct);
}
