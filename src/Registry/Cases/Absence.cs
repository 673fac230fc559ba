using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;

namespace OcopMarket.Registry.Cases;

/// <summary>Days on which an officer's work goes to a colleague.</summary>
internal sealed class Absence
{
    public const int LongestNote = 500, MostDays = 366;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required AccountId Officer { get; init; }
    public required string OfficerName { get; init; }
    public required AccountId Cover { get; init; }
    public required string CoverName { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly Through { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Called off, or back before time.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public static Expression<Func<Absence, bool>> On(DateOnly day) => a => a.EndedAt == null && a.From <= day && a.Through >= day;
}

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("absences", RegistryModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_absences_term", "through >= \"from\"");
            t.HasCheckConstraint("ck_absences_cover", "cover <> officer");
        });
        absence.Property(a => a.OfficerName).HasMaxLength(200);
        absence.Property(a => a.CoverName).HasMaxLength(200);
        absence.Property(a => a.Note).HasMaxLength(Absence.LongestNote);
        absence.Property(a => a.By).HasMaxLength(200);
        absence.HasIndex(a => new { a.Officer, a.From }).HasFilter("ended_at is null");
        absence.HasIndex(a => a.Cover).HasFilter("ended_at is null");
    }
}
