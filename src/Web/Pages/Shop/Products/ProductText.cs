namespace OcopMarket.Web.Pages.Shop.Products;

/// <summary>Words of a product's page.</summary>
public sealed class ProductText;
