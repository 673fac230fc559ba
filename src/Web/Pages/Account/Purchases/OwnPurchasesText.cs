namespace OcopMarket.Web.Pages.Account.Purchases;

/// <summary>Names the texts of a member's order history.</summary>
public sealed class OwnPurchasesText;
