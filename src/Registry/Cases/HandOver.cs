using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Cases;

public enum HandOverAct
{
    Taken,
    HandedOver,

    /// <summary>Back to all officers of the area.</summary>
    PutBack,
}

/// <summary>A case comes to an officer, or goes back to all. Of a case one row at most has not ended: who deals with it.</summary>
internal sealed class HandOver
{
    public const int LongestNote = 3000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required CaseKind Kind { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>Of the case when it came to the officer; empty for an office of the whole country.</summary>
    public required string ProvinceCode { get; init; }
    public required string CommuneCode { get; init; }
    public required HandOverAct Act { get; init; }

    /// <summary>Null when it was put back.</summary>
    public AccountId? Officer { get; init; }
    public string? OfficerName { get; init; }

    /// <summary>Who did it, as the audit trail has it.</summary>
    public required string By { get; init; }
    public AccountId? ByAccount { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class HandOverConfiguration : IEntityTypeConfiguration<HandOver>
{
    public void Configure(EntityTypeBuilder<HandOver> row)
    {
        row.ToTable("hand_overs", RegistryModule.Schema, t => t.HasCheckConstraint("ck_hand_overs_officer", "officer is not null or ended_at is not null"));
        row.Property(h => h.ProvinceCode).HasMaxLength(2);
        row.Property(h => h.CommuneCode).HasMaxLength(5);
        row.Property(h => h.OfficerName).HasMaxLength(200);
        row.Property(h => h.By).HasMaxLength(200);
        row.Property(h => h.Note).HasMaxLength(HandOver.LongestNote);
        row.HasIndex(h => new { h.Kind, h.CaseId }).IsUnique().HasFilter("ended_at is null").HasDatabaseName("ix_hand_overs_now");
        row.HasIndex(h => new { h.Kind, h.CaseId, h.At });
    }
}
