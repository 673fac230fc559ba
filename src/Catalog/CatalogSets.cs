using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog;

internal static class CatalogSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Listing> Listings => db.Set<Listing>();

        public DbSet<SynonymGroup> Synonyms => db.Set<SynonymGroup>();
    }
}
