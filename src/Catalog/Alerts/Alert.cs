using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Catalog.Alerts;

/// <summary>
/// Somebody asked for letters about goods: an account, whose mailbox is known, or a mailbox, which gets nothing but one question before its owner has
/// confirmed.
/// </summary>
internal abstract class Alert
{
    /// <summary>Questions that one mailbox may get by strangers' asking within a day.</summary>
    internal const int MostADay = 5;

    /// <summary>How long a question may wait for its answer.</summary>
    internal static readonly TimeSpan Waiting = TimeSpan.FromDays(3);

    /// <summary>The same question is put to a mailbox once within this time.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public AccountId? Account { get; init; }

    /// <summary>Null for an account's: its letters go where the account gets letters.</summary>
    public string? Email { get; init; }

    /// <summary>That the letters to a mailbox are in: vi or en.</summary>
    public required string Language { get; set; }

    /// <summary>Of the secret in its links, by which it is confirmed and ended.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret, encrypted: every letter has to say the link again.</summary>
    public required string TokenSeal { get; init; }
    public required DateTimeOffset AskedAt { get; set; }

    /// <summary>An account's needs no answer.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
}

internal static class AlertConfiguration
{
    /// <summary>What all kinds of alerts have in common.</summary>
    public static void ConfigureAlert<TAlert>(this EntityTypeBuilder<TAlert> alert, string table) where TAlert : Alert
    {
        alert.ToTable(table, CatalogModule.Schema, t => t.HasCheckConstraint($"ck_{table}_owner", "(account is null) <> (email is null) and (account is null or confirmed_at is not null)"));
        alert.Property(a => a.Id).ValueGeneratedNever();
        alert.Property(a => a.Email).HasMaxLength(254);
        alert.Property(a => a.Language).HasMaxLength(2);
        alert.Property(a => a.TokenHash).HasMaxLength(64);
        alert.Property(a => a.TokenSeal).HasMaxLength(500);
        alert.HasIndex(a => a.TokenHash).IsUnique();
        alert.HasIndex(a => new { a.Email, a.AskedAt }).HasFilter("email is not null");
    }
}

/// <summary>Encrypts the secrets of alerts, which every letter has to say again.</summary>
internal sealed class AlertLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OcopMarket.Catalog.Alerts");

    public string Seal(string secret) => _protector.Protect(secret);

    /// <summary>Where it is confirmed and ended.</summary>
    public string Path(Alert alert) => "/thu-bao/" + _protector.Unprotect(alert.TokenSeal);
}

internal static class HeldAlerts
{
    /// <summary>The alert of a link; null for what is unknown, has ended or was not confirmed in time.</summary>
    public static async Task<Alert?> FindAlertAsync(this MarketDbContext db, string? secret, TimeProvider clock, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var (hash, oldest) = (Secrets.Hash(secret!), clock.GetUtcNow() - Alert.Waiting);
        return (Alert?)await db.ProductAlerts.SingleOrDefaultAsync(a => a.TokenHash == hash && (a.ConfirmedAt != null || a.AskedAt > oldest), ct)
            ?? await db.SavedSearches.SingleOrDefaultAsync(s => s.TokenHash == hash && (s.ConfirmedAt != null || s.AskedAt > oldest), ct);
    }

    /// <summary>Holds a mailbox against others that name it at the same moment, and says how many questions it got within a day.</summary>
    public static async Task<int> QuestionsOfADayAsync(this MarketDbContext db, string email, DateTimeOffset now, CancellationToken ct)
    {
        await db.LockAsync($"catalog.alerts:{email}", ct);
        return await db.ProductAlerts.CountAsync(a => a.Email == email && a.AskedAt > now.AddDays(-1), ct)
            + await db.SavedSearches.CountAsync(s => s.Email == email && s.AskedAt > now.AddDays(-1), ct);
    }
}
