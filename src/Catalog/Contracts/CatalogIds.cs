using OcopMarket.Platform;

namespace OcopMarket.Catalog.Contracts;

public readonly record struct ListingId(Guid Value) : ITypedId<ListingId>
{
    public static ListingId New() => new(Guid.CreateVersion7());

    public static ListingId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One packing of a listing with its price and stock.</summary>
public readonly record struct VariantId(Guid Value) : ITypedId<VariantId>
{
    public static VariantId New() => new(Guid.CreateVersion7());

    public static VariantId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Goods of several producers that an office put together as one gift.</summary>
public readonly record struct GiftBasketId(Guid Value) : ITypedId<GiftBasketId>
{
    public static GiftBasketId New() => new(Guid.CreateVersion7());

    public static GiftBasketId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a producer wants a listing to say next.</summary>
public readonly record struct RevisionId(Guid Value) : ITypedId<RevisionId>
{
    public static RevisionId New() => new(Guid.CreateVersion7());

    public static RevisionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody who received a product says of it.</summary>
public readonly record struct ReviewId(Guid Value) : ITypedId<ReviewId>
{
    public static ReviewId New() => new(Guid.CreateVersion7());

    public static ReviewId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What somebody asks a producer about a product, for all to read once it is answered.</summary>
public readonly record struct QuestionId(Guid Value) : ITypedId<QuestionId>
{
    public static QuestionId New() => new(Guid.CreateVersion7());

    public static QuestionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A lower price of a packing on some days.</summary>
public readonly record struct DatedPriceId(Guid Value) : ITypedId<DatedPriceId>
{
    public static DatedPriceId New() => new(Guid.CreateVersion7());

    public static DatedPriceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
