namespace OcopMarket.Ordering.Contracts;

/// <summary>Why pieces of a parcel are cancelled or taken back; stored by name, pages have the words.</summary>
public enum ReduceReason
{
    // the buyer's
    ChangedMind,
    OrderedWrong,
    TooLate,

    /// <summary>The fair at which it was to be collected moved, or is off.</summary>
    FairChanged,

    // the producer's, before it leaves
    SoldOut,
    DamagedBefore,
    CannotShip,
    ShopClosed,
    CertificateEnded,

    /// <summary>The buyer gave no answer to what the producer offered instead.</summary>
    NoAnswer,

    // after it has left
    Undelivered,
    ArrivedDamaged,
    Spoiled,
    WrongGoods,
    Missing,
    NotAsDescribed,
}

public static class ReduceReasons
{
    /// <summary>What buyers may choose while nothing has left.</summary>
    public static IReadOnlyList<ReduceReason> OfCancelling { get; } = [ReduceReason.ChangedMind, ReduceReason.OrderedWrong, ReduceReason.TooLate];

    /// <summary>What buyers may choose where the fair changed, until it has left.</summary>
    public static IReadOnlyList<ReduceReason> OfCancellingAtFair { get; } = [ReduceReason.FairChanged, .. OfCancelling];

    /// <summary>What producers may choose while nothing has left.</summary>
    public static IReadOnlyList<ReduceReason> OfNotSending { get; } = [ReduceReason.SoldOut, ReduceReason.DamagedBefore, ReduceReason.CannotShip, ReduceReason.ShopClosed, ReduceReason.CertificateEnded];

    /// <summary>What buyers and receivers may choose once it has arrived.</summary>
    public static IReadOnlyList<ReduceReason> OfReturning { get; } =
        [ReduceReason.ArrivedDamaged, ReduceReason.Spoiled, ReduceReason.WrongGoods, ReduceReason.Missing, ReduceReason.NotAsDescribed, ReduceReason.ChangedMind];

    /// <summary>Whether the pieces can be sold to somebody else: what is sold out, broken or without certificate does not go back to the shelf.</summary>
    public static bool LeavesGoods(this ReduceReason reason) => reason is not (ReduceReason.SoldOut or ReduceReason.DamagedBefore or ReduceReason.CertificateEnded);
}
