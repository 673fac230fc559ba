using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>One run of an import: who brought which file when, and what came of its rows.</summary>
internal sealed class ImportRun
{
    public const int LongestExplanation = 1000;

    public ImportRunId Id { get; init; } = ImportRunId.New();
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public required string FileHash { get; init; }
    public required bool Planned { get; init; }
    public required string Actor { get; init; }

    /// <summary>Who brought it, where that is a person with an account.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The province all its rows lie in; null when there are several.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Why sums of the paper that did not add up were let through.</summary>
    public string? Explanation { get; init; }
    public required DateTimeOffset At { get; init; }
    public int New { get; set; }
    public int Changed { get; set; }
    public int Same { get; set; }
    public int Refused { get; set; }

    /// <summary>Doubtful matches that a person must decide.</summary>
    public int Asked { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }
}

internal enum ImportChangeKind
{
    ProducerAdded,
    ProducerChanged,
    ProductAdded,
    ProductChanged,
    CertificateAdded,
    CertificateChanged,
    PlannedProductAdded,
    PlannedProductChanged,
}

/// <summary>One thing a run added or changed, with how it was before: what undoing needs.</summary>
internal sealed class ImportChange
{
    public long Id { get; private init; }
    public required ImportRunId RunId { get; init; }

    /// <summary>Row in the file, header = 1.</summary>
    public required int Row { get; init; }
    public required ImportChangeKind Kind { get; init; }
    public required Guid Subject { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportChange>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("import_runs", RegistryModule.Schema);
        run.Property(r => r.FileName).HasMaxLength(300);
        run.Property(r => r.FileHash).HasMaxLength(64);
        run.Property(r => r.Actor).HasMaxLength(200);
        run.Property(r => r.UndoneBy).HasMaxLength(200);
        run.Property(r => r.ProvinceCode).HasMaxLength(2);
        run.Property(r => r.Explanation).HasMaxLength(ImportRun.LongestExplanation);
        run.HasIndex(r => r.At);
    }

    public void Configure(EntityTypeBuilder<ImportChange> change)
    {
        change.ToTable("import_changes", RegistryModule.Schema);
        change.Property(c => c.Before).HasColumnType("jsonb");
        change.Property(c => c.After).HasColumnType("jsonb");
        change.HasOne<ImportRun>().WithMany().HasForeignKey(c => c.RunId).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => new { c.RunId, c.Id });
        change.HasIndex(c => c.Subject);
    }
}
