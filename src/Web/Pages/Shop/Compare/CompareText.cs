namespace OcopMarket.Web.Pages.Shop.Compare;

/// <summary>Names the texts of the page that puts products side by side.</summary>
public sealed class CompareText;
