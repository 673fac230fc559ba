namespace OcopMarket.Web.Pages.Shop.Home;

/// <summary>Words of the home page.</summary>
public sealed class HomeText;
