using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Profile;

/// <summary>
/// Forgets a person: name, address, keys, consents and unfinished papers go, and a number stands for them in the audit trail and in contracts, which the law
/// wants kept. It cannot be undone.
/// </summary>
public sealed class DeleteAccount(AccountSession session, IEnumerable<IForgetPerson> others, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string Password);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (db, users) = (session.Db, session.Users);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (command.Actor.Account is not { } id || await users.FindByIdAsync(id.ToString()) is not { } account)
        {
            return AccountsRefusals.AccountUnknown();
        }

        var refusal = account.Demo ? AccountsRefusals.DemoIsFixed()
            : !await users.CheckPasswordAsync(account, command.Password) ? AccountsRefusals.PasswordWrong()
            : await WhyNeededAsync(db, account, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var pseudonym = $"#{account.Id.ToString()[^12..]}";
        db.Audit(clock, command.Actor, "accounts.deleted", AccountSubject.Of(account.Id));
        account.Forget(pseudonym, clock.GetUtcNow());
        account.SecurityStamp = Guid.NewGuid().ToString("N"); // every session is over
        await db.SaveChangesAsync(ct);
        await db.Memberships.Where(m => m.AccountId == id).ExecuteDeleteAsync(ct);
        await db.Set<AccountToken>().Where(t => t.UserId == id).ExecuteDeleteAsync(ct);
        await db.Set<AccountPasskey>().Where(p => p.UserId == id).ExecuteDeleteAsync(ct);
        await db.Invitations.Where(i => i.AcceptedBy == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Email, ""), ct);
        var now = clock.GetUtcNow();
        await db.Consents.Where(c => c.AccountId == id && c.WithdrawnAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.WithdrawnAt, now), ct);
        foreach (var other in others)
        {
            await other.ForgetAsync(db, id, ct);
        }

        await db.ForgetNameAsync(id, pseudonym, ct);
        await transaction.CommitAsync(ct);
        await session.SignIn.SignOutAsync();
        return Result.Success;
    }

    /// <summary>Whoever others depend on hands over first.</summary>
    private async Task<Refusal?> WhyNeededAsync(MarketDbContext db, Account account, CancellationToken ct)
    {
        await db.LockAsync(AccountSubject.Of(account.Id), ct);
        var owned = await db.Memberships.Where(m => m.AccountId == account.Id && (m.Rights & ProducerRights.Owner) != 0).Select(m => m.ProducerId).ToListAsync(ct);
        foreach (var producer in owned.OrderBy(p => p.Value))
        {
            await StaffRules.LockAsync(db, producer, ct);
            if (!await StaffRules.HasAnotherOwnerAsync(db, producer, account.Id, ct))
            {
                return AccountsRefusals.LastOwner();
            }
        }

        if (await db.Appointments.Where(Appointment.Open(clock.Today())).AnyAsync(a => a.AccountId == account.Id, ct))
        {
            return AccountsRefusals.StillInOffice();
        }

        if (account.Kind is AccountKind.Administrator)
        {
            await db.LockAsync(AdministratorRights.LastOne, ct);
            if (!await db.Accounts.AnyAsync(a => a.Kind == AccountKind.Administrator && a.Id != account.Id && a.DisabledAt == null, ct))
            {
                return AccountsRefusals.LastAdministrator();
            }
        }

        return null;
    }
}
