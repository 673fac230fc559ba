namespace OcopMarket.Web.Pages.OfficerDesk.Misuse;

public sealed class DeskMisuseText;
