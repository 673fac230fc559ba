namespace OcopMarket.Web.Pages.Shop.Fairs;

/// <summary>Words about fairs, on public pages, at the desk and in calendars.</summary>
public sealed class FairsText;
