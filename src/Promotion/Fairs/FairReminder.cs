using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Hall;

namespace OcopMarket.Promotion.Fairs;

/// <summary>
/// A mailbox that wants to hear of one fair, before it opens, or of one live session, before it begins; and when either moves or is off. Nothing is
/// sent before its owner has confirmed.
/// </summary>
internal sealed class FairReminder
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required FairId FairId { get; init; }

    /// <summary>The session it is about; null for the fair as a whole.</summary>
    public FairSessionId? SessionId { get; init; }
    public required string Email { get; init; }

    /// <summary>That the letters are in: vi or en.</summary>
    public required string Language { get; set; }

    /// <summary>Of the secret in its links, by which it is confirmed and ended.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret, encrypted: every letter has to say the link again.</summary>
    public required string TokenSeal { get; init; }
    public required DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The first day of the fair that it has been reminded of; a fair that moves, and its sessions with it, is reminded of again.</summary>
    public DateOnly? RemindedOf { get; set; }

    /// <summary>Whether there is something ahead to remind of.</summary>
    public static bool IsOf(Fair fair, DateOnly today) => fair.State is FairState.Postponed || (fair.State is FairState.Announced && fair.From > today);
}

internal sealed class FairReminderConfiguration : IEntityTypeConfiguration<FairReminder>
{
    public void Configure(EntityTypeBuilder<FairReminder> reminder)
    {
        reminder.ToTable("fair_reminders", PromotionModule.Schema);
        reminder.Property(r => r.Id).ValueGeneratedNever();
        reminder.Property(r => r.Email).HasMaxLength(254);
        reminder.Property(r => r.Language).HasMaxLength(2);
        reminder.Property(r => r.TokenHash).HasMaxLength(64);
        reminder.Property(r => r.TokenSeal).HasMaxLength(500);
        reminder.HasOne<Fair>().WithMany().HasForeignKey(r => r.FairId).OnDelete(DeleteBehavior.Cascade);
        reminder.HasOne<FairSession>().WithMany().HasForeignKey(r => r.SessionId).OnDelete(DeleteBehavior.Cascade);
        reminder.HasIndex(r => r.TokenHash).IsUnique();
        reminder.HasIndex(r => new { r.FairId, r.Email, r.SessionId }).IsUnique().AreNullsDistinct(false);
        reminder.HasIndex(r => new { r.Email, r.AskedAt });
    }
}
