namespace OcopMarket.Web.Pages.ProducerDesk.Hall;

/// <summary>Names the texts by which exhibitors and offices work on stalls and live sessions.</summary>
public sealed class StallDeskText;
