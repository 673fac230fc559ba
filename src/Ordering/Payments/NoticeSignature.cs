using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OcopMarket.Ordering.Payments;

/// <summary><c>X-Market-Signature: t=…,v1=…</c>: seconds since 1970 and the hexadecimal HMAC-SHA256 of <c>t.body</c>.</summary>
internal static class NoticeSignature
{
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    public static string Sign(string secret, ReadOnlySpan<byte> body, DateTimeOffset at)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={t},v1={Convert.ToHexStringLower(Mac(secret, t, body))}";
    }

    /// <summary>Whether the header belongs to this body and secret and is fresh. Every comparison takes the same time, whatever is wrong.</summary>
    public static bool Fits(string? header, string secret, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        string? t = null, v1 = null;
        foreach (var part in (header ?? "").Split(',', 10, StringSplitOptions.TrimEntries))
        {
            t = part.StartsWith("t=", StringComparison.Ordinal) ? part[2..] : t;
            v1 = part.StartsWith("v1=", StringComparison.Ordinal) ? part[3..] : v1;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var read = v1 is { Length: 2 * HMACSHA256.HashSizeInBytes } && Convert.FromHexString(v1, given, out _, out _) is System.Buffers.OperationStatus.Done;
        var same = CryptographicOperations.FixedTimeEquals(given, Mac(secret, t ?? "", body));
        return read && same && long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Window.TotalSeconds;
    }

    private static byte[] Mac(string secret, string t, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(t + "."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
