using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Contracts;

/// <summary>A packing that can be sold today, with all that ordering has to know of it.</summary>
/// <param name="Price">Of today: a lower one for some days goes before the ordinary one.</param>
/// <param name="Stock">Pieces on the shelf.</param>
/// <param name="DeliversTo">Codes of provinces; null is the whole country.</param>
/// <param name="ValidThrough">Last day the certificate is in force, in Vietnam.</param>
public sealed record OfferedPacking(
    VariantId Variant, ListingId Listing, string Slug, ProductId Product, string ProductName, int Set, ListingKind Kind, string? Picture, bool Gift,
    ProducerId Producer, string ProducerName, string ProducerSlug, string ProvinceCode, string CommuneCode,
    string Packing, Money Price, Measure Measure, int Stock, int? WeightGrams, Dimensions? Size, bool Fragile, bool Cold, IReadOnlyList<string>? DeliversTo, int? MakingDays, int? DailyCapacity,
    CertificateId Certificate, string CertificateNumber, int Stars, DateOnly ValidThrough)
{
    /// <summary>The lower price that holds today; <see cref="Price"/> is this one then.</summary>
    public DatedOffer? Dated { get; init; }

    public Money ListPrice => Dated?.ListPrice ?? Price;

    /// <summary>Pieces that can be sold at <see cref="Price"/>: those on the shelf, as far as the lower price is for so many.</summary>
    public int Purchasable => Math.Min(Stock, Dated?.Left ?? Stock);
}

/// <summary>Why a packing cannot be sold today.</summary>
public enum NotOfferedReason
{
    /// <summary>No certificate covers it, its producer is suspended, or a licence is missing.</summary>
    NotInForce,

    /// <summary>The producer sells it no more, or not now.</summary>
    Paused,

    /// <summary>An officer took it off the shelf.</summary>
    TakenDown,

    /// <summary>It is shown or can be booked, but not put in a basket.</summary>
    NotOrdered,
    Unknown,
}

/// <summary>A packing as somebody's basket knows it, on offer or not.</summary>
/// <param name="Why">Set exactly while <paramref name="Offer"/> is null.</param>
/// <param name="EndedOn">The last day of its last certificate, where that is why.</param>
public sealed record ShelfPacking(
    VariantId Variant, string Slug, string ProductName, int Set, ProducerId Producer, string ProducerName, string Packing, bool Fragile, bool Cold, OfferedPacking? Offer, NotOfferedReason? Why, DateOnly? EndedOn);

/// <summary>Where baskets and orders ask what can be sold today: everything goes through the Offer rule.</summary>
public interface IOfferDesk
{
    /// <summary>As it is now, on offer or not; unknown packings are left out.</summary>
    Task<IReadOnlyDictionary<VariantId, ShelfPacking>> FindAsync(IReadOnlyCollection<VariantId> variants, CancellationToken ct);

    /// <summary>
    /// Inside a sale: locks the packings' rows in id order and everything their offer rests on, then asks the rule. What is answered stays true
    /// until the transaction ends; a revocation that was committed before is seen, a later one waits.
    /// </summary>
    Task<IReadOnlyDictionary<VariantId, ShelfPacking>> HoldAsync(MarketDbContext db, IReadOnlyCollection<VariantId> variants, CancellationToken ct);

    /// <summary>Present and coming days on which the producers are closed, both ends included.</summary>
    Task<ILookup<ProducerId, (DateOnly From, DateOnly Through)>> ClosedDaysAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct);
}
