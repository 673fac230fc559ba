using Microsoft.Extensions.Localization;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Web.Pages.Shop.Basket;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.GiftBaskets;

/// <summary>Sentences about what is in gift baskets.</summary>
internal static class GiftBasketWords
{
    public static string NameOf(GiftBasketCard basket) => Show.English ? basket.NameEn : basket.NameVi;

    /// <summary>How much and of how many: "5 items, 4 producers".</summary>
    public static string Size(IStringLocalizer<GiftBasketsText> text, BasketContents contents) => text["ItemsFrom", contents.Items.Count, text.Count("Producers", contents.Items.DistinctBy(i => i.Shelf.Producer).Count())];

    /// <summary>Why an item cannot be bought as the basket needs it; null when it can.</summary>
    public static string? WhyNot(IStringLocalizer<GiftBasketsText> text, IStringLocalizer<BasketText> basket, BasketItem item)
        => item.CanBeSold() ? null
        : item.Offer is { Stock: 0 } ? basket["NewsSoldOut"]
        : item.Offer is { } offer ? text["Fewer", Show.Number(offer.Purchasable), Show.Number(item.Pieces)]
        : BasketWords.WhyNot(basket, item.Shelf.Why ?? NotOfferedReason.NotOrdered, item.Shelf.EndedOn);

    /// <summary>What stands in the way of the whole basket, by name where it may be named.</summary>
    public static string Missing(IStringLocalizer<GiftBasketsText> text, BasketContents contents)
        => string.Join(", ", contents.Missing.Select(i => i.Shelf.ProductName)
            .Concat(contents.HiddenForAge > 0 ? [text.Count("SomeForAdults", contents.HiddenForAge)] : []).Concat(contents.Gone > 0 ? [text.Count("SomeGone", contents.Gone)] : []));
}
