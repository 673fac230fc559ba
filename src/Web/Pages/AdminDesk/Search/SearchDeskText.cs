namespace OcopMarket.Web.Pages.AdminDesk.Search;

/// <summary>Names the texts of the search desk and its synonyms.</summary>
public sealed class SearchDeskText;
