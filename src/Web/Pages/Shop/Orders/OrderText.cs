namespace OcopMarket.Web.Pages.Shop.Orders;

/// <summary>Names the texts of the pages that follow an order.</summary>
public sealed class OrderText;
