using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>A review as everyone reads it.</summary>
/// <param name="Photos">See <see cref="Platform.Pictures.PictureKey"/>.</param>
/// <param name="ChangedAt">When its author last corrected it.</param>
/// <param name="Hidden">An office took its words down for this reason; then there are none here.</param>
public sealed record ReviewView(
    ReviewId Id, int Score, string? Text, string? Name, ReviewerRole Role, string Packing, DateOnly ReceivedOn, DateTimeOffset At, DateTimeOffset? ChangedAt, IReadOnlyList<string> Photos,
    string? Answer, DateTimeOffset? AnsweredAt, HideReason? Hidden);

/// <summary>An answered question as everyone reads it.</summary>
/// <param name="Hidden">An office took it down for this reason; then there are no words here.</param>
public sealed record QuestionView(QuestionId Id, string Text, string? Name, DateTimeOffset At, string Answer, DateTimeOffset AnsweredAt, HideReason? Hidden);

/// <summary>What was said last, for the product's own page.</summary>
public sealed record ShownContributions(IReadOnlyList<ReviewView> Reviews, IReadOnlyList<QuestionView> Questions);

/// <summary>What a product page says of its reviews and questions.</summary>
/// <param name="Scores">How many of each score, from 1 to 5.</param>
/// <param name="Questions">Answered and public.</param>
/// <param name="Shown">The newest few.</param>
public sealed record ContributionSummary(IReadOnlyList<int> Scores, int Questions, ShownContributions Shown)
{
    public int Count => Scores.Sum();

    /// <summary>Null while there is none.</summary>
    public decimal? Average => Count == 0 ? null : Math.Round((decimal)Scores.Select((count, i) => count * (i + 1)).Sum() / Count, 1, MidpointRounding.AwayFromZero);
}

/// <summary>
/// One row for each product about which anything was said, so that its page asks for nothing more: written anew in the transaction of
/// whatever changes it, under <see cref="ReviewSummaries.LockContributionsAsync"/>.
/// </summary>
internal sealed class ReviewSummary
{
    public required ProductId ProductId { get; init; }
    public int[] Scores { get; set; } = new int[Review.MostScore];
    public int Questions { get; set; }
    public ShownContributions Shown { get; set; } = new([], []);
}

internal sealed class ReviewSummaryConfiguration : IEntityTypeConfiguration<ReviewSummary>
{
    public void Configure(EntityTypeBuilder<ReviewSummary> summary)
    {
        summary.ToTable("review_summaries", CatalogModule.Schema, t => t.HasCheckConstraint("ck_review_summaries_scores", "cardinality(scores) = 5"));
        summary.HasKey(s => s.ProductId);
        summary.Property(s => s.ProductId).ValueGeneratedNever();
        summary.Property(s => s.Shown).AsJson();
    }
}

internal static class ReviewSummaries
{
    /// <summary>How many of each the product's own page shows.</summary>
    private const int Few = 3;

    /// <summary>One change at a time to what is said of a product.</summary>
    public static Task LockContributionsAsync(this MarketDbContext db, ProductId product, CancellationToken ct) => db.LockAsync($"contributions:{product}", ct);

    /// <summary>Saves what the caller changed and counts anew.</summary>
    public static async Task CountContributionsAsync(this MarketDbContext db, ProductId product, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var counts = await db.Reviews.Where(r => r.ProductId == product && r.TakenBackAt == null).GroupBy(r => r.Score).Select(g => new { Score = g.Key, Count = g.Count() }).ToListAsync(ct);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.ProductId == product && r.TakenBackAt == null && r.HiddenBecause == null).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(Few).ToListAsync(ct);
        var answered = db.Questions.AsNoTracking().Where(q => q.ProductId == product && q.AnsweredAt != null && q.HiddenBecause == null);
        var questions = await answered.OrderByDescending(q => q.AnsweredAt).ThenByDescending(q => q.Id).Take(Few).ToListAsync(ct);
        if (await db.ReviewSummaries.SingleOrDefaultAsync(s => s.ProductId == product, ct) is not { } summary)
        {
            db.ReviewSummaries.Add(summary = new ReviewSummary { ProductId = product });
        }

        var scores = new int[Review.MostScore];
        foreach (var count in counts)
        {
            scores[count.Score - 1] = count.Count;
        }

        (summary.Scores, summary.Questions, summary.Shown) = (scores, await answered.CountAsync(ct), new([.. reviews.Select(View)], [.. questions.Select(View)]));
    }

    public static ReviewView View(Review r) => r.HiddenBecause is { } hidden
        ? new(r.Id, r.Score, null, null, r.Role, r.Packing, r.ReceivedOn, r.At, r.ChangedAt, [], null, null, hidden)
        : new(r.Id, r.Score, r.Text, r.Name, r.Role, r.Packing, r.ReceivedOn, r.At, r.ChangedAt, [.. r.Photos.Select(p => p.Key)], r.Answer, r.AnsweredAt, null);

    public static QuestionView View(Question q) => q.HiddenBecause is { } hidden
        ? new(q.Id, "", null, q.At, "", q.AnsweredAt!.Value, hidden)
        : new(q.Id, q.Text, q.Name, q.At, q.Answer!, q.AnsweredAt!.Value, null);
}
