namespace OcopMarket.Web.Pages.OfficerDesk.Imports;

public sealed class ImportsText;
