using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;

namespace OcopMarket.Registry.Producers;

/// <summary>What lets a suspension begin without its five days' notice.</summary>
public enum UrgentGround
{
    /// <summary>Goods that may harm people.</summary>
    Danger,

    /// <summary>Counterfeit goods, a forged certificate.</summary>
    Forgery,

    /// <summary>A court or an authority asks for it.</summary>
    Order,
}

/// <summary>A suspension from its notice to its end, with what the producer said against it.</summary>
internal sealed class Suspension
{
    public const int LongestText = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ProducerId ProducerId { get; init; }
    public required DateOnly NoticedOn { get; init; }

    /// <summary>First day without offers.</summary>
    public required DateOnly From { get; init; }
    public UrgentGround? Urgent { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? LiftedAt { get; set; }
    public string? LiftedBy { get; set; }
    public string? LiftReason { get; set; }
    public string? Appeal { get; set; }
    public string? AppealedBy { get; set; }
    public DateTimeOffset? AppealedAt { get; set; }
    public string? Answer { get; set; }

    /// <summary>Whether the appeal was right; then the suspension has ended with the answer.</summary>
    public bool? Upheld { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class SuspensionConfiguration : IEntityTypeConfiguration<Suspension>
{
    public void Configure(EntityTypeBuilder<Suspension> suspension)
    {
        suspension.ToTable("suspensions", RegistryModule.Schema);
        suspension.Property(s => s.Reason).HasMaxLength(Producer.LongestSuspensionReason);
        suspension.Property(s => s.LiftReason).HasMaxLength(Producer.LongestSuspensionReason);
        suspension.Property(s => s.Appeal).HasMaxLength(Suspension.LongestText);
        suspension.Property(s => s.Answer).HasMaxLength(Suspension.LongestText);
        foreach (var person in new[] { nameof(Suspension.Actor), nameof(Suspension.LiftedBy), nameof(Suspension.AppealedBy), nameof(Suspension.AnsweredBy) })
        {
            suspension.Property(person).HasMaxLength(200);
        }

        suspension.HasOne<Producer>().WithMany().HasForeignKey(s => s.ProducerId).OnDelete(DeleteBehavior.Restrict);
        suspension.HasIndex(s => s.ProducerId).IsUnique().HasFilter("lifted_at is null").HasDatabaseName("ix_suspensions_open"); // one at a time
        suspension.HasIndex(s => new { s.ProducerId, s.At });
    }
}
