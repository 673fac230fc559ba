using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>When and where a fair is to be, as it was said at one time.</summary>
public sealed record FairTerm(DateOnly From, DateOnly Through, FairVenue Venue);

/// <summary>What befell a fair, for everybody to see; it stays.</summary>
internal sealed class FairChange
{
    public long Id { get; private init; }
    public required FairId FairId { get; init; }
    public required FairChangeKind Kind { get; init; }

    /// <summary>Of the fair after it.</summary>
    public required int Sequence { get; init; }

    /// <summary>In the office's words; the English may lack.</summary>
    public string? ReasonVi { get; init; }
    public string? ReasonEn { get; init; }

    /// <summary>Null where days and place stayed.</summary>
    public FairTerm? Before { get; init; }
    public FairTerm? After { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class FairChangeConfiguration : IEntityTypeConfiguration<FairChange>
{
    public const int LongestReason = 600;

    public void Configure(EntityTypeBuilder<FairChange> change)
    {
        change.ToTable("fair_changes", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_fair_changes_reason", "kind not in ('Moved', 'Postponed', 'Cancelled') or reason_vi is not null");
            t.HasCheckConstraint("ck_fair_changes_terms", "num_nulls(before, after) in (0, 2) and (kind <> 'Moved' or before is not null)");
        });
        change.Property(c => c.ReasonVi).HasMaxLength(LongestReason);
        change.Property(c => c.ReasonEn).HasMaxLength(LongestReason);
        change.Property(c => c.Before).AsJson();
        change.Property(c => c.After).AsJson();
        change.HasOne<Fair>().WithMany().HasForeignKey(c => c.FairId).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => new { c.FairId, c.Id });
    }
}
