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

/// <summary>Identity's store on the market's database. The market has no external logins and keeps no claims, so these have no tables.</summary>
internal sealed class AccountStore(AccountContext context, IdentityErrorDescriber describer)
    : UserOnlyStore<Account, MarketDbContext, AccountId, IdentityUserClaim<AccountId>, IdentityUserLogin<AccountId>, AccountToken, AccountPasskey>(context.Db, describer)
{
    public override AccountId ConvertIdFromString(string? id) => Guid.TryParse(id, out var value) ? new AccountId(value) : default;

    public override string? ConvertIdToString(AccountId id) => id.Value == Guid.Empty ? null : id.ToString();
}
