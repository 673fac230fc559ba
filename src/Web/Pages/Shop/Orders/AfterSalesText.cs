namespace OcopMarket.Web.Pages.Shop.Orders;

/// <summary>Names the texts of what follows a purchase, on the giver's pages and at the desks.</summary>
public sealed class AfterSalesText;
