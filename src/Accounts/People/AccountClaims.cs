using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace OcopMarket.Accounts.People;

/// <summary>
/// What the session cookie says: who, and the stamp of the moment. Rights are not in it: they are read from the database each time
/// (<see cref="SignIn.SignedInQueries"/>), so that what was taken away counts at once.
/// </summary>
internal sealed class AccountClaims(IOptions<IdentityOptions> identity) : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var claims = identity.Value.ClaimsIdentity;
        return Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
            [new(claims.UserIdClaimType, user.Id.ToString()), new(claims.SecurityStampClaimType, user.SecurityStamp!)], IdentityConstants.ApplicationScheme)));
    }
}
