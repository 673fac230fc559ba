using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Reviews;

/// <summary>A line as its reviewer sees it.</summary>
/// <param name="Refusal">Why it cannot be reviewed; null when it can.</param>
/// <param name="Written">What this person has said of it; null for nothing yet.</param>
public sealed record ReviewForm(string Slug, string ProductName, string Packing, int Set, string? Picture, string ProducerName, ReviewerRole Role, Refusal? Refusal, OwnReview? Written);

/// <summary>Reads lines for those who may review them.</summary>
public sealed class ReviewFormQueries(IDbContextFactory<MarketDbContext> contexts, IReviewBook reviews)
{
    /// <param name="secret">Of the giver's page or of the receiver's; null answers any other.</param>
    public async Task<ReviewForm?> FindAsync(string? secret, ParcelLineId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.LineUnderAsync(secret, id, ct) is not var (parcel, line, role) ? null : new(
            line.Slug, line.ProductName, line.Packing, line.Set, line.Picture, parcel.ProducerName, role, ReceivedLines.Received(parcel, line, role).Refusal, await reviews.FindAsync(db, id.Value, role, ct));
    }
}
