namespace OcopMarket.Web.Pages.Shop.Season;

/// <summary>Words of the page of what is in season.</summary>
public sealed class SeasonText;
