using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;

namespace OcopMarket.Accounts.Security;

internal sealed class PasswordCheck(AccountSession session) : IPasswordCheck
{
    public async Task<Result> ConfirmAsync(Actor actor, string password, CancellationToken ct)
        => actor.Account is not { } id || await session.Users.FindByIdAsync(id.ToString()) is not { } account ? AccountsRefusals.AccountUnknown()
            : password.Length <= AccountRules.LongestPassword && (await session.SignIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true)).Succeeded ? Result.Success
            : AccountsRefusals.PasswordWrong();
}
