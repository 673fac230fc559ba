using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Audit;

/// <summary>One line of the audit trail: who did what to which thing, when, why, and how it was before and after. Never changed, never deleted; only the name of a person who had their account deleted gives way to a number.</summary>
internal sealed class AuditEntry
{
    public long Id { get; private init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }

    /// <summary>The person, if it was one signed in: what their name is found by when it must be forgotten.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Module and verb, e.g. <c>registry.certificate_revoked</c>.</summary>
    public required string Action { get; init; }
    public required string Subject { get; init; }
    public string? Reason { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entries", PlatformModule.Schema);
        entry.Property(e => e.Actor).HasMaxLength(200);
        entry.Property(e => e.Action).HasMaxLength(100);
        entry.Property(e => e.Subject).HasMaxLength(200);
        entry.Property(e => e.Reason).HasMaxLength(2000);
        entry.Property(e => e.Before).HasColumnType("jsonb");
        entry.Property(e => e.After).HasColumnType("jsonb");
        entry.HasIndex(e => new { e.Subject, e.Id });
        entry.HasIndex(e => new { e.Account, e.Id }).HasFilter("account is not null");
        entry.HasIndex(e => new { e.Action, e.Id });
        entry.HasIndex(e => e.At);
    }
}

/// <summary>Writes the audit trail inside the caller's transaction, so that a change and its entry stand or fall together.</summary>
public static class AuditTrail
{
    /// <param name="subject">Kind and key of the thing, e.g. <c>certificate:0198…</c>.</param>
    /// <param name="before">What was, as an object that becomes JSON; null when the thing is new.</param>
    public static void Audit(this MarketDbContext db, TimeProvider clock, Actor actor, string action, string subject, string? reason = null, object? before = null, object? after = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(actor);
        db.Set<AuditEntry>().Add(new AuditEntry
        {
            At = clock.GetUtcNow(), Actor = actor.ToString(), Account = actor.Account, Action = action, Subject = subject, Reason = reason,
            Before = before is null ? null : JsonSerializer.Serialize(before, PlatformJson.Options),
            After = after is null ? null : JsonSerializer.Serialize(after, PlatformJson.Options),
        });
    }

    /// <summary>How often a person did a thing since then, in the caller's transaction: for limits that hold on every node.</summary>
    public static Task<int> CountActionsAsync(this MarketDbContext db, AccountId account, string action, DateTimeOffset since, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<AuditEntry>().CountAsync(e => e.Account == account && e.Action == action && e.At > since, ct);
    }

    /// <summary>Puts a pseudonym in place of a person's name, in the caller's transaction; what they did stays on record.</summary>
    public static Task<int> ForgetNameAsync(this MarketDbContext db, AccountId account, string pseudonym, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Database.ExecuteSqlAsync($"update platform.audit_entries set actor = split_part(actor, ':', 1) || ':' || {pseudonym} where account = {account.Value}", ct);
    }
}
