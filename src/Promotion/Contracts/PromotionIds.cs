using OcopMarket.Platform;

namespace OcopMarket.Promotion.Contracts;

public readonly record struct FairId(Guid Value) : ITypedId<FairId>
{
    public static FairId New() => new(Guid.CreateVersion7());

    public static FairId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a producer sends in to take part in a fair.</summary>
public readonly record struct FairApplicationId(Guid Value) : ITypedId<FairApplicationId>
{
    public static FairApplicationId New() => new(Guid.CreateVersion7());

    public static FairApplicationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A numbered place on a fair's plan.</summary>
public readonly record struct BoothId(Guid Value) : ITypedId<BoothId>
{
    public static BoothId New() => new(Guid.CreateVersion7());

    public static BoothId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A live session of a fair.</summary>
public readonly record struct FairSessionId(Guid Value) : ITypedId<FairSessionId>
{
    public static FairSessionId New() => new(Guid.CreateVersion7());

    public static FairSessionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A place that shows and sells OCOP products.</summary>
public readonly record struct SalesPointId(Guid Value) : ITypedId<SalesPointId>
{
    public static SalesPointId New() => new(Guid.CreateVersion7());

    public static SalesPointId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A business that buys on the supply–demand board.</summary>
public readonly record struct BusinessBuyerId(Guid Value) : ITypedId<BusinessBuyerId>
{
    public static BusinessBuyerId New() => new(Guid.CreateVersion7());

    public static BusinessBuyerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a business wants to buy.</summary>
public readonly record struct BuyerNeedId(Guid Value) : ITypedId<BuyerNeedId>
{
    public static BuyerNeedId New() => new(Guid.CreateVersion7());

    public static BuyerNeedId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a producer offers for a need.</summary>
public readonly record struct NeedOfferId(Guid Value) : ITypedId<NeedOfferId>
{
    public static NeedOfferId New() => new(Guid.CreateVersion7());

    public static NeedOfferId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
