namespace OcopMarket.Web.Pages.OfficerDesk.Producers;

public sealed class DeskProducersText;
