namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Words of reports: of their pages, their workbooks and their sent copies.</summary>
public sealed class ReportsText;
