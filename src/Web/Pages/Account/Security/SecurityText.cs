namespace OcopMarket.Web.Pages.Account.Security;

/// <summary>Names the texts in <c>SecurityText.resx</c>.</summary>
internal sealed class SecurityText;
