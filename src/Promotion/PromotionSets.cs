using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion;

internal static class PromotionSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Fair> Fairs => db.Set<Fair>();

        public DbSet<FairChange> FairChanges => db.Set<FairChange>();

        public DbSet<FairReminder> FairReminders => db.Set<FairReminder>();

        public DbSet<BusinessBuyer> BusinessBuyers => db.Set<BusinessBuyer>();

        public DbSet<BuyerNeed> BuyerNeeds => db.Set<BuyerNeed>();

        public DbSet<NeedOffer> NeedOffers => db.Set<NeedOffer>();
    }
}
