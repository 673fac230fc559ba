using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

internal sealed record ReviewWritten(ReviewId Review);

internal sealed record QuestionAsked(QuestionId Question);

internal sealed record QuestionAnswered(QuestionId Question);

/// <summary>Tells everybody who keeps the producer's shelf that somebody reviewed a product of theirs.</summary>
internal sealed class TellProducerOfReview(IDbContextFactory<MarketDbContext> contexts, ContributionPost post) : IOutboxHandler<ReviewWritten>
{
    public async Task HandleAsync(ReviewWritten happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == happened.Review, ct) is { IsPublic: true } review)
        {
            await post.ToProducerAsync(db, "Review", review.ProductId, review.ProducerId, delivery, [review.Score, review.Text ?? "–"], ct);
        }
    }
}

/// <summary>Tells everybody who keeps the producer's shelf that a question waits.</summary>
internal sealed class TellProducerOfQuestion(IDbContextFactory<MarketDbContext> contexts, ContributionPost post) : IOutboxHandler<QuestionAsked>
{
    public async Task HandleAsync(QuestionAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == happened.Question, ct) is { AnsweredAt: null } question)
        {
            await post.ToProducerAsync(db, "Asked", question.ProductId, question.ProducerId, delivery, [question.Text, ""], ct);
        }
    }
}

/// <summary>Brings the answer to who asked, once.</summary>
internal sealed class TellAsker(IDbContextFactory<MarketDbContext> contexts, IStaff people, ContributionPost post) : IOutboxHandler<QuestionAnswered>
{
    public async Task HandleAsync(QuestionAnswered happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == happened.Question, ct) is { Account: { } account, Answer: { } answer } question
            && await people.MailboxOfAsync(account, ct) is ({ } email, { } language))
        {
            await post.SendAsync(db, $"answered-{question.Id}-{delivery}", "Answered", email, language, question.ProductId, "", [question.Text, answer], ct);
        }
    }
}

/// <summary>Writes letters about what the public says of products.</summary>
internal sealed class ContributionPost(IStaff staff, IMarketAddress market, IMailer mailer)
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Catalog.Reviews.ReviewLetters", typeof(ContributionPost).Assembly);

    /// <param name="kind">Begins the names of the letter's texts.</param>
    /// <param name="words">Two things that the letter names beside the product.</param>
    public async Task ToProducerAsync(MarketDbContext db, string kind, ProductId product, ProducerId producer, long delivery, object[] words, CancellationToken ct)
    {
        foreach (var person in (await staff.OfProducerAsync(producer, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Listings)))
        {
            await SendAsync(db, $"{kind.ToLowerInvariant()}-{person.Account}-{delivery}", kind, person.Email, person.Language, product, person.Name, words, ct);
        }
    }

    public async Task SendAsync(MarketDbContext db, string key, string kind, string to, string language, ProductId product, string name, object[] words, CancellationToken ct)
    {
        var about = await db.Database.SqlQuery<Product>(
            $"""select f.product_name as "Name", l.slug as "Slug" from catalog.listings l join registry.product_facts f on f.product_id = l.product_id where l.product_id = {product.Value}""").SingleAsync(ct);
        var page = market.Absolute(kind is "Answered" ? $"/san-pham/{about.Slug}/hoi-dap" : "/kenh-chu-the/hoi-dap");
        object[] values = [name, about.Name, .. words, page];
        await mailer.SendAsync(new Letter(key, to, Letters.Say(language, kind + "Subject", values), Letters.Say(language, kind + "Body", values)), ct);
    }

    private sealed class Product
    {
        public required string Name { get; init; }
        public required string Slug { get; init; }
    }
}
