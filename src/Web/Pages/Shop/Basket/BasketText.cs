namespace OcopMarket.Web.Pages.Shop.Basket;

/// <summary>Words of the basket.</summary>
public sealed class BasketText;
