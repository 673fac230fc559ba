namespace OcopMarket.Web.Pages.Account.Baskets;

/// <summary>Names the texts of a member's shared gift baskets.</summary>
public sealed class OwnBasketsText;
