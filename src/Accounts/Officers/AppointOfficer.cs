using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.Officers;

/// <summary>Makes a person an officer of an area, in place of an office they hold already.</summary>
public sealed class AppointOfficer(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="From">Null is today.</param>
    /// <param name="Through">Last day; null is until further notice.</param>
    public sealed record Command(Actor Actor, AccountId Account, OfficeArea Area, OfficeTasks Tasks, string Reason, DateOnly? From = null, DateOnly? Through = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var (today, from) = (clock.Today(), command.From ?? clock.Today());
            await db.LockAsync(AccountSubject.Of(command.Account), ct);
            if (AdministratorRights.WhyNot(command.Actor, command.Reason) is { } noRight)
            {
                return noRight;
            }

            if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.Account, ct) is not { } account)
            {
                return AccountsRefusals.AccountUnknown();
            }

            var refusal = Place(command.Area) is null ? AccountsRefusals.AreaUnknown()
                : (command.Tasks & OfficeTasks.All) is OfficeTasks.None ? AccountsRefusals.TasksMissing()
                : from < today || command.Through < from ? AccountsRefusals.TermWrong()
                : account.Kind is AccountKind.Administrator ? AccountsRefusals.AdministratorsCannotOfficiate(account.Name)
                : await db.Memberships.AnyAsync(m => m.AccountId == account.Id, ct) ? AccountsRefusals.StaffCannotOfficiate(account.Name)
                : null;
            if (refusal is not null)
            {
                return refusal;
            }

            if (await db.Appointments.SingleOrDefaultAsync(a => a.AccountId == account.Id && a.EndedAt == null, ct) is { } earlier)
            {
                earlier.EndedAt = clock.GetUtcNow();
                await db.SaveChangesAsync(ct); // one office at a time, in the database's eyes too
            }

            var office = new Appointment(account.Id, Place(command.Area)!, command.Tasks & OfficeTasks.All, from, command.Through);
            account.Kind = AccountKind.Officer;
            db.Appointments.Add(office);
            db.Audit(clock, command.Actor, "accounts.officer_appointed", AccountSubject.Of(account.Id), VietnameseText.Clean(command.Reason),
                after: new { office.Level, office.ProvinceCode, office.CommuneCode, Tasks = office.Tasks.ToString(), office.From, office.Through });
            return Result.Success;
        }, ct);

    private OfficeArea? Place(OfficeArea area) => area.Level switch
    {
        OfficeLevel.Ministry => new(OfficeLevel.Ministry),
        OfficeLevel.Province => areas.FindProvince(area.ProvinceCode) is { } province ? new(OfficeLevel.Province, province.Code) : null,
        OfficeLevel.Commune => areas.FindCommune(area.CommuneCode) is { } commune ? new(OfficeLevel.Commune, commune.ProvinceCode, commune.Code) : null,
    };
}

/// <summary>Takes an office away: at once, in open sessions too.</summary>
public sealed class EndAppointment(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, AccountId Account, string Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync(AccountSubject.Of(command.Account), ct);
            if (AdministratorRights.WhyNot(command.Actor, command.Reason) is { } noRight)
            {
                return noRight;
            }

            if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.Account, ct) is not { } account)
            {
                return AccountsRefusals.AccountUnknown();
            }

            if (await db.Appointments.SingleOrDefaultAsync(a => a.AccountId == account.Id && a.EndedAt == null, ct) is not { } office)
            {
                return AccountsRefusals.NotAppointed(account.Name);
            }

            office.EndedAt = clock.GetUtcNow();
            account.Kind = AccountKind.Member;
            db.Audit(clock, command.Actor, "accounts.appointment_ended", AccountSubject.Of(account.Id), VietnameseText.Clean(command.Reason),
                before: new { office.Level, office.ProvinceCode, office.CommuneCode, Tasks = office.Tasks.ToString(), office.From, office.Through });
            return Result.Success;
        }, ct);
}
