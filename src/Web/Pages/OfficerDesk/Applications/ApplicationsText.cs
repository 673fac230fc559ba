namespace OcopMarket.Web.Pages.OfficerDesk.Applications;

/// <summary>Names the texts in <c>ApplicationsText.resx</c>.</summary>
internal sealed class ApplicationsText;
