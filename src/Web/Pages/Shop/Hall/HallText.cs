namespace OcopMarket.Web.Pages.Shop.Hall;

/// <summary>Names the texts of halls, stalls and live sessions.</summary>
public sealed class HallText;
