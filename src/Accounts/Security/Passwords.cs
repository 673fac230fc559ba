using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.Security;

/// <summary>Sends a letter to set a new password, if the address has an account; whoever asks never learns whether.</summary>
public sealed class AskForReset(AccountWork work, EventOutbox outbox)
{
    public Task<Result> RunAsync(string typed, CancellationToken ct)
        => work.InTransactionAsync(async scope =>
        {
            if (AccountRules.Email(typed) is not { Succeeded: true, Value: var email })
            {
                return AccountsRefusals.EmailWrong();
            }

            if (await scope.Users.FindByEmailAsync(email) is { DisabledAt: null } account)
            {
                outbox.Add(scope.Db, new LetterWanted(account.Id, AccountLetter.Reset));
            }

            return Result.Success;
        }, ct);
}

/// <summary>Sets a new password by the secret of the letter, which also shows that the address is theirs; every session ends.</summary>
public sealed class ResetPassword(AccountWork work, TimeProvider clock)
{
    public sealed record Command(AccountId Account, string Secret, string Password);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => work.InTransactionAsync(async scope =>
        {
            if (command.Password.Length > AccountRules.LongestPassword)
            {
                return AccountsRefusals.PasswordTooLong(AccountRules.LongestPassword);
            }

            if (await scope.Users.FindByIdAsync(command.Account.ToString()) is not { DisabledAt: null, Demo: false } account)
            {
                return AccountsRefusals.LinkWorthless();
            }

            if ((await scope.Users.ResetPasswordAsync(account, LetterLinks.Read(command.Secret), command.Password)).Why() is { } why)
            {
                return why;
            }

            (account.EmailConfirmed, account.LockoutEnd, account.AccessFailedCount) = (true, null, 0);
            scope.Db.Audit(clock, Actor.Member(account.Name, account.Id), "accounts.password_reset", AccountSubject.Of(account.Id));
            return Result.Success;
        }, ct);
}

/// <summary>Changes the password of whoever knows the present one; every other session ends.</summary>
public sealed class ChangePassword(AccountSession session, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string Present, string New);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => session.ChangeOwnAsync(command.Actor, async account =>
        {
            if (command.New.Length > AccountRules.LongestPassword)
            {
                return AccountsRefusals.PasswordTooLong(AccountRules.LongestPassword);
            }

            session.Db.Audit(clock, command.Actor, "accounts.password_changed", AccountSubject.Of(account.Id));
            return (await session.Users.ChangePasswordAsync(account, command.Present, command.New)).Why() is { } why ? why : Result.Success;
        }, ct);
}

/// <summary>Ends every session of the account but this one.</summary>
public sealed class SignOutEverywhere(AccountSession session, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, CancellationToken ct)
        => session.ChangeOwnAsync(actor, async account =>
        {
            session.Db.Audit(clock, actor, "accounts.signed_out_everywhere", AccountSubject.Of(account.Id));
            return (await session.Users.UpdateSecurityStampAsync(account)).Why() is { } why ? why : Result.Success;
        }, ct);
}
