using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OcopMarket.Ordering.Cards;

/// <summary><c>Stripe-Signature: t=…,v1=…,v1=…</c>: seconds since 1970 and the hexadecimal HMAC-SHA256 of <c>t.body</c>, one for each secret in use.</summary>
internal static class StripeSignature
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={t},v1={Convert.ToHexStringLower(Mac(secret, t, body))}";
    }

    /// <summary>Whether one of the header's signatures belongs to this body and one of the secrets, and is fresh. Other schemes than v1 count for nothing.</summary>
    public static bool Fits(string? header, IReadOnlyList<string> secrets, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',', 20, StringSplitOptions.TrimEntries);
        var t = Array.Find(parts, p => p.StartsWith("t=", StringComparison.Ordinal))?[2..] ?? "";
        var fits = false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            var mac = Mac(secret, t, body);
            foreach (var part in parts.Where(p => p.StartsWith("v1=", StringComparison.Ordinal) && p.Length == 3 + (2 * HMACSHA256.HashSizeInBytes)))
            {
                fits |= Convert.FromHexString(part[3..], given, out _, out _) is System.Buffers.OperationStatus.Done && CryptographicOperations.FixedTimeEquals(given, mac);
            }
        }

        return fits && long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Window.TotalSeconds;
    }

    private static byte[] Mac(string secret, string t, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(t + "."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
