using OcopMarket.Platform;

namespace OcopMarket.Ordering.Contracts;

public readonly record struct CartId(Guid Value) : ITypedId<CartId>
{
    public static CartId New() => new(Guid.CreateVersion7());

    public static CartId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Somebody who shall get something of a cart.</summary>
public readonly record struct RecipientId(Guid Value) : ITypedId<RecipientId>
{
    public static RecipientId New() => new(Guid.CreateVersion7());

    public static RecipientId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What one buyer confirmed at one moment.</summary>
public readonly record struct PurchaseId(Guid Value) : ITypedId<PurchaseId>
{
    public static PurchaseId New() => new(Guid.CreateVersion7());

    public static PurchaseId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What one producer sends to one recipient of a purchase.</summary>
public readonly record struct ParcelId(Guid Value) : ITypedId<ParcelId>
{
    public static ParcelId New() => new(Guid.CreateVersion7());

    public static ParcelId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>A packing in a parcel with its price and its shares.</summary>
public readonly record struct ParcelLineId(Guid Value) : ITypedId<ParcelLineId>
{
    public static ParcelLineId New() => new(Guid.CreateVersion7());

    public static ParcelLineId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>What a purchase owes one producer by one method.</summary>
public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static PaymentId New() => new(Guid.CreateVersion7());

    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct RefundId(Guid Value) : ITypedId<RefundId>
{
    public static RefundId New() => new(Guid.CreateVersion7());

    public static RefundId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VoucherId(Guid Value) : ITypedId<VoucherId>
{
    public static VoucherId New() => new(Guid.CreateVersion7());

    public static VoucherId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Somebody in a member's address book.</summary>
public readonly record struct SavedAddressId(Guid Value) : ITypedId<SavedAddressId>
{
    public static SavedAddressId New() => new(Guid.CreateVersion7());

    public static SavedAddressId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Paper, box or basket a producer packs gifts in.</summary>
public readonly record struct WrapId(Guid Value) : ITypedId<WrapId>
{
    public static WrapId New() => new(Guid.CreateVersion7());

    public static WrapId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Gifts that a company plans for many people.</summary>
public readonly record struct CorporateOrderId(Guid Value) : ITypedId<CorporateOrderId>
{
    public static CorporateOrderId New() => new(Guid.CreateVersion7());

    public static CorporateOrderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
