using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Web.Endpoints;

/// <summary>A page of products on offer.</summary>
/// <param name="Note">A sentence when the search did something beside what was asked.</param>
public sealed record ProductPage(int Total, int Page, int PageSize, IReadOnlyList<ProductItem> Items, ProductFacets Facets, string? Note);

/// <param name="Group">Of the six groups, as in page addresses.</param>
/// <param name="Commune">Code of 5 digits.</param>
/// <param name="Province">As in page addresses.</param>
/// <param name="Place">Commune and province in words.</param>
/// <param name="PriceVnd">Of the cheapest certified packing, those in stock first.</param>
/// <param name="UnitPrice">Đồng a kilogram or litre; null for goods by the piece.</param>
/// <param name="ValidThrough">Last day its certificate is in force.</param>
public sealed record ProductItem(
    Guid Id, string Slug, string Name, int Stars, string CertificateNumber, DateOnly ValidThrough, string Group, int Set, string Producer, string ProducerSlug,
    string Commune, string Province, string Place, long PriceVnd, long ListPriceVnd, DateOnly? PriceThrough, long? UnitPrice, string Packing, string ImageUrl, bool InStock, bool Gift, string Url);

/// <summary>Counts for every choice, the other filters staying as they are.</summary>
public sealed record ProductFacets(IReadOnlyList<Facet> Group, IReadOnlyList<Facet> Stars, IReadOnlyList<Facet> Province, IReadOnlyList<Facet> Price);

public sealed record Facet(string Value, string Label, int Count);

/// <summary>A product on offer with its certified packings.</summary>
public sealed record ProductDetail(ProductItem Product, IReadOnlyList<PackingItem> Packings, string? StoryVi, string? StoryEn, string? PlaceWritten, int? SeasonFrom, int? SeasonThrough);

/// <param name="ListPriceVnd">The ordinary price; more than <paramref name="PriceVnd"/> while a lower one holds.</param>
public sealed record PackingItem(string Packing, long PriceVnd, long ListPriceVnd, long? UnitPrice, bool InStock);

public sealed record Suggestions(IReadOnlyList<SuggestionItem> Items);

/// <param name="Kind">product, producer, place or category.</param>
/// <param name="Hint">What tells it from others of its name; may be empty.</param>
/// <param name="Url">The page it leads to.</param>
public sealed record SuggestionItem(string Kind, string Text, string Hint, string Url);

/// <summary>What the register says about a certificate today.</summary>
/// <param name="ValidThrough">Last day of the written term.</param>
/// <param name="LastDay">Last day truly in force, extension, revocation and replacement counted.</param>
/// <param name="Product">Null for alcohol without <c>adult=true</c>.</param>
/// <param name="OnOffer">Whether the register lets the product be offered today.</param>
/// <param name="Others">Certificates of other issuers with the same number.</param>
public sealed record CertificateAnswer(
    string Number, CertificateState State, int Stars, string? Product, string? Producer, DateOnly ValidFrom, DateOnly ValidThrough, DateOnly LastDay,
    DateOnly? ExtendedTo, DateOnly? RevokedFrom, RevocationGround? RevocationGround, string? RevocationDocument, DateOnly? SupersededFrom,
    string Issuer, AuthorityLevel AuthorityLevel, DateOnly IssuedOn, string? DecisionNumber, DateOnly? DecisionDate, string? OcopCode, int Set, string Group,
    string Commune, string Province, string Place, string? PlaceWritten, IReadOnlyList<string> Packings, bool OnOffer, bool Illustrative, string Url, IReadOnlyList<CertificateAnswer> Others);

/// <summary>Nothing is known of this number; it proves nothing.</summary>
public sealed record UnknownCertificate(string Number, string State, string Message);
