using OcopMarket.Platform;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Contracts;

/// <summary>Whose basket it is: a member's by the account, a guest's by the secret in the cookie. Nobody names a basket by its id.</summary>
public readonly record struct CartOwner
{
    private CartOwner(AccountId? account, string? tokenHash) => (Account, TokenHash) = (account, tokenHash);

    public AccountId? Account { get; }

    /// <summary>SHA-256 of the guest's secret, hexadecimal.</summary>
    public string? TokenHash { get; }

    public static CartOwner Of(AccountId account) => new(account, null);

    public static CartOwner Guest(string secret) => new(null, Secrets.Hash(secret));
}
