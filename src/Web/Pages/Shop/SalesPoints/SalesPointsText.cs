namespace OcopMarket.Web.Pages.Shop.SalesPoints;

/// <summary>Names the texts of the public pages of sales points.</summary>
public sealed class SalesPointsText;
