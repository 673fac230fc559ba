namespace OcopMarket.Web.Pages.OfficerDesk.Demand;

/// <summary>Names the texts of what was looked for in vain.</summary>
public sealed class DemandText;
