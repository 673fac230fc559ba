using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Reviews;

/// <summary>A producer's staff answers what was asked about, or said of, a product of theirs: once, for all to read.</summary>
public sealed class AnswerContribution(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Id">Of the review or the question.</param>
    public sealed record Command(Actor Actor, ContributionKind Kind, Guid Id, string? Answer);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.ContributionForChangeAsync(command.Kind, command.Id, ct) is not { } found || !command.Actor.MayKeepShelf(found.ProducerId))
            {
                return CatalogRefusals.ContributionUnknown();
            }

            var answer = ContactText.Message(command.Answer);
            if ((answer.Length == 0 ? CatalogRefusals.WordsMissing()
                : answer.Length > Review.LongestAnswer ? CatalogRefusals.TextTooLong(Review.LongestAnswer, answer.Length)
                : found.Reply(answer, clock.GetUtcNow()).Refusal) is { } refusal)
            {
                return refusal;
            }

            if (found is Question question)
            {
                outbox.Add(db, new QuestionAnswered(question.Id));
            }

            db.Audit(clock, command.Actor, found is Question ? "catalog.question_answered" : "catalog.review_answered", Contributions.Subject(command.Kind, command.Id));
            await db.CountContributionsAsync(found.ProductId, ct);
            return Result.Success;
        }, ct);
    }
}
