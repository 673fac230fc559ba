using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

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

    private const string BoothPrefix = "tai-gian-hang:";

    public bool IsPickup => Service == Pickup;

    /// <summary>Where it is fetched, when that is at a fair; null else.</summary>
    public BoothPlace? Booth { get; init; }

    /// <summary>The buyer comes for it, to the producer or to a booth.</summary>
    public bool IsFetched => IsPickup || Booth is not null;

    /// <summary>Code of collecting at the producer's booth at a fair.</summary>
    public static string AtBooth(FairId fair) => BoothPrefix + fair.Value.ToString("N");

    /// <summary>The fair at whose booth goods of this way are collected; null for every other way.</summary>
    public static FairId? FairOf(string? service)
        => service?.StartsWith(BoothPrefix, StringComparison.Ordinal) is true && Guid.TryParseExact(service[BoothPrefix.Length..], "N", out var id) ? new FairId(id) : null;

    /// <summary>Of what is collected at a fair the days that the buyer wants; null when the fair is not open on any of them. Other ways come when they come.</summary>
    public ShippingOption? Within(DateOnly? from, DateOnly? through)
    {
        if (Booth is not { } booth || from is null)
        {
            return this;
        }

        var days = booth.Days.Select(d => d.Day).Where(d => d >= From && d <= Through && d >= from && d <= (through ?? from)).ToList();
        return days.Count == 0 ? null : this with { From = days[0], Through = days[^1] };
    }
}

/// <summary>Quotes what sending costs and when it arrives.</summary>
public interface IShippingDesk
{
    /// <summary>The cheapest first, picking up last; empty where nothing goes there.</summary>
    Task<IReadOnlyList<ShippingOption>> QuoteAsync(Shipment shipment, CancellationToken ct);

    /// <summary>The answers in the order of the questions; carts and lists of recipients ask once.</summary>
    Task<IReadOnlyList<IReadOnlyList<ShippingOption>>> QuoteAsync(IReadOnlyList<Shipment> shipments, CancellationToken ct);
}
