namespace OcopMarket.Ordering.Contracts;

/// <summary>How a producer is paid; the market never holds the money.</summary>
public enum PaymentMethod
{
    /// <summary>Cash to the carrier at the door. Off for alcohol (Law 44/2019/QH14) and for gifts to somebody else.</summary>
    Cod,

    /// <summary>A bank transfer straight to the producer's account.</summary>
    VietQr,

    /// <summary>Through a licensed provider (Stripe); off until the operator switches it on.</summary>
    Card,
}

/// <summary>Where a parcel stands (DESIGN, State machines).</summary>
public enum ParcelState
{
    AwaitingPayment,

    /// <summary>Sold: paid, or to be paid at the door.</summary>
    Placed,

    /// <summary>The producer has accepted it.</summary>
    Confirmed,
    Packed,
    HandedOver,
    Delivered,

    /// <summary>Delivered, and the days for returning it are over.</summary>
    Closed,
    Cancelled,

    /// <summary>Came back undelivered, or everything in it was sent back.</summary>
    Returned,
    Refunded,
}

public enum PaymentState
{
    Pending,
    Paid,
    Failed,
    Expired,
    PartiallyRefunded,
    Refunded,
}

/// <summary>What is being celebrated.</summary>
public enum Occasion
{
    Tet,
    MidAutumn,
    Wedding,
    Conference,
    Thanks,
    Birthday,
    TeachersDay,
    WomensDay,
    Other,
}
