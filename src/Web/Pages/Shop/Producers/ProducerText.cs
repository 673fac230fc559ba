namespace OcopMarket.Web.Pages.Shop.Producers;

/// <summary>Words of the producers' pages.</summary>
public sealed class ProducerText;
