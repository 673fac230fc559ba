using OcopMarket.Platform;

namespace OcopMarket.Ordering.Contracts;

/// <summary>A purchase was confirmed: its goods are taken off the shelf.</summary>
public sealed record PurchasePlaced(PurchaseId Purchase);

/// <summary>A producer's share of a purchase has been paid, or is to be paid at the door: its parcels are sold.</summary>
public sealed record PaymentSettled(PaymentId Payment, PurchaseId Purchase, ProducerId Producer);

/// <summary>A producer's share of a purchase was not paid in time: its parcels are cancelled, its goods are back on the shelf.</summary>
public sealed record PaymentExpired(PaymentId Payment, PurchaseId Purchase, ProducerId Producer);

/// <summary>A parcel came to a new state.</summary>
public sealed record ParcelMoved(ParcelId Parcel, PurchaseId Purchase, ProducerId Producer, ParcelState From, ParcelState To);

/// <summary>A receiver was asked for an address, reminded, or answered.</summary>
public sealed record AddressAskMoved(Guid Ask, AddressNews News);

/// <summary>What givers and receivers are told of such a question.</summary>
public enum AddressNews
{
    Asked,
    Reminded,

    /// <summary>Its last day came without an answer.</summary>
    Overdue,
    Given,

    /// <summary>The answer lies where sending costs more than was paid.</summary>
    OutOfZone,
}

/// <summary>Lines of a parcel were cancelled or taken back.</summary>
public sealed record ParcelReduced(ParcelId Parcel, PurchaseId Purchase, ProducerId Producer, RefundId? Refund);
