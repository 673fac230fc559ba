using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Contracts;

/// <summary>How somebody came to the goods; of a gift both may say what they think.</summary>
public enum ReviewerRole
{
    Buyer,
    Receiver,
}

/// <summary>A line of a parcel that arrived: ordering vouches for it, and it can be reviewed once by each role.</summary>
public sealed record ReceivedLine(Guid Line, ReviewerRole Role, ProductId Product, ProducerId Producer, string Packing, DateOnly ReceivedOn);

/// <param name="Score">1 (very unhappy) to 5 (very happy).</param>
/// <param name="Text">As typed; empty where only the score is given.</param>
/// <param name="Name">As shown; empty shows the role instead.</param>
/// <param name="Photos">Public ones of the actor, or on the review already.</param>
public sealed record ReviewWords(int Score, string? Text, string? Name, IReadOnlyList<PictureId> Photos);

public enum OwnReviewState
{
    Shown,
    TakenBack,
    Hidden,
}

/// <summary>A review as its author finds it again.</summary>
/// <param name="ChangeUntil">After that moment it stands.</param>
public sealed record OwnReview(int Score, string? Text, string? Name, IReadOnlyList<PictureId> Photos, DateTimeOffset At, DateTimeOffset ChangeUntil, OwnReviewState State);

/// <summary>
/// Where reviews are written, in the caller's transaction. Who may review what is the caller's word (<see cref="ReceivedLine"/>); that
/// there is one for each line and role, and how long it may be changed, is the book's.
/// </summary>
public interface IReviewBook
{
    Task<OwnReview?> FindAsync(MarketDbContext db, Guid line, ReviewerRole role, CancellationToken ct);

    /// <summary>The first time it is published at once; later, within the days set for it, it is corrected.</summary>
    Task<Result> WriteAsync(MarketDbContext db, Actor actor, ReceivedLine line, ReviewWords words, CancellationToken ct);

    /// <summary>Takes words, photos and score away for good, within the days set for it.</summary>
    Task<Result> TakeBackAsync(MarketDbContext db, Actor actor, ReceivedLine line, CancellationToken ct);
}
