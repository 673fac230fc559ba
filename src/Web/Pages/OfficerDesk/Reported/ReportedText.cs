namespace OcopMarket.Web.Pages.OfficerDesk.Reported;

/// <summary>Names the texts of the desk where offices judge reported words.</summary>
public sealed class ReportedText;
