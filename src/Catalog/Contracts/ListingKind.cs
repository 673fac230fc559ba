namespace OcopMarket.Catalog.Contracts;

/// <summary>How a listed product can be had; the product set decides which kinds are allowed (<c>Labels/set-kinds.csv</c>).</summary>
public enum ListingKind
{
    /// <summary>Sent by post or carrier.</summary>
    Parcel,

    /// <summary>Fetched from the producer: live animals, bonsai.</summary>
    Pickup,

    /// <summary>Booked or asked for, nothing to put in a basket: tourism.</summary>
    Contact,

    /// <summary>Shown, never sold here: medicine.</summary>
    Information,
}

public static class ListingKinds
{
    /// <summary>Whether it can go into a basket.</summary>
    public static bool CanBeOrdered(this ListingKind kind) => kind is ListingKind.Parcel or ListingKind.Pickup;
}
