using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;

namespace OcopMarket.Web.Pages.Shop.Catalogue;

internal sealed class SearchAddresses(AreaDirectory areas) : ISearchAddresses
{
    public string PathOf(CatalogueFilter filter) => CatalogueAddress.Of(filter, areas).ToUrl();
}
