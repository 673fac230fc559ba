using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Registry.Onboarding;

/// <summary>
/// What somebody filled in and nothing came of goes with them, papers at once. A confirmed application is the record of a producer in the
/// register and stays (Law 122/2025: what a market knows of its sellers), as does one that an officer entered for somebody else.
/// </summary>
internal sealed class ForgetApplicant(TimeProvider clock) : IForgetPerson
{
    public async Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct)
    {
        var open = await db.ProducerApplications.Include(a => a.Papers).Where(a => a.EnteredBy == account && a.ConsentBy == null && a.State != ApplicationState.Confirmed).ToListAsync(ct);
        var kept = db.ProducerApplications.Where(a => a.EnteredBy == account && (a.ConsentBy != null || a.State == ApplicationState.Confirmed)).SelectMany(a => a.Papers).Select(p => p.Picture);
        var papers = open.SelectMany(a => a.Papers).Select(p => p.Picture).Except(await kept.ToListAsync(ct)).ToList();
        db.ProducerApplications.RemoveRange(open);
        await db.SaveChangesAsync(ct);
        await db.DropPicturesAsync(clock, account, papers, ct);
    }
}
