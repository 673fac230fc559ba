namespace OcopMarket.Web.Pages.ProducerDesk.Papers;

public sealed class PapersText;
