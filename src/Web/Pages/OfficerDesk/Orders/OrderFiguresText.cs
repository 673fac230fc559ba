namespace OcopMarket.Web.Pages.OfficerDesk.Orders;

/// <summary>Names the texts of the figures of orders, for officers and administrators.</summary>
public sealed class OrderFiguresText;
