namespace OcopMarket.Web.Pages.AdminDesk.Settings;

/// <summary>Names the texts in <c>AdminSettingsText.resx</c>.</summary>
internal sealed class AdminSettingsText;
