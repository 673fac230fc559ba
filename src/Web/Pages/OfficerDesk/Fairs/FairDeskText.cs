namespace OcopMarket.Web.Pages.OfficerDesk.Fairs;

/// <summary>Words of the desk for fairs.</summary>
public sealed class FairDeskText;
