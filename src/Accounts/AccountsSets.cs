using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Consents;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts;

internal static class AccountsSets
{
    extension(MarketDbContext db)
    {
        public DbSet<Account> Accounts => db.Set<Account>();

        public DbSet<Consent> Consents => db.Set<Consent>();

        public DbSet<Membership> Memberships => db.Set<Membership>();

        public DbSet<Invitation> Invitations => db.Set<Invitation>();

        public DbSet<Appointment> Appointments => db.Set<Appointment>();
    }
}
