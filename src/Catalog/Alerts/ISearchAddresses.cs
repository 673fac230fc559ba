using OcopMarket.Catalog.Offers;

namespace OcopMarket.Catalog.Alerts;

/// <summary>Knows how a search is written into the address bar.</summary>
public interface ISearchAddresses
{
    /// <summary>Path and query of its list; the same search always has the same one.</summary>
    string PathOf(CatalogueFilter filter);
}
