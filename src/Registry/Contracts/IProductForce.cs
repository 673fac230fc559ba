using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>Why a product is not covered on one of some days.</summary>
public enum ForceGap
{
    NeverCertified,

    /// <summary>Its certificate begins later.</summary>
    NotYet,

    /// <summary>Its certificate ends before, and no other follows.</summary>
    Ends,
    Revoked,

    /// <summary>Its producer is suspended.</summary>
    Suspended,

    /// <summary>A certificate is there, a licence that the law asks for is not.</summary>
    LicenceMissing,
}

/// <summary>A product, and whether the registry covers it on each of some days.</summary>
/// <param name="Number">Of the certificate in force on the first of the days, as are the stars and the last day; null without one.</param>
/// <param name="Gap">Null when every day is covered.</param>
/// <param name="GapDay">The day that says most: the last day covered, the first day of what begins later, the first day of a revocation.</param>
public sealed record ProductForce(
    ProductId Product, string Name, int Set, string CommuneCode, string ProvinceCode, ProducerId Producer, string? Number, int? Stars, DateOnly? Through, ForceGap? Gap, DateOnly? GapDay);

/// <summary>A product and the days on which it is to be in force.</summary>
public readonly record struct ForceDays(ProductId Product, DateOnly From, DateOnly Through);

/// <summary>Whether products are in force on every day of a time, such as that of a fair: the rule of <c>registry.in_force</c>, asked of each day.</summary>
public interface IProductForce
{
    /// <summary>Unknown products are left out.</summary>
    Task<IReadOnlyDictionary<ProductId, ProductForce>> OfAsync(IReadOnlyCollection<ProductId> products, DateOnly from, DateOnly through, CancellationToken ct);

    /// <summary>Each product over days of its own, in one question; unknown ones are left out.</summary>
    Task<IReadOnlyDictionary<ForceDays, ProductForce>> OfEachAsync(IReadOnlyCollection<ForceDays> asked, CancellationToken ct);

    /// <summary>Everything the producer ever had certified, by name.</summary>
    Task<IReadOnlyList<ProductForce>> OfProducerAsync(ProducerId producer, DateOnly from, DateOnly through, CancellationToken ct);
}
