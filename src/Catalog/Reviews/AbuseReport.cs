using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;

namespace OcopMarket.Catalog.Reviews;

/// <summary>Somebody says that public words break the law; an office looks at all reports of the same words together.</summary>
internal sealed class AbuseReport
{
    public const int LongestNote = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ContributionKind Kind { get; init; }

    /// <summary>The review or the question.</summary>
    public required Guid Subject { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required HideReason Reason { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When an office looked at it, whatever it decided.</summary>
    public DateTimeOffset? JudgedAt { get; set; }
}

internal sealed class AbuseReportConfiguration : IEntityTypeConfiguration<AbuseReport>
{
    public void Configure(EntityTypeBuilder<AbuseReport> report)
    {
        report.ToTable("abuse_reports", CatalogModule.Schema);
        report.Property(r => r.Note).HasMaxLength(AbuseReport.LongestNote);
        report.HasIndex(r => r.Subject);
        report.HasIndex(r => r.At).HasFilter("judged_at is null").HasDatabaseName("ix_abuse_reports_open");
    }
}
