using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.Security;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.People;

/// <summary>An administrator makes an account for somebody, such as an officer to be; they set their password by the letter.</summary>
public sealed class InvitePerson(AccountWork work, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string Name, string Email, string Language, string Reason);

    public Task<Result<AccountId>> RunAsync(Command command, CancellationToken ct)
        => work.InTransactionAsync<AccountId>(async scope =>
        {
            var (name, email) = (AccountRules.Name(command.Name), AccountRules.Email(command.Email));
            if ((AdministratorRights.WhyNot(command.Actor, command.Reason) ?? name.Refusal ?? email.Refusal) is { } refusal)
            {
                return refusal;
            }

            var account = new Account(name.Value, email.Value, command.Language == "en" ? "en" : "vi", clock.GetUtcNow());
            if ((await scope.Users.CreateAsync(account)).Why() is { } why)
            {
                return why;
            }

            outbox.Add(scope.Db, new LetterWanted(account.Id, AccountLetter.Invited));
            scope.Db.Audit(clock, command.Actor, "accounts.person_invited", AccountSubject.Of(account.Id), VietnameseText.Clean(command.Reason));
            return account.Id;
        }, ct);
}

/// <summary>What an administrator does to another person's account; each wants a reason.</summary>
public enum AccountMeasure
{
    /// <summary>Nobody signs in with it, and every session is over.</summary>
    Disable,
    Enable,

    /// <summary>The phone is lost: key and codes go, every session is over, the person sets it up anew at the next sign-in.</summary>
    ResetSecondFactor,
    MakeAdministrator,
    EndAdministrator,
}

/// <summary>Shuts, opens or frees the account of another person, or changes whether they administrate.</summary>
public sealed class ManageAccount(AccountWork work, TimeProvider clock)
{
    public sealed record Command(Actor Actor, AccountId Account, AccountMeasure Measure, string Reason);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => work.InTransactionAsync(async scope =>
        {
            var db = scope.Db;
            if (AdministratorRights.WhyNot(command.Actor, command.Reason) is { } noRight)
            {
                return noRight;
            }

            await db.LockAsync(AdministratorRights.LastOne, ct);
            await db.LockAsync(AccountSubject.Of(command.Account), ct);
            if (await scope.Users.FindByIdAsync(command.Account.ToString()) is not { DeletedAt: null } account)
            {
                return AccountsRefusals.AccountUnknown();
            }

            var refusal = account.Demo ? AccountsRefusals.DemoIsFixed()
                : command.Actor.Account == account.Id ? AccountsRefusals.NotYourOwnAccount()
                : await WhyNotAsync(db, account, command.Measure, ct);
            if (refusal is not null)
            {
                return refusal;
            }

            await CarryOutAsync(scope, account, command.Measure, ct);
            db.Audit(clock, command.Actor, $"accounts.{Verb(command.Measure)}", AccountSubject.Of(account.Id), VietnameseText.Clean(command.Reason));
            return (await scope.Users.UpdateSecurityStampAsync(account)).Why() is { } why ? why : Result.Success;
        }, ct);

    private async Task CarryOutAsync(AccountScope scope, Account account, AccountMeasure measure, CancellationToken ct)
    {
        switch (measure)
        {
            case AccountMeasure.Disable:
                account.DisabledAt = clock.GetUtcNow();
                return;
            case AccountMeasure.Enable:
                (account.DisabledAt, account.LockoutEnd, account.AccessFailedCount) = (null, null, 0);
                return;
            case AccountMeasure.ResetSecondFactor:
                await Codes.ForgetAsync(scope.Users, scope.Db, account, ct);
                await scope.Db.Set<AccountPasskey>().Where(p => p.UserId == account.Id).ExecuteDeleteAsync(ct); // a lost phone holds them too
                return;
            case AccountMeasure.MakeAdministrator:
                account.Kind = AccountKind.Administrator;
                return;
            case AccountMeasure.EndAdministrator:
                account.Kind = AccountKind.Member;
                return;
        }
    }

    private static async Task<Refusal?> WhyNotAsync(MarketDbContext db, Account account, AccountMeasure measure, CancellationToken ct) => measure switch
    {
        AccountMeasure.Disable when account.DisabledAt is not null => AccountsRefusals.AlreadySo(),
        AccountMeasure.Enable when account.DisabledAt is null && account.LockoutEnd is null => AccountsRefusals.AlreadySo(),
        AccountMeasure.ResetSecondFactor when !account.TwoFactorEnabled => AccountsRefusals.AlreadySo(),
        AccountMeasure.MakeAdministrator when account.Kind is AccountKind.Administrator => AccountsRefusals.AlreadySo(),
        AccountMeasure.MakeAdministrator when account.Kind is AccountKind.Officer || await db.Memberships.AnyAsync(m => m.AccountId == account.Id, ct) => AccountsRefusals.AdministratesOnly(account.Name),
        AccountMeasure.EndAdministrator when account.Kind is not AccountKind.Administrator => AccountsRefusals.AlreadySo(),
        AccountMeasure.Disable or AccountMeasure.EndAdministrator when account.Kind is AccountKind.Administrator
            && !await db.Accounts.AnyAsync(a => a.Kind == AccountKind.Administrator && a.Id != account.Id && a.DisabledAt == null, ct) => AccountsRefusals.LastAdministrator(),
        AccountMeasure.Disable or AccountMeasure.Enable or AccountMeasure.ResetSecondFactor or AccountMeasure.MakeAdministrator or AccountMeasure.EndAdministrator => null,
    };

    private static string Verb(AccountMeasure measure) => measure switch
    {
        AccountMeasure.Disable => "disabled",
        AccountMeasure.Enable => "enabled",
        AccountMeasure.ResetSecondFactor => "second_factor_reset",
        AccountMeasure.MakeAdministrator => "administrator_made",
        AccountMeasure.EndAdministrator => "administrator_ended",
    };
}
