namespace OcopMarket.Web.Pages.ProducerDesk.Fairs;

/// <summary>Names the texts of a producer's fairs.</summary>
public sealed class FairFormText;
