namespace OcopMarket.Web.Pages.AdminDesk.Jobs;

/// <summary>Names the texts in <c>AdminJobsText.resx</c>.</summary>
internal sealed class AdminJobsText;
