using OcopMarket.Accounts.People;
using OcopMarket.Accounts.Security;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;

namespace OcopMarket.Accounts.SignIn;

/// <summary>The second step: a code of the authenticator app, or a recovery code, which is then used up.</summary>
public sealed class SignInByCode(AccountSession session, TimeProvider clock)
{
    private const int LengthOfAppCodes = 6;

    /// <summary>Whether the first step was taken in this browser, not long ago.</summary>
    public async Task<bool> IsAwaitedAsync() => await session.SignIn.GetTwoFactorAuthenticationUserAsync() is not null;

    public async Task<Result> RunAsync(string typed, bool remember, CancellationToken ct)
    {
        var code = Codes.Clean(typed);
        if (await session.SignIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return AccountsRefusals.FirstStepMissing();
        }

        if (code.Length == LengthOfAppCodes)
        {
            return (await session.SignIn.TwoFactorAuthenticatorSignInAsync(code, remember, rememberClient: false)).Succeeded ? Result.Success : AccountsRefusals.CodeWrong();
        }

        if (!(await session.SignIn.TwoFactorRecoveryCodeSignInAsync(code)).Succeeded)
        {
            return AccountsRefusals.CodeWrong();
        }

        session.Db.Audit(clock, Actor.Member(account.Name, account.Id), "accounts.recovery_code_used", AccountSubject.Of(account.Id));
        await session.Db.SaveChangesAsync(ct);
        return Result.Success;
    }
}
