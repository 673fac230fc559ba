namespace OcopMarket.Web.Pages.Shop.Places;

/// <summary>Words of the pages of places.</summary>
public sealed class PlaceText;
