namespace OcopMarket.Web.Pages.Shop.GiftFinder;

/// <summary>Names the texts of the gift finder.</summary>
public sealed class GiftFinderText;
