using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Keys;

/// <summary>A key of the market's own, sealed by the data-protection keys.</summary>
internal sealed class MarketKey
{
    public required string Name { get; init; }
    public required string Seal { get; init; }
}

internal sealed class MarketKeyConfiguration : IEntityTypeConfiguration<MarketKey>
{
    public void Configure(EntityTypeBuilder<MarketKey> key)
    {
        key.ToTable("market_keys", PlatformModule.Schema);
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(60);
        key.Property(k => k.Seal).HasMaxLength(1000);
    }
}

/// <summary>
/// Keyed fingerprints (HMAC-SHA-256) of what is looked up and never shown: numbers are few enough to be tried one by one against a plain hash.
/// The same text has the same fingerprint on every node.
/// </summary>
public sealed class Fingerprints(IDbContextFactory<MarketDbContext> contexts, Safe safe)
{
    /// <summary>A fingerprint begins with it.</summary>
    public const string Mark = "h1:";

    private const string Name = "fingerprints";

    private byte[]? _key;

    public async Task<string> OfAsync(string text, CancellationToken ct)
        => Mark + Convert.ToHexStringLower(HMACSHA256.HashData(_key ??= await KeyAsync(ct), Encoding.UTF8.GetBytes(text)));

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var made = safe.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            await db.Database.ExecuteSqlAsync($"insert into platform.market_keys (name, seal) values ({Name}, {made}) on conflict do nothing", ct); // the first node's holds
            return Convert.FromBase64String(safe.Open(await db.Set<MarketKey>().Where(k => k.Name == Name).Select(k => k.Seal).SingleAsync(ct)));
        }
    }
}
