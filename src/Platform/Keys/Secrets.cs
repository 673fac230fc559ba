using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OcopMarket.Platform.Keys;

/// <summary>Secrets of private addresses and cookies: 192 random bits; the database holds their hashes.</summary>
public static class Secrets
{
    private const int Bytes = 24;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether it has the form of one of ours: anything else need not be looked up.</summary>
    public static bool IsWellFormed(string? secret) => secret is { Length: 32 } && Base64Url.IsValid(secret);
}
