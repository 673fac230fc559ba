using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion;

internal static class PromotionSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Fair> Fairs => db.Set<Fair>();

        public DbSet<FairChange> FairChanges => db.Set<FairChange>();

        public DbSet<FairReminder> FairReminders => db.Set<FairReminder>();

        public DbSet<FairApplication> FairApplications => db.Set<FairApplication>();

        public DbSet<Booth> Booths => db.Set<Booth>();

        public DbSet<FairResult> FairResults => db.Set<FairResult>();

        public DbSet<FairEvidence> FairEvidence => db.Set<FairEvidence>();

        public DbSet<ToldFairChange> ToldFairChanges => db.Set<ToldFairChange>();
    }
}
