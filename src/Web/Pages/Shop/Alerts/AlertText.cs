namespace OcopMarket.Web.Pages.Shop.Alerts;

/// <summary>Words about letters that somebody asks for: a product that is back, news of a search.</summary>
public sealed class AlertText;
