using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;

namespace OcopMarket.Accounts.Security;

/// <summary>What an authenticator app needs to know.</summary>
/// <param name="Key">To be typed, in groups of four.</param>
/// <param name="Address">The same as an otpauth address, for a QR code.</param>
public sealed record AuthenticatorSetup(string Key, string Address);

/// <summary>Each opens the door once when the phone is not at hand; shown once.</summary>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>Gives the key for the person's authenticator app; nothing is switched on before a code of the app was shown.</summary>
public sealed class PrepareSecondFactor(AccountSession session)
{
    private const string Issuer = "OcopMarket";

    public Task<Result<AuthenticatorSetup>> RunAsync(Actor actor, CancellationToken ct)
        => session.ChangeOwnAsync<AuthenticatorSetup>(actor, async account =>
        {
            var users = session.Users;
            if (await users.GetAuthenticatorKeyAsync(account) is not { } key)
            {
                key = users.GenerateNewAuthenticatorKey();
                await session.Store.SetAuthenticatorKeyAsync(account, key, ct);
            }

            var label = Uri.EscapeDataString($"{Issuer}:{account.Email}");
            return new AuthenticatorSetup(
                string.Join(' ', key.Chunk(4).Select(four => new string(four))), $"otpauth://totp/{label}?secret={key}&issuer={Issuer}&digits=6");
        }, ct);
}

/// <summary>Switches the second factor on once the app has shown a right code, and gives the recovery codes, which are not shown again.</summary>
public sealed class TurnOnSecondFactor(AccountSession session, TimeProvider clock)
{
    public Task<Result<RecoveryCodes>> RunAsync(Actor actor, string code, CancellationToken ct)
        => session.ChangeOwnAsync<RecoveryCodes>(actor, async account =>
        {
            var users = session.Users;
            if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, Codes.Clean(code)))
            {
                return AccountsRefusals.CodeWrong();
            }

            session.Db.Audit(clock, actor, "accounts.second_factor_on", AccountSubject.Of(account.Id));
            await users.SetTwoFactorEnabledAsync(account, true);
            return await Codes.NewAsync(users, account);
        }, ct);
}

/// <summary>New recovery codes in place of all earlier ones.</summary>
public sealed class RenewRecoveryCodes(AccountSession session, TimeProvider clock)
{
    public Task<Result<RecoveryCodes>> RunAsync(Actor actor, string password, CancellationToken ct)
        => session.ChangeOwnAsync<RecoveryCodes>(actor, async account =>
        {
            if (!await session.Users.CheckPasswordAsync(account, password))
            {
                return AccountsRefusals.PasswordWrong();
            }

            session.Db.Audit(clock, actor, "accounts.recovery_codes_renewed", AccountSubject.Of(account.Id));
            return await Codes.NewAsync(session.Users, account);
        }, ct);
}

/// <summary>Switches the second factor off; officers and administrators keep theirs.</summary>
public sealed class TurnOffSecondFactor(AccountSession session, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, string password, CancellationToken ct)
        => session.ChangeOwnAsync(actor, async account =>
        {
            if (account.Kind is not AccountKind.Member)
            {
                return AccountsRefusals.SecondFactorRequired();
            }

            if (!await session.Users.CheckPasswordAsync(account, password))
            {
                return AccountsRefusals.PasswordWrong();
            }

            session.Db.Audit(clock, actor, "accounts.second_factor_off", AccountSubject.Of(account.Id));
            await Codes.ForgetAsync(session.Users, session.Db, account, ct);
            return Result.Success;
        }, ct);
}

internal static class Codes
{
    private const int Count = 10;

    /// <summary>Apps and people group digits with blanks, and write codes in any case.</summary>
    public static string Clean(string? code) => new([.. (code ?? "").Where(c => !char.IsWhiteSpace(c)).Take(40).Select(char.ToUpperInvariant)]);

    public static async Task<RecoveryCodes> NewAsync(UserManager<Account> users, Account account)
        => new([.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Count) ?? []]);

    /// <summary>Off, with key and codes gone, so that setting it up again begins anew.</summary>
    public static async Task ForgetAsync(UserManager<Account> users, Platform.Data.MarketDbContext db, Account account, CancellationToken ct)
    {
        await users.SetTwoFactorEnabledAsync(account, false);
        await db.Set<AccountToken>().Where(t => t.UserId == account.Id).ExecuteDeleteAsync(ct);
        db.ChangeTracker.Entries<AccountToken>().ToList().ForEach(e => e.State = EntityState.Detached);
    }
}
