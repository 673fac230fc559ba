using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Purchases;

/// <summary>Every "no" that can meet purchases and their parcels.</summary>
internal static class PurchaseRefusals
{
    /// <summary>Unknown, or somebody else's: both say the same.</summary>
    public static Refusal ParcelUnknown() => new("ordering.parcel_unknown");

    /// <summary>Nothing to print: only gifts have a card.</summary>
    public static Refusal NoGiftAmongParcels() => new("ordering.no_gift_among_parcels");

    public static Refusal ParcelsTooMany(int most) => new("ordering.parcels_too_many", most);

    public static Refusal TrackingTooLong(int longest) => new("ordering.tracking_too_long", longest);

    public static Refusal ParcelWrongState(string parcel, ParcelState state) => new("ordering.parcel_wrong_state", parcel, state);

    public static Refusal AddressAwaited(string parcel) => new("ordering.address_awaited", parcel);

    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal PurchaseUnknown() => new("ordering.purchase_unknown");

    public static Refusal PurchaseNotYours() => new("ordering.purchase_not_yours");
}
