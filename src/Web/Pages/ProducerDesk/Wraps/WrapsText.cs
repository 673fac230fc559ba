namespace OcopMarket.Web.Pages.ProducerDesk.Wraps;

/// <summary>Names the texts of the page of wrappings.</summary>
public sealed class WrapsText;
