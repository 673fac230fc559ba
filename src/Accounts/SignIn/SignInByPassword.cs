using OcopMarket.Accounts.Letters;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.SignIn;

public enum SignInOutcome
{
    Done,

    /// <summary>The password was right; now the code of the authenticator app.</summary>
    SecondFactorWanted,
}

/// <summary>Opens a session for whoever knows the password; every failure gives the same answer in the same time.</summary>
public sealed class SignInByPassword(AccountSession session, EventOutbox outbox)
{
    /// <param name="Remember">Keep the session after the browser is closed.</param>
    public sealed record Command(string Email, string Password, bool Remember);

    public async Task<Result<SignInOutcome>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var users = session.SignIn.UserManager;
        var password = command.Password.Length > AccountRules.LongestPassword ? "" : command.Password;
        if (AccountRules.Email(command.Email) is not { Succeeded: true, Value: var email } || await users.FindByEmailAsync(email) is not { } account)
        {
            users.PasswordHasher.HashPassword(null!, password); // takes as long as looking at a real one
            return AccountsRefusals.CannotSignIn();
        }

        if (!account.EmailConfirmed)
        {
            return await RemindAsync(account, password, ct);
        }

        if (!await session.SignIn.CanSignInAsync(account))
        {
            users.PasswordHasher.HashPassword(account, password);
            return AccountsRefusals.CannotSignIn();
        }

        var result = await session.SignIn.PasswordSignInAsync(account, password, command.Remember, lockoutOnFailure: true);
        return result.Succeeded ? SignInOutcome.Done : result.RequiresTwoFactor ? SignInOutcome.SecondFactorWanted : AccountsRefusals.CannotSignIn();
    }

    private async Task<Result<SignInOutcome>> RemindAsync(Account account, string password, CancellationToken ct)
    {
        var users = session.SignIn.UserManager;
        if (!await users.CheckPasswordAsync(account, password) || await users.IsLockedOutAsync(account))
        {
            await users.AccessFailedAsync(account);
            return AccountsRefusals.CannotSignIn();
        }

        outbox.Add(session.Db, new LetterWanted(account.Id, AccountLetter.Confirm));
        await session.Db.SaveChangesAsync(ct);
        return AccountsRefusals.EmailNotConfirmed();
    }
}

/// <summary>Ends the session of this browser.</summary>
public sealed class SignOut(AccountSession session)
{
    public Task RunAsync() => session.SignIn.SignOutAsync();
}
