namespace OcopMarket.Web.Pages.ProducerDesk.Orders;

/// <summary>Names the texts of the producer's order desk.</summary>
public sealed class OrdersText;
