namespace OcopMarket.Web.Pages.AdminDesk.Shipping;

/// <summary>Names the texts of price lists and holidays.</summary>
public sealed class TariffsText;
