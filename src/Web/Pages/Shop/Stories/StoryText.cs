namespace OcopMarket.Web.Pages.Shop.Stories;

/// <summary>Words of the product stories.</summary>
public sealed class StoryText;
