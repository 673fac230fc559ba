namespace OcopMarket.Web.Pages.OfficerDesk.GiftBaskets;

/// <summary>Names the texts of the desk for gift baskets.</summary>
public sealed class BasketDeskText;
