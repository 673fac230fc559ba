using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Staff;

internal sealed class StaffOfProducers(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IStaff
{
    public async Task<Result> AddOwnerAsync(MarketDbContext db, Actor actor, ProducerId producer, AccountId account, CancellationToken ct)
    {
        await db.LockAsync(AccountSubject.Of(account), ct);
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == account, ct) is not { } person)
        {
            return AccountsRefusals.AccountUnknown();
        }

        if (person.Kind is not AccountKind.Member)
        {
            return AccountsRefusals.OfficersCannotBeStaff(person.Name);
        }

        if (await db.Memberships.SingleOrDefaultAsync(m => m.AccountId == account && m.ProducerId == producer, ct) is { } earlier)
        {
            earlier.Rights = ProducerRights.All;
        }
        else
        {
            db.Memberships.Add(new(producer, account, ProducerRights.All, clock.GetUtcNow()));
        }

        db.Audit(clock, actor, "accounts.owner_added", $"producer:{producer}", after: new { Account = account.Value });
        return Result.Success;
    }

    public async Task<IReadOnlyList<StaffMember>> OfProducerAsync(ProducerId producer, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var staff = await (from membership in db.Memberships
                           where membership.ProducerId == producer
                           join account in db.Accounts on membership.AccountId equals account.Id
                           orderby membership.Since
                           select new StaffMember(account.Id, account.Name, account.Email!, account.Language, membership.Rights)).ToListAsync(ct);
        return [.. staff.OrderByDescending(m => m.Rights.HasFlag(ProducerRights.Owner))];
    }

    public async Task<(string Email, string Language)?> MailboxOfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Accounts.Where(a => a.Id == account && a.DisabledAt == null).Select(a => new { a.Email, a.Language }).SingleOrDefaultAsync(ct) is { Email: { } email } found ? (email, found.Language) : null;
    }

    public async Task<string> LanguageOfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Accounts.Where(a => a.Id == account).Select(a => a.Language).SingleOrDefaultAsync(ct) ?? "vi";
    }

    public async Task<IReadOnlyDictionary<AccountId, OfficerInOffice>> InOfficeAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken ct)
    {
        if (accounts.Count == 0)
        {
            return new Dictionary<AccountId, OfficerInOffice>();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await ReadAsync(db, db.Appointments.Where(Appointment.InOffice(clock.Today())).Where(o => accounts.Contains(o.AccountId)), ct)).ToDictionary(o => o.Account);
    }

    public async Task<IReadOnlyList<OfficerInOffice>> OfficersForAsync(OfficeTasks task, string provinceCode, string communeCode, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(
            db,
            db.Appointments.Where(Appointment.InOffice(clock.Today()))
                .Where(o => (o.Tasks & task) == task && (o.CommuneCode == communeCode || (o.CommuneCode == null && (o.ProvinceCode == provinceCode || o.ProvinceCode == null)))),
            ct);
    }

    private static async Task<IReadOnlyList<OfficerInOffice>> ReadAsync(MarketDbContext db, IQueryable<Appointment> offices, CancellationToken ct)
    {
        var officers = await (from office in offices
                              join account in db.Accounts on office.AccountId equals account.Id
                              where account.DisabledAt == null && account.Kind == AccountKind.Officer
                              select new { account.Id, account.Name, account.Email, account.Language, Office = office }).AsNoTracking().ToListAsync(ct);
        return [.. officers.OrderBy(o => o.Office.Level).ThenBy(o => o.Office.From).Select(o => new OfficerInOffice(o.Id, o.Name, o.Email!, o.Language, o.Office.Area, o.Office.Tasks))];
    }
}
