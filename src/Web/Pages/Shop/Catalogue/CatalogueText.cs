namespace OcopMarket.Web.Pages.Shop.Catalogue;

/// <summary>Words of the list of products.</summary>
public sealed class CatalogueText;
