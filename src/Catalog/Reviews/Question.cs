using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>What a member asks a producer about a product. It is public once it is answered.</summary>
internal sealed class Question : IContribution
{
    public const int LongestText = 1000, LongestAnswer = 2000;

    public QuestionId Id { get; init; } = QuestionId.New();
    public required ProductId ProductId { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>Who asked; null once the account has been deleted.</summary>
    public AccountId? Account { get; set; }

    /// <summary>As shown; null shows no name.</summary>
    public string? Name { get; set; }
    public required string Text { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Answer { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public HideReason? HiddenBecause { get; private set; }
    public DateTimeOffset? HiddenAt { get; private set; }

    public bool IsPublic => AnsweredAt is not null && HiddenBecause is null;

    public Result Reply(string answer, DateTimeOffset now)
    {
        if (HiddenBecause is not null || AnsweredAt is not null)
        {
            return HiddenBecause is null ? CatalogRefusals.AlreadyAnswered() : CatalogRefusals.ContributionGone();
        }

        (Answer, AnsweredAt) = (answer, now);
        return Result.Success;
    }

    public void Hide(HideReason? because, DateTimeOffset now) => (HiddenBecause, HiddenAt) = (because, because is null ? null : now);
}

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.ToTable("questions", CatalogModule.Schema);
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Ignore(q => q.IsPublic);
        question.Property(q => q.Name).HasMaxLength(Review.LongestName);
        question.Property(q => q.Text).HasMaxLength(Question.LongestText);
        question.Property(q => q.Answer).HasMaxLength(Question.LongestAnswer);
        question.HasIndex(q => new { q.ProductId, q.AnsweredAt });
        question.HasIndex(q => new { q.ProducerId, q.At }).HasFilter("answered_at is null").HasDatabaseName("ix_questions_unanswered");
        question.HasIndex(q => q.Account).HasFilter("account is not null");
        question.Property<uint>("xmin").IsRowVersion();
    }
}
