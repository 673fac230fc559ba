using OcopMarket.Platform;

namespace OcopMarket.Catalog;

/// <summary>Every "no" the catalogue can say.</summary>
internal static class CatalogRefusals
{
    public static Refusal ListingUnknown(string listing) => new("catalog.listing_unknown", listing);

    public static Refusal ProductNotInForce(string product) => new("catalog.product_not_in_force", product);

    public static Refusal PackingNotCertified(string packing, string certified) => new("catalog.packing_not_certified", packing, certified);

    public static Refusal PackingNamedTwice(string packing) => new("catalog.packing_named_twice", packing);

    public static Refusal NoVariants() => new("catalog.no_variants");

    public static Refusal PriceNotPositive(string packing) => new("catalog.price_not_positive", packing);

    public static Refusal AlreadyListed(string product) => new("catalog.already_listed", product);
}
