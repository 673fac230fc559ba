namespace OcopMarket.Web.Pages.Shop.Corporate;

/// <summary>Names the texts of company gift orders.</summary>
public sealed class CorporateText;
