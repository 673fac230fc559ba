using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>A product that a certificate covers today and that may be called OCOP.</summary>
/// <param name="ValidThrough">Last day the certificate is in force, in Vietnam.</param>
public sealed record CertifiedGoods(
    ProductId Product, string Name, int Set, ProducerId Producer, string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode, string CertificateNumber, int Stars, DateOnly ValidThrough);

/// <summary>Which goods may be called OCOP today, whether or not anybody sells them here: for shelves outside of the market.</summary>
public interface IGoodsInForce
{
    /// <summary>What is not in force is left out.</summary>
    Task<IReadOnlyDictionary<ProductId, CertifiedGoods>> FindAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);

    /// <summary>By words of product and producer or by a certificate's number, with or without tones; those of the province first.</summary>
    Task<IReadOnlyList<CertifiedGoods>> SearchAsync(string words, string? provinceCode, int take, CancellationToken ct);

    /// <summary>Of any of the sets, with so many stars at least, by producer and name.</summary>
    /// <param name="producers">Null is everybody's.</param>
    Task<IReadOnlyList<CertifiedGoods>> OfSetsAsync(IReadOnlyCollection<int> sets, int stars, IReadOnlyCollection<ProducerId>? producers, CancellationToken ct);

    /// <summary>Names of products in force or not, for lists of what has ended.</summary>
    Task<IReadOnlyDictionary<ProductId, string>> NamesAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct);
}
