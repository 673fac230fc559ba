using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

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

/// <summary>The giver cancelled pieces before they were packed.</summary>
public sealed record PiecesCancelled(ParcelId Parcel, PurchaseId Purchase, ProducerId Producer, RefundId? Refund);

/// <summary>A producer cannot send a parcel as ordered and proposes something else.</summary>
public sealed record ProposalMade(Guid Proposal);

/// <summary>The giver answered, or let the time pass.</summary>
public sealed record ProposalAnswered(Guid Proposal);

/// <summary>The giver changed who gets a parcel, or where.</summary>
public sealed record RecipientChanged(ParcelId Parcel, PurchaseId Purchase, ProducerId Producer);

/// <summary>A refund has been sent to the buyer.</summary>
public sealed record RefundDone(RefundId Refund, ParcelId Parcel, PurchaseId Purchase, ProducerId Producer);

/// <summary>Somebody asks for the address of an order, by its number and the buyer's address or telephone number; there may be no such order.</summary>
public sealed record OrderLinkAsked(string Number, string? Email, string? Phone);

/// <summary>A request to give goods back was made or came to a new state.</summary>
public sealed record ReturnMoved(Guid Return);

/// <summary>What happened in a complaint.</summary>
public enum ComplaintTurn
{
    Filed,

    /// <summary>Whoever complains wrote again.</summary>
    Written,

    /// <summary>The producer wrote.</summary>
    Answered,
    ToOffice,
    Decided,
    Settled,
}

public sealed record ComplaintMoved(Guid Complaint, ComplaintTurn Turn);

/// <summary>A purchase holds a product that no certificate covered that day.</summary>
public sealed record WrongSaleFound(PurchaseId Purchase, ProductId Product);

/// <summary>A company began to plan gifts and wants the address of its page.</summary>
public sealed record CorporateOrderBegun(CorporateOrderId Order);

/// <summary>Somebody is asked whether a quotation is approved.</summary>
public sealed record ApprovalAsked(Guid Approval);

/// <summary>The answer came; an approval has made a purchase.</summary>
public sealed record ApprovalGiven(Guid Approval);

/// <summary>A fair at which a parcel is to be collected has other days, or the parcel cannot be collected there any more.</summary>
public sealed record CollectionMoved(ParcelId Parcel, PurchaseId Purchase, ProducerId Producer);
