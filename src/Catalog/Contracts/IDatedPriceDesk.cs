using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Contracts;

/// <summary>Who bears the difference between the ordinary price and a lower one.</summary>
public enum PricePayerKind
{
    /// <summary>The producer itself: it gets less.</summary>
    Producer,
    Organiser,
    Office,
    Sponsor,
}

/// <param name="Name">Null exactly where the producer pays itself.</param>
public sealed record PricePayer(PricePayerKind Kind, string? Name);

/// <summary>Why a dated price ended before its last day.</summary>
public enum DatedPriceEnd
{
    /// <summary>Its producer took it back.</summary>
    TakenBack,

    /// <summary>The office of the fair ended it, or did not confirm its payer.</summary>
    ByOffice,
    FairCancelled,
    FairPostponed,

    /// <summary>The fair moved, and its new days leave no room for it.</summary>
    FairMoved,

    /// <summary>Its producer has no place at the fair any more.</summary>
    PlaceLost,
}

/// <summary>The fair that a price belongs to, as it was when the price was set.</summary>
public sealed record PricedFair(Guid Id, string Slug, string Name, string? NameEn, int Sequence);

/// <param name="Through">Last day, in Vietnam.</param>
/// <param name="MostPieces">So many are sold at this price; null where there is no end, which only a producer that pays itself may say.</param>
public sealed record DatedPriceDraft(VariantId Variant, ProducerId Producer, Money Price, DateOnly From, DateOnly Through, PricePayer Payer, int? MostPieces, PricedFair Fair);

/// <summary>A dated price in force, beside what is on offer.</summary>
/// <param name="ListPrice">The ordinary price.</param>
/// <param name="PerPiece">What the payer bears of one piece.</param>
/// <param name="Left">Pieces that can still be sold at it; null is no end.</param>
public sealed record DatedOffer(
    DatedPriceId Id, Money ListPrice, Money PerPiece, DateOnly Through, PricePayer Payer, int? Left, Guid Fair, string FairSlug, string FairName, string? FairNameEn);

/// <summary>A dated price in the lists of those who deal with it.</summary>
/// <param name="ListPrice">Of today; what the payer bears never exceeds <paramref name="PerPiece"/>.</param>
/// <param name="Sold">Pieces of confirmed purchases, less those cancelled before they left.</param>
public sealed record DatedPriceRow(
    DatedPriceId Id, Guid Fair, ProducerId Producer, VariantId Variant, string Product, string Packing, Money ListPrice, Money Price, Money PerPiece, DateOnly From, DateOnly Through, PricePayer Payer, int? MostPieces, int Sold,
    DateTimeOffset SetAt, bool Confirmed, DateTimeOffset? EndedAt, DatedPriceEnd? EndedBecause, string? Reason)
{
    /// <summary>It may still come to count, or counts.</summary>
    public bool IsOpen(DateOnly today) => EndedAt is null && Through >= today;

    public bool Counts(DateOnly today) => Confirmed && EndedAt is null && From <= today && today <= Through && (MostPieces is not { } most || Sold < most);
}

/// <summary>A price with another payer than its producer, for whoever has to say yes to it.</summary>
public sealed class PaidPrice
{
    public Guid Id { get; init; }
    public Guid Fair { get; init; }

    /// <summary>Product and packing.</summary>
    public string Goods { get; init; } = "";
    public DateTimeOffset SetAt { get; init; }

    /// <summary>Nobody has said yes, it has not ended, and its last day is still to come.</summary>
    public bool Waits { get; init; }
}

/// <summary>A packing that a price can be set for.</summary>
public sealed record PricedPacking(VariantId Variant, ProductId Product, string ProductName, string Packing, Money ListPrice);

/// <summary>
/// Keeps prices for some days, in the caller's transaction; who may set, confirm or end one is the caller's question. Everything here waits
/// for the packing's row, as sales do, so that what a sale has read stays true until it is made.
/// </summary>
public interface IDatedPriceDesk
{
    /// <summary>Lower than the ordinary price, within the law's limit, and the only one of its packing on each of its days.</summary>
    Task<Result<DatedPriceId>> SetAsync(MarketDbContext db, Actor actor, DatedPriceDraft draft, CancellationToken ct);

    /// <summary>Whoever answers for the payer says yes: from now on it counts on its days.</summary>
    Task<Result> ConfirmAsync(MarketDbContext db, Actor actor, DatedPriceId price, CancellationToken ct);

    Task<Result> EndAsync(MarketDbContext db, Actor actor, DatedPriceId price, DatedPriceEnd because, string? reason, CancellationToken ct);

    /// <summary>All of a fair that still count or may come to, or those of one producer there.</summary>
    Task EndAllAsync(MarketDbContext db, Actor actor, Guid fair, ProducerId? producer, DatedPriceEnd because, CancellationToken ct);

    /// <summary>The fair has other days from this change on; said again it does nothing.</summary>
    /// <param name="days">How many it began later than before.</param>
    Task MoveAsync(MarketDbContext db, Actor actor, Guid fair, int sequence, int days, DateOnly from, DateOnly through, CancellationToken ct);

    /// <summary>Inside a sale, after the packings are held: counts the pieces, all or none.</summary>
    Task<Result> TakeAsync(MarketDbContext db, IReadOnlyCollection<(DatedPriceId Price, int Pieces)> sold, CancellationToken ct);

    /// <summary>Pieces that were counted and did not leave the house.</summary>
    Task GiveBackAsync(MarketDbContext db, IReadOnlyCollection<(DatedPriceId Price, int Pieces)> back, CancellationToken ct);

    /// <summary>Of a fair, or of one producer there; those that are over too.</summary>
    Task<IReadOnlyList<DatedPriceRow>> OfFairAsync(Guid fair, ProducerId? producer, CancellationToken ct);

    Task<DatedPriceRow?> FindAsync(DatedPriceId price, CancellationToken ct);

    /// <summary>Those that somebody else than the producer pays for, whether or not they still wait for a yes; composed further.</summary>
    IQueryable<PaidPrice> PaidIn(MarketDbContext db);

    /// <summary>What is sold of these products, in packings that are on the shelf.</summary>
    Task<IReadOnlyList<PricedPacking>> PackingsAsync(ProducerId producer, IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
