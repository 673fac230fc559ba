namespace OcopMarket.Promotion.Contracts;

public enum FairChangeKind
{
    Announced,

    /// <summary>Other days, or another place.</summary>
    Moved,
    Postponed,
    Cancelled,

    /// <summary>Was postponed and has days again.</summary>
    Resumed,

    /// <summary>Hours, programme, texts or the days for applications.</summary>
    Edited,
}

/// <summary>Everybody who counts on a fair has to hear of it: it moved, was postponed, cancelled or is on again.</summary>
/// <param name="Sequence">Of the fair after this change; two changes at once are told apart by it.</param>
public sealed record FairChanged(FairId Fair, FairChangeKind Kind, int Sequence);
