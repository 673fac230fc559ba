using OcopMarket.Platform;

namespace OcopMarket.Accounts.Contracts;

/// <summary>A module that keeps things of a person: it says what, when the person takes their data along.</summary>
public interface IPersonalRecords
{
    /// <summary>By the name each kind of thing has in the file.</summary>
    Task<IReadOnlyDictionary<string, object>> OfAsync(AccountId account, CancellationToken ct);
}
