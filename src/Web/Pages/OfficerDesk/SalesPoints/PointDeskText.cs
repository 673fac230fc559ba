namespace OcopMarket.Web.Pages.OfficerDesk.SalesPoints;

/// <summary>Names the texts of the desks for sales points: offices and keepers share most of them.</summary>
public sealed class PointDeskText;
