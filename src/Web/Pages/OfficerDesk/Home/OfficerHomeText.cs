namespace OcopMarket.Web.Pages.OfficerDesk.Home;

/// <summary>Names the texts in <c>OfficerHomeText.resx</c>.</summary>
internal sealed class OfficerHomeText;
