using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Consents;
using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.SignIn;

/// <summary>Makes an account, which counts once its e-mail address is confirmed. Who has one already gets a letter that says so, and the form gives the same answer.</summary>
public sealed class SignUp(AccountWork work, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Language">In which letters are written: vi or en.</param>
    /// <param name="Terms">The rules of the market and the keeping of an account were accepted.</param>
    public sealed record Command(string Name, string Email, string Password, string Language, bool Terms, bool News = false);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (name, email) = (AccountRules.Name(command.Name), AccountRules.Email(command.Email));
        if ((name.Refusal ?? email.Refusal ?? (command.Password.Length > AccountRules.LongestPassword ? AccountsRefusals.PasswordTooLong(AccountRules.LongestPassword) : null)
            ?? (command.Terms ? null : AccountsRefusals.TermsNotAccepted())) is { } refusal)
        {
            return refusal;
        }

        try
        {
            return await work.InTransactionAsync(scope => MakeAsync(scope, name.Value, email.Value, command, ct), ct);
        }
        catch (DbUpdateException e) when (e.BrokeConstraint("ix_accounts_normalized_email") || e.BrokeConstraint("ix_accounts_normalized_user_name"))
        {
            return Result.Success; // the form was sent twice: the other one made the account
        }
    }

    private async Task<Result> MakeAsync(AccountScope scope, string name, string email, Command command, CancellationToken ct)
    {
        var (users, db) = (scope.Users, scope.Db);
        var account = new Account(name, email, command.Language == "en" ? "en" : "vi", clock.GetUtcNow());
        foreach (var validator in users.PasswordValidators)
        {
            if ((await validator.ValidateAsync(users, account, command.Password)).Why() is { } weak)
            {
                return weak;
            }
        }

        if (await users.FindByEmailAsync(email) is { } earlier)
        {
            users.PasswordHasher.HashPassword(account, command.Password); // takes as long as making one
            outbox.Add(db, new LetterWanted(earlier.Id, earlier.EmailConfirmed ? AccountLetter.AlreadyThere : AccountLetter.Confirm));
            return Result.Success;
        }

        if ((await users.CreateAsync(account, command.Password)).Why() is { } refusal)
        {
            return refusal;
        }

        db.Consents.Add(new(account.Id, ConsentPurpose.Account, clock.GetUtcNow()));
        if (command.News)
        {
            db.Consents.Add(new(account.Id, ConsentPurpose.News, clock.GetUtcNow()));
        }

        db.Audit(clock, Actor.Member(name, account.Id), "accounts.signed_up", AccountSubject.Of(account.Id));
        outbox.Add(db, new LetterWanted(account.Id, AccountLetter.Confirm));
        return Result.Success;
    }
}

/// <summary>Confirms an e-mail address by the secret of the letter.</summary>
public sealed class ConfirmEmail(AccountWork work, TimeProvider clock)
{
    public Task<Result> RunAsync(AccountId id, string secret, CancellationToken ct)
        => work.InTransactionAsync(async scope =>
        {
            if (await scope.Users.FindByIdAsync(id.ToString()) is not { } account || (await scope.Users.ConfirmEmailAsync(account, LetterLinks.Read(secret))).Why() is not null)
            {
                return AccountsRefusals.LinkWorthless();
            }

            scope.Db.Audit(clock, Actor.Member(account.Name, account.Id), "accounts.email_confirmed", AccountSubject.Of(account.Id));
            return Result.Success;
        }, ct);
}
