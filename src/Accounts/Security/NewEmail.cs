using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.Security;

/// <summary>
/// Asks for another e-mail address: a letter with a link goes there, a warning to the present one. An address that has an account gets no
/// letter, and the answer does not tell.
/// </summary>
public sealed class AskForNewEmail(AccountSession session, IPasswordCheck passwords, EventOutbox outbox, TimeProvider clock)
{
    private const string Asked = "accounts.email_change_asked";

    /// <summary>In 24 hours: the letters go to whomever is named.</summary>
    private const int Most = 5;

    public sealed record Command(Actor Actor, string Email, string Password);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var email = AccountRules.Email(command.Email);
        return (email.Refusal ?? (await passwords.ConfirmAsync(command.Actor, command.Password, ct)).Refusal) is { } refusal ? refusal
            : await session.ChangeOwnAsync(command.Actor, account => AskAsync(account, email.Value, command.Actor, ct), ct);
    }

    private async Task<Result> AskAsync(Account account, string email, Actor actor, CancellationToken ct)
    {
        var db = session.Db;
        await db.LockAsync(AccountSubject.Of(account.Id), ct);
        if (email.Equals(account.Email, StringComparison.OrdinalIgnoreCase))
        {
            return AccountsRefusals.EmailIsTheSame();
        }

        if (await db.CountActionsAsync(account.Id, Asked, clock.GetUtcNow().AddDays(-1), ct) >= Most)
        {
            return AccountsRefusals.EmailAskedTooOften(Most);
        }

        if (await session.Users.FindByEmailAsync(email) is null)
        {
            outbox.Add(db, new NewEmailLetter(account.Id, email, email, NewEmailLetterKind.Confirm));
        }

        outbox.Add(db, new NewEmailLetter(account.Id, account.Email!, email, NewEmailLetterKind.Warn));
        db.Audit(clock, actor, Asked, AccountSubject.Of(account.Id));
        return Result.Success;
    }
}

/// <summary>Takes the new address by the secret of the letter sent there. Every session is over; the old address is told.</summary>
public sealed class ConfirmNewEmail(AccountWork work, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(AccountId Account, string Email, string Secret);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        try
        {
            return await work.InTransactionAsync(scope => TakeAsync(scope, command), ct);
        }
        catch (DbUpdateException e) when (e.BrokeConstraint("ix_accounts_normalized_email") || e.BrokeConstraint("ix_accounts_normalized_user_name"))
        {
            return AccountsRefusals.LinkWorthless(); // somebody made an account of it a moment before
        }
    }

    private async Task<Result> TakeAsync(AccountScope scope, Command command)
    {
        if (AccountRules.Email(command.Email) is not { Succeeded: true, Value: var email }
            || await scope.Users.FindByIdAsync(command.Account.ToString()) is not { DisabledAt: null, Demo: false, Email: { } old } account
            || await scope.Users.FindByEmailAsync(email) is not null
            || (await scope.Users.ChangeEmailAsync(account, email, LetterLinks.Read(command.Secret))).Why() is not null
            || (await scope.Users.SetUserNameAsync(account, email)).Why() is not null)
        {
            return AccountsRefusals.LinkWorthless();
        }

        account.Rename(account.Name); // people are found by their address too
        outbox.Add(scope.Db, new NewEmailLetter(account.Id, old, email, NewEmailLetterKind.Changed));
        scope.Db.Audit(clock, Actor.Member(account.Name, account.Id), "accounts.email_changed", AccountSubject.Of(account.Id));
        return Result.Success;
    }
}
