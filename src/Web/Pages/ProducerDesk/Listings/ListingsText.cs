namespace OcopMarket.Web.Pages.ProducerDesk.Listings;

/// <summary>Words of a producer's listings.</summary>
public sealed class ListingsText;
