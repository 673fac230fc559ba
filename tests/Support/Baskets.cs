using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Support;

/// <summary>
/// Puts gift baskets together, for tests that begin with one:
/// <code>
/// var slug = await market.ShowBasketAsync("Giỏ Tết", (tea, 2), (honey, 1));
/// </code>
/// </summary>
public static class Baskets
{
    /// <summary>Of the ministry, which may keep every office's baskets.</summary>
    public static readonly Actor Curator = Actor.Officer("Chị Thu", new OfficeArea(OfficeLevel.Ministry), OfficeTasks.Moderation, AccountId.New());

    /// <summary>Published, for Tết.</summary>
    /// <returns>Its slug.</returns>
    public static async Task<string> ShowBasketAsync(this MarketFactory market, string name, params (ProductOnSale Product, int Pieces)[] goods)
    {
        var basket = await market.DraftBasketAsync(Curator, name, goods);
        return (await market.PublishBasketAsync(Curator, basket)).Slug;
    }

    public static async Task<GiftBasketId> DraftBasketAsync(this MarketFactory market, Actor actor, string name, params (ProductOnSale Product, int Pieces)[] goods)
    {
        ArgumentNullException.ThrowIfNull(market);
        return Desks.Must(await market.Get<SaveGiftBasket>().RunAsync(new(actor, null, 0, await market.BasketAsync(name, goods)), CancellationToken.None));
    }

    public static async Task<GiftBasketFile> PublishBasketAsync(this MarketFactory market, Actor actor, GiftBasketId basket)
    {
        ArgumentNullException.ThrowIfNull(market);
        Desks.Must(await market.Get<PublishGiftBasket>().RunAsync(new(actor, basket, (await market.FileOfAsync(basket)).Version), CancellationToken.None));
        return await market.FileOfAsync(basket);
    }

    public static async Task<GiftBasketFile> FileOfAsync(this MarketFactory market, GiftBasketId basket)
    {
        ArgumentNullException.ThrowIfNull(market);
        return await market.Get<GiftBasketDeskQueries>().FindAsync(Curator, basket, CancellationToken.None) ?? throw new InvalidOperationException("There is no such basket.");
    }

    /// <summary>Complete in both languages.</summary>
    public static async Task<GiftBasketDraft> BasketAsync(this MarketFactory market, string name, params (ProductOnSale Product, int Pieces)[] goods)
    {
        ArgumentNullException.ThrowIfNull(goods);
        var lines = new List<StockLine>();
        foreach (var (product, pieces) in goods)
        {
            lines.Add(new(await market.VariantOfAsync(product), pieces));
        }

        return new(name, "A basket", "Hàng của nhiều nơi.", "Goods of many places.", ["Tet"], lines, null, null);
    }
}
