namespace OcopMarket.Web.Pages.ProducerDesk.Shipping;

/// <summary>Names the texts of the page on how a producer sends.</summary>
public sealed class ShippingText;
