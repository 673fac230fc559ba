using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

/// <summary>A basket as a list shows it.</summary>
public sealed record GiftBasketCard(string Slug, string NameVi, string NameEn, IReadOnlyList<string> Occasions, BasketContents Contents);

/// <summary>Baskets shown today, page by page.</summary>
/// <param name="HiddenForAge">Baskets with alcohol, kept back until the visitor says to be 18.</param>
public sealed record GiftBasketShelf(int Total, int Page, int PageSize, IReadOnlyList<GiftBasketCard> Items, int HiddenForAge)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A basket's page.</summary>
/// <param name="IsShown">Recommended today; else it was once, and the page says so.</param>
public sealed record GiftBasketView(string Slug, string NameVi, string NameEn, string TextVi, string TextEn, IReadOnlyList<string> Occasions, bool IsShown, BasketContents Contents);

/// <summary>Reads gift baskets for the public, each item through the Offer rule at the moment of asking.</summary>
public sealed class GiftBasketQueries(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, TimeProvider clock)
{
    /// <summary>Of more than these the older ones are found by their address only.</summary>
    private const int MostListed = 500;

    /// <summary>Newest first; what can be bought whole before the rest.</summary>
    /// <param name="occasion">A code; null for all.</param>
    /// <param name="budget">The most a basket may cost, in đồng.</param>
    /// <param name="page">A page after the last is the last.</param>
    public async Task<GiftBasketShelf> ListAsync(string? occasion, long? budget, bool adult, int page, int size, CancellationToken ct)
    {
        var all = (await ShownAsync(adult, ct)).Where(b => occasion is null || b.Occasions.Contains(occasion)).ToList();
        var found = all.FindAll(b => b.Contents is { HiddenForAge: 0, Sold.Count: > 0 } && b.Contents.Price.Dong <= (budget ?? long.MaxValue)).OrderByDescending(b => b.Contents.IsWhole).ToList();
        var at = Math.Clamp(page, 1, Math.Max(1, (found.Count + size - 1) / size));
        return new(found.Count, at, size, [.. found.Skip((at - 1) * size).Take(size)], all.Count(b => b.Contents.HiddenForAge > 0));
    }

    /// <summary>The page of a basket that is or was public; null for an unknown slug, a draft and one whose first day has not come.</summary>
    public async Task<GiftBasketView?> FindAsync(string slug, bool adult, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.GiftBaskets.AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug && b.State != GiftBasketState.Draft, ct) is not { } basket || basket.ShownFrom > today)
        {
            return null;
        }

        var isShown = basket.State is GiftBasketState.Published && !(basket.ShownThrough < today);
        return new(basket.Slug, basket.NameVi, basket.NameEn!, basket.TextVi!, basket.TextEn!, basket.Occasions, isShown, await ContentsAsync(basket.Lines, adult, ct));
    }

    /// <summary>Slugs of what anyone may see today, for the sitemap.</summary>
    public async Task<IReadOnlyList<string>> SlugsAsync(CancellationToken ct)
        => [.. (await ShownAsync(adult: false, ct)).Where(b => b.Contents is { HiddenForAge: 0, Sold.Count: > 0 }).Select(b => b.Slug)];

    /// <summary>Any lines as a basket, such as those that a shopper put together.</summary>
    public async Task<BasketContents> ContentsAsync(IReadOnlyCollection<StockLine> lines, bool adult, CancellationToken ct)
        => BasketContents.Of(lines, await offers.FindAsync([.. lines.Select(l => l.Variant)], ct), adult);

    private async Task<IReadOnlyList<GiftBasketCard>> ShownAsync(bool adult, CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var baskets = await db.GiftBaskets.AsNoTracking()
            .Where(b => b.State == GiftBasketState.Published && (b.ShownFrom == null || b.ShownFrom <= today) && (b.ShownThrough == null || b.ShownThrough >= today))
            .OrderByDescending(b => b.PublishedAt).ThenBy(b => b.Id).Take(MostListed).ToListAsync(ct);
        var shelf = await offers.FindAsync([.. baskets.SelectMany(b => b.Lines).Select(l => l.Variant).Distinct()], ct);
        return [.. baskets.Select(b => new GiftBasketCard(b.Slug, b.NameVi, b.NameEn!, b.Occasions, BasketContents.Of(b.Lines, shelf, adult)))];
    }
}
