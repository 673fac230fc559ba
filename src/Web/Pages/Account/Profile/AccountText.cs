namespace OcopMarket.Web.Pages.Account.Profile;

/// <summary>Names the texts in <c>AccountText.resx</c>.</summary>
internal sealed class AccountText;
