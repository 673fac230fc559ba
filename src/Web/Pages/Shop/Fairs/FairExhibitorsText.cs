namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>Names the texts of exhibitors and plans.</summary>
public sealed class FairExhibitorsText;
