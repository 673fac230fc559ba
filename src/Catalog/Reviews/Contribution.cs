using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>What the public writes.</summary>
public enum ContributionKind
{
    Review,
    Question,
}

/// <summary>The only reasons for which an office takes public words down (Law 122/2025/QH15 wants reviews shown in full): that they are bad for a producer is none.</summary>
public enum HideReason
{
    /// <summary>Names, numbers or addresses of somebody (Law 91/2025/QH15).</summary>
    PersonalData,

    /// <summary>Against somebody's honour or dignity.</summary>
    Insult,

    /// <summary>Sells something else, or leads to it.</summary>
    Advertising,
    Obscene,

    /// <summary>Forbidden by law in another way.</summary>
    Unlawful,

    /// <summary>A court or an authority ordered it in writing.</summary>
    Ordered,
}

/// <summary>A review or a question: a producer answers it once, an office may take it down.</summary>
internal interface IContribution
{
    ProductId ProductId { get; }
    ProducerId ProducerId { get; }
    HideReason? HiddenBecause { get; }

    /// <summary>Whether everyone can read it.</summary>
    bool IsPublic { get; }

    Result Reply(string answer, DateTimeOffset now);

    /// <param name="because">Null shows it again.</param>
    void Hide(HideReason? because, DateTimeOffset now);
}

internal static class Contributions
{
    public static string Subject(ContributionKind kind, Guid id) => kind is ContributionKind.Review ? $"review:{id}" : $"question:{id}";

    /// <summary>The review or question, with all that is said of its product locked to the end of the transaction; null for an unknown one.</summary>
    public static async Task<IContribution?> ContributionForChangeAsync(this MarketDbContext db, ContributionKind kind, Guid id, CancellationToken ct)
    {
        var product = kind switch
        {
            ContributionKind.Review => await db.Reviews.Where(r => r.Id == new ReviewId(id)).Select(r => (ProductId?)r.ProductId).SingleOrDefaultAsync(ct),
            ContributionKind.Question => await db.Questions.Where(q => q.Id == new QuestionId(id)).Select(q => (ProductId?)q.ProductId).SingleOrDefaultAsync(ct),
        };
        if (product is not { } of)
        {
            return null;
        }

        await db.LockContributionsAsync(of, ct);
        return kind switch
        {
            ContributionKind.Review => await db.Reviews.SingleAsync(r => r.Id == new ReviewId(id), ct),
            ContributionKind.Question => await db.Questions.SingleAsync(q => q.Id == new QuestionId(id), ct),
        };
    }
}
