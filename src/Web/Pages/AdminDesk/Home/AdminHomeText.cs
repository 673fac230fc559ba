namespace OcopMarket.Web.Pages.AdminDesk.Home;

/// <summary>Names the texts in <c>AdminHomeText.resx</c>.</summary>
internal sealed class AdminHomeText;
