namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

/// <summary>Words that all pages of the officers' desk share.</summary>
public sealed class DeskText;
