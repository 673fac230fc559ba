using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.GiftBaskets;

internal static class HeldBasket
{
    /// <summary>The basket, locked, for somebody who may keep it.</summary>
    /// <param name="version">As the page showed it; after another's change it is shown anew first.</param>
    public static async Task<Result<GiftBasket>> HoldBasketAsync(this MarketDbContext db, Actor actor, GiftBasketId id, uint version, CancellationToken ct)
    {
        var found = await db.GiftBaskets.FromSql($"select *, xmin from catalog.gift_baskets where id = {id.Value} for update").ToListAsync(ct);
        return found is not [var basket] || !actor.MayCurate(basket.Office) ? CatalogRefusals.BasketUnknown()
            : db.Entry(basket).Property<uint>("xmin").CurrentValue != version ? CatalogRefusals.BasketMoved()
            : basket;
    }

    public static string Subject(this GiftBasket basket) => $"gift_basket:{basket.Id}";

    /// <summary>For the audit trail.</summary>
    public static object Said(this GiftBasket basket) => new
    {
        basket.Slug, basket.NameVi, basket.NameEn, basket.TextVi, basket.TextEn, basket.Occasions, basket.ShownFrom, basket.ShownThrough,
        Lines = basket.Lines.Select(l => new { Variant = l.Variant.Value, Pieces = l.Quantity }).ToList(),
    };

    /// <summary>An office vouches for its own place: of what it recommends at least one item is from there. The others may be from anywhere.</summary>
    public static Refusal? WhyNotOfItsOffice(this GiftBasket basket, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
        => basket.Lines.Select(l => shelf.GetValueOrDefault(l.Variant)?.Offer).Any(o => o is not null && basket.Office.Covers(o.ProvinceCode, o.CommuneCode)) ? null : CatalogRefusals.BasketWithoutOwnGoods();
}
