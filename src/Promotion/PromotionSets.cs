using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.SalesPoints;

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
        public DbSet<SalesPoint> SalesPoints => db.Set<SalesPoint>();

        public DbSet<ShelfItem> ShelfItems => db.Set<ShelfItem>();

        public DbSet<SalesPointKeeper> SalesPointKeepers => db.Set<SalesPointKeeper>();

        public DbSet<KeeperInvitation> KeeperInvitations => db.Set<KeeperInvitation>();

        public DbSet<PointReport> PointReports => db.Set<PointReport>();

        public DbSet<PointPeriod> PointPeriods => db.Set<PointPeriod>();

        public DbSet<PointSurvey> PointSurveys => db.Set<PointSurvey>();

        public DbSet<ProvinceCriterion> ProvinceCriteria => db.Set<ProvinceCriterion>();
        public DbSet<FairApplication> FairApplications => db.Set<FairApplication>();

        public DbSet<Booth> Booths => db.Set<Booth>();

        public DbSet<FairResult> FairResults => db.Set<FairResult>();

        public DbSet<FairEvidence> FairEvidence => db.Set<FairEvidence>();

        public DbSet<ToldFairChange> ToldFairChanges => db.Set<ToldFairChange>();

        public DbSet<Stall> Stalls => db.Set<Stall>();

        public DbSet<FairSession> FairSessions => db.Set<FairSession>();
    }
}
