using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Closures;
using OcopMarket.Catalog.DatedPrices;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Catalog.Stock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog;

internal static class CatalogSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Listing> Listings => db.Set<Listing>();

        public DbSet<Variant> Variants => db.Set<Variant>();

        public DbSet<ListingRevision> Revisions => db.Set<ListingRevision>();

        public DbSet<StockEntry> StockEntries => db.Set<StockEntry>();

        public DbSet<TakeDown> TakeDowns => db.Set<TakeDown>();

        public DbSet<Closure> Closures => db.Set<Closure>();

        public DbSet<Review> Reviews => db.Set<Review>();

        public DbSet<Question> Questions => db.Set<Question>();

        public DbSet<AbuseReport> AbuseReports => db.Set<AbuseReport>();

        public DbSet<ReviewSummary> ReviewSummaries => db.Set<ReviewSummary>();

        public DbSet<GiftBasket> GiftBaskets => db.Set<GiftBasket>();

        public DbSet<DatedPrice> DatedPrices => db.Set<DatedPrice>();

        public DbSet<ProductAlert> ProductAlerts => db.Set<ProductAlert>();

        public DbSet<SavedSearch> SavedSearches => db.Set<SavedSearch>();

        public DbSet<SynonymGroup> Synonyms => db.Set<SynonymGroup>();
    }
}
