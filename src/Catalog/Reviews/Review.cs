using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>A photo beside a review.</summary>
/// <param name="Key">As pages show it, see <see cref="PictureKey"/>.</param>
public sealed record ReviewPhoto(PictureId Picture, string Key);

/// <summary>
/// What somebody who received a product says of it, over all listings and certificates of the product. Every one is public at once. One
/// that an office takes down keeps its score in the sums, so that taking down moves no average.
/// </summary>
internal sealed class Review : IContribution
{
    public const int LeastScore = 1, MostScore = 5, LongestText = 3000, LongestName = 60, LongestAnswer = 2000, MostPhotos = 3;

    public ReviewId Id { get; init; } = ReviewId.New();
    public required ProductId ProductId { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>The line of the parcel, and who of its two people speaks: one review for each.</summary>
    public required Guid Line { get; init; }
    public required ReviewerRole Role { get; init; }
    public required string Packing { get; init; }
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Who was signed in; null for guests.</summary>
    public AccountId? Account { get; set; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ChangeUntil { get; init; }
    public int Score { get; private set; }
    public string? Text { get; private set; }
    public string? Name { get; private set; }
    public IReadOnlyList<ReviewPhoto> Photos { get; private set; } = [];
    public DateTimeOffset? ChangedAt { get; private set; }
    public DateTimeOffset? TakenBackAt { get; private set; }
    public string? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public HideReason? HiddenBecause { get; private set; }
    public DateTimeOffset? HiddenAt { get; private set; }

    public bool IsPublic => State is OwnReviewState.Shown;

    public OwnReviewState State => TakenBackAt is not null ? OwnReviewState.TakenBack : HiddenBecause is not null ? OwnReviewState.Hidden : OwnReviewState.Shown;

    public void Say(int score, string? text, string? name, IReadOnlyList<ReviewPhoto> photos) => (Score, Text, Name, Photos) = (score, text, name, photos);

    /// <summary>Whether its author may still change it or take it back.</summary>
    public Result MayChange(DateTimeOffset now) => State switch
    {
        OwnReviewState.TakenBack => CatalogRefusals.ReviewTakenBack(),
        OwnReviewState.Hidden => CatalogRefusals.ReviewHidden(HiddenBecause!.Value),
        OwnReviewState.Shown => now <= ChangeUntil ? Result.Success : CatalogRefusals.ReviewSettled(ChangeUntil),
    };

    public void Corrected(DateTimeOffset now) => ChangedAt = now;

    public void TakeBack(DateTimeOffset now)
    {
        (Text, Name, Photos, Answer, AnsweredAt) = (null, null, [], null, null);
        TakenBackAt = now;
    }

    public Result Reply(string answer, DateTimeOffset now)
    {
        if (State is not OwnReviewState.Shown || AnsweredAt is not null)
        {
            return State is OwnReviewState.Shown ? CatalogRefusals.AlreadyAnswered() : CatalogRefusals.ContributionGone();
        }

        (Answer, AnsweredAt) = (answer, now);
        return Result.Success;
    }

    public void Hide(HideReason? because, DateTimeOffset now) => (HiddenBecause, HiddenAt) = (because, because is null ? null : now);

    /// <summary>Its author had the account deleted: the words stay, as nobody's.</summary>
    public void Forget() => (Account, Name, Photos) = (null, null, []);
}

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("reviews", CatalogModule.Schema, t => t.HasCheckConstraint("ck_reviews_score", "score between 1 and 5"));
        review.Property(r => r.Id).ValueGeneratedNever();
        review.Ignore(r => r.State);
        review.Ignore(r => r.IsPublic);
        review.Property(r => r.Packing).HasMaxLength(200);
        review.Property(r => r.Text).HasMaxLength(Review.LongestText);
        review.Property(r => r.Name).HasMaxLength(Review.LongestName);
        review.Property(r => r.Answer).HasMaxLength(Review.LongestAnswer);
        review.Property(r => r.Photos).AsJson();
        review.HasIndex(r => new { r.Line, r.Role }).IsUnique();
        review.HasIndex(r => new { r.ProductId, r.At });
        review.HasIndex(r => new { r.ProducerId, r.At }).HasFilter("answered_at is null and taken_back_at is null").HasDatabaseName("ix_reviews_unanswered");
        review.HasIndex(r => r.Account).HasFilter("account is not null");
        review.Property<uint>("xmin").IsRowVersion();
    }
}
