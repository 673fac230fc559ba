namespace OcopMarket.Web.Pages.OfficerDesk.Work;

/// <summary>Texts of the officers' work, its hand-over and absences.</summary>
public sealed class WorkText;
