using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OcopMarket.Platform;

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

/// <summary>Secrets of private addresses and cookies: 192 random bits; the database holds their hashes.</summary>
public static class Secrets
{
    private const int Bytes = 24;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether it has the form of one of ours: anything else need not be looked up.</summary>
    public static bool IsWellFormed(string? secret) => secret is { Length: 32 } && Base64Url.IsValid(secret);
}
