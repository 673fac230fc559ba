using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Contracts;

/// <summary>A module that keeps things of a person: it lets go of them when the person has their account deleted.</summary>
public interface IForgetPerson
{
    /// <summary>Removes what no law wants kept, in the caller's transaction.</summary>
    Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct);
}
