namespace OcopMarket.Web.Pages.Shop.GiftBaskets;

/// <summary>Names the texts of gift baskets.</summary>
public sealed class GiftBasketsText;
