using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Reviews;

/// <summary>Something of the public's that a producer has not answered.</summary>
/// <param name="Score">Of a review; null for a question.</param>
/// <param name="Photos">See <see cref="Platform.Pictures.PictureKey"/>.</param>
public sealed record WaitingContribution(ContributionKind Kind, Guid Id, DiscussedProduct Product, int? Score, string? Text, string? Name, DateTimeOffset At, IReadOnlyList<string> Photos);

/// <summary>Questions, the oldest first, and reviews, the newest first, that wait for their producer.</summary>
public sealed record AnswerDesk(IReadOnlyList<WaitingContribution> Questions, IReadOnlyList<WaitingContribution> Reviews);

/// <summary>Reads what waits for a producer's word.</summary>
public sealed class AnswerDeskQueries(IDbContextFactory<MarketDbContext> contexts)
{
    private const int Most = 50;

    /// <summary>Null for whoever does not keep the producer's shelf.</summary>
    public async Task<AnswerDesk?> OfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepShelf(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var questions = await db.Questions.AsNoTracking().Where(q => q.ProducerId == producer && q.AnsweredAt == null && q.HiddenBecause == null).OrderBy(q => q.At).Take(Most).ToListAsync(ct);
        var reviews = await db.Reviews.AsNoTracking().Where(r => r.ProducerId == producer && r.AnsweredAt == null && r.TakenBackAt == null && r.HiddenBecause == null).OrderByDescending(r => r.At).Take(Most).ToListAsync(ct);
        var products = (await ReviewQueries.ProductsAsync(db, [.. questions.Select(q => q.ProductId), .. reviews.Select(r => r.ProductId)], ct)).ToDictionary(p => p.Id);
        return new(
            [.. questions.Where(q => products.ContainsKey(q.ProductId)).Select(q => new WaitingContribution(ContributionKind.Question, q.Id.Value, products[q.ProductId], null, q.Text, q.Name, q.At, []))],
            [.. reviews.Where(r => products.ContainsKey(r.ProductId)).Select(r => new WaitingContribution(ContributionKind.Review, r.Id.Value, products[r.ProductId], r.Score, r.Text, r.Name, r.At, [.. r.Photos.Select(p => p.Key)]))]);
    }
}
