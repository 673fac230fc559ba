using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Contracts;

/// <summary>A product that can be had today, by its cheapest packing.</summary>
/// <param name="ValidThrough">Last day the certificate is in force, in Vietnam.</param>
/// <param name="Picture">As the listing keeps it.</param>
public sealed record OfferedProduct(
    ProductId Product, string Slug, string Name, int Set, int Stars, string CertificateNumber, DateOnly ValidThrough, Money Price, string Packing, string? Picture, ListingKind Kind)
{
    public required bool InStock { get; init; }

    /// <summary>On offer, and nothing has to be waited for: what is booked with its producer lies on no shelf.</summary>
    public bool CanBeHad => InStock || !Kind.CanBeOrdered();
}

/// <summary>Where other modules ask which of some products are on offer today, and at what price: the Offer rule, asked at each call.</summary>
public interface IOfferedProducts
{
    /// <summary>What is not on offer is left out.</summary>
    Task<IReadOnlyDictionary<ProductId, OfferedProduct>> OfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
