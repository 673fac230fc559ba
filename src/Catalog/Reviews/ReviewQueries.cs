using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Reviews;

/// <summary>A product about which the public speaks.</summary>
public sealed record DiscussedProduct(ProductId Id, string Slug, string Name, int Set, string ProducerName, string ProducerSlug);

/// <summary>A page of what is said of a product, the newest first.</summary>
/// <param name="Summary">Null while there never was any.</param>
/// <param name="Total">Of the kind that the page lists, what was taken down included.</param>
public sealed record ContributionPage<T>(DiscussedProduct Product, ContributionSummary? Summary, IReadOnlyList<T> Items, int Total, int Page)
{
    public int Pages => Math.Max(1, (Total + ReviewQueries.PageSize - 1) / ReviewQueries.PageSize);
}

/// <summary>Reads reviews and answered questions for everyone.</summary>
public sealed class ReviewQueries(IDbContextFactory<MarketDbContext> contexts)
{
    public const int PageSize = 20;

    private const int LastPage = 10_000;

    /// <summary>Null for an unknown slug or a draft.</summary>
    public async Task<ContributionPage<ReviewView>?> ReviewsAsync(string slug, int page, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ProductAsync(db, slug, ct) is not { } product)
        {
            return null;
        }

        var (rows, shown) = (db.Reviews.AsNoTracking().Where(r => r.ProductId == product.Id && r.TakenBackAt == null), Math.Clamp(page, 1, LastPage));
        var items = await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new(product, await SummaryAsync(db, product.Id, ct), [.. items.Select(ReviewSummaries.View)], await rows.CountAsync(ct), shown);
    }

    /// <summary>Null for an unknown slug or a draft.</summary>
    public async Task<ContributionPage<QuestionView>?> QuestionsAsync(string slug, int page, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ProductAsync(db, slug, ct) is not { } product)
        {
            return null;
        }

        var (rows, shown) = (db.Questions.AsNoTracking().Where(q => q.ProductId == product.Id && q.AnsweredAt != null), Math.Clamp(page, 1, LastPage));
        var items = await rows.OrderByDescending(q => q.AnsweredAt).ThenByDescending(q => q.Id).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        return new(product, await SummaryAsync(db, product.Id, ct), [.. items.Select(ReviewSummaries.View)], await rows.CountAsync(ct), shown);
    }

    /// <summary>Where public words stand, for whoever reports them; null when they are not public.</summary>
    public async Task<(DiscussedProduct Product, string Text)?> FindAsync(ContributionKind kind, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (product, text) = kind switch
        {
            ContributionKind.Review when await db.Reviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new ReviewId(id), ct) is { IsPublic: true } r => (r.ProductId, r.Text),
            ContributionKind.Question when await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == new QuestionId(id), ct) is { IsPublic: true } q => (q.ProductId, q.Text),
            ContributionKind.Review or ContributionKind.Question => default((ProductId, string?)),
        };
        return product == default || await ProductsAsync(db, [product], ct) is not [var about] ? null : (about, text ?? "");
    }

    internal static async Task<IReadOnlyList<DiscussedProduct>> ProductsAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        var ids = products.Select(p => p.Value).Distinct().ToArray();
        return [.. (await db.Database.SqlQuery<Row>(
            $"""
            select f.product_id as "Id", l.slug as "Slug", f.product_name as "Name", f."set" as "Set", f.producer_name as "Producer", f.producer_slug as "ProducerSlug"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id where l.product_id = any ({ids})
            """).ToListAsync(ct)).Select(r => new DiscussedProduct(new(r.Id), r.Slug, r.Name, r.Set, r.Producer, r.ProducerSlug))];
    }

    private static async Task<DiscussedProduct?> ProductAsync(MarketDbContext db, string slug, CancellationToken ct)
        => await db.Listings.Where(l => l.Slug == slug && l.State != ListingState.Draft && l.State != ListingState.InReview).Select(l => (ProductId?)l.ProductId).SingleOrDefaultAsync(ct) is { } id
            ? (await ProductsAsync(db, [id], ct)).SingleOrDefault() : null;

    private static async Task<ContributionSummary?> SummaryAsync(MarketDbContext db, ProductId product, CancellationToken ct)
        => await db.ReviewSummaries.AsNoTracking().SingleOrDefaultAsync(s => s.ProductId == product, ct) is { } s ? new(s.Scores, s.Questions, s.Shown) : null;

    private sealed class Row
    {
        public Guid Id { get; init; }
        public required string Slug { get; init; }
        public required string Name { get; init; }
        public int Set { get; init; }
        public required string Producer { get; init; }
        public required string ProducerSlug { get; init; }
    }
}
