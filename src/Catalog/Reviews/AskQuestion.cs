using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Reviews;

/// <summary>A member asks the producer of a product that has a page.</summary>
public sealed class AskQuestion(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    /// <summary>So many questions of one member about one product may wait for an answer.</summary>
    public const int MostWaiting = 3;

    /// <param name="Slug">Of the product's page.</param>
    /// <param name="Name">As shown; empty shows none.</param>
    public sealed record Command(Actor Actor, string Slug, string? Text, string? Name = null);

    public Task<Result<QuestionId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<QuestionId>(async db =>
        {
            if (command.Actor is not { Kind: ActorKind.Member, Account: { } account })
            {
                return CatalogRefusals.MembersOnly();
            }

            var (text, name) = (ContactText.Message(command.Text), VietnameseText.Clean(command.Name));
            if ((text.Length == 0 ? CatalogRefusals.WordsMissing()
                : text.Length > Question.LongestText ? CatalogRefusals.TextTooLong(Question.LongestText, text.Length)
                : name.Length > Review.LongestName ? CatalogRefusals.NameTooLong(Review.LongestName)
                : null) is { } wrong)
            {
                return wrong;
            }

            if (await db.Listings.Where(l => l.Slug == command.Slug && l.State != ListingState.Draft && l.State != ListingState.InReview).Select(l => new { l.ProductId, l.ProducerId }).SingleOrDefaultAsync(ct) is not { } product)
            {
                return CatalogRefusals.ListingUnknown(command.Slug);
            }

            if (command.Actor.Memberships.Any(m => m.Producer == product.ProducerId))
            {
                return CatalogRefusals.OwnGoods();
            }

            await db.LockContributionsAsync(product.ProductId, ct);
            if (await db.Questions.CountAsync(q => q.ProductId == product.ProductId && q.Account == account && q.AnsweredAt == null, ct) >= MostWaiting)
            {
                return CatalogRefusals.QuestionsWaiting(MostWaiting);
            }

            var question = new Question { ProductId = product.ProductId, ProducerId = product.ProducerId, Account = account, Name = name.Length == 0 ? null : name, Text = text, At = clock.GetUtcNow() };
            db.Questions.Add(question);
            db.Audit(clock, command.Actor, "catalog.question_asked", $"question:{question.Id}");
            outbox.Add(db, new QuestionAsked(question.Id));
            return question.Id;
        }, ct);
    }
}
