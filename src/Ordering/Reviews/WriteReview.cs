using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Reviews;

/// <summary>Whoever holds the secret of a delivered parcel reviews a line of it: once, to be corrected within the days set for it.</summary>
public sealed class WriteReview(IDbContextFactory<MarketDbContext> contexts, IReviewBook reviews)
{
    /// <param name="Actor">Whoever is signed in, or a guest; the secret is the right.</param>
    /// <param name="Secret">Of the giver's page or of the receiver's.</param>
    public sealed record Command(Actor Actor, string? Secret, ParcelLineId Line, ReviewWords Words);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LineUnderAsync(command.Secret, command.Line, ct) is not var (parcel, line, role))
            {
                return ReceivedRefusals.NothingReceived();
            }

            var received = ReceivedLines.Received(parcel, line, role);
            return received.Refusal is { } refusal ? refusal : await reviews.WriteAsync(db, command.Actor, received.Value, command.Words, ct);
        }, ct);
    }
}

/// <summary>Its author takes a review back for good.</summary>
public sealed class TakeBackReview(IDbContextFactory<MarketDbContext> contexts, IReviewBook reviews)
{
    /// <param name="Actor">Whoever is signed in, or a guest; the secret is the right.</param>
    public sealed record Command(Actor Actor, string? Secret, ParcelLineId Line);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LineUnderAsync(command.Secret, command.Line, ct) is not var (parcel, line, role))
            {
                return ReceivedRefusals.NothingReceived();
            }

            var received = ReceivedLines.Received(parcel, line, role);
            return received.Refusal is { } refusal ? refusal : await reviews.TakeBackAsync(db, command.Actor, received.Value, ct);
        }, ct);
    }
}
