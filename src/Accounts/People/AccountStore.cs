using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.People;

/// <summary>The one context Identity works on within a scope; everything else takes contexts from the factory.</summary>
internal sealed class AccountContext(IDbContextFactory<MarketDbContext> contexts) : IAsyncDisposable, IDisposable
{
    public MarketDbContext Db { get; } = contexts.CreateDbContext();

    public void Dispose() => Db.Dispose();

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

/// <summary>
/// Identity's store on the market's database. The market has no external logins and keeps no claims, so these have no tables. Whoever
/// reads the database cannot sign in: keys of authenticator apps are encrypted, recovery codes hashed.
/// </summary>
internal sealed class AccountStore(AccountContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, MarketDbContext, AccountId, IdentityUserClaim<AccountId>, IdentityUserLogin<AccountId>, AccountToken, AccountPasskey>(context.Db, describer)
{
    private const string Hashed = "sha256:";

    private readonly IDataProtector _keys = protection.CreateProtector("OcopMarket.Accounts.AuthenticatorKeys");

    public override AccountId ConvertIdFromString(string? id) => Guid.TryParse(id, out var value) ? new AccountId(value) : default;

    public override string? ConvertIdToString(AccountId id) => id.Value == Guid.Empty ? null : id.ToString();

    public override Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken)
        => base.SetAuthenticatorKeyAsync(user, _keys.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken)
        => await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } kept ? _keys.Unprotect(kept) : null;

    public override Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken)
        => base.ReplaceCodesAsync(user, recoveryCodes.Select(c => c.StartsWith(Hashed, StringComparison.Ordinal) ? c : Hash(c)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken) => base.RedeemCodeAsync(user, Hash(code), cancellationToken);

    private static string Hash(string code) => Hashed + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
