using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OcopMarket.Accounts.People;

namespace OcopMarket.Accounts.SignIn;

/// <summary>Identity's sign-in; shut accounts, and demonstration accounts where there is no demonstration, cannot.</summary>
internal sealed class MarketSignIn(
    UserManager<Account> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options, ILogger<MarketSignIn> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, AccountsSettings settings)
    : SignInManager<Account>(users, http, claims, options, log, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(Account user)
        => user.DisabledAt is null && (!user.Demo || settings.Demo) && await base.CanSignInAsync(user);
}
