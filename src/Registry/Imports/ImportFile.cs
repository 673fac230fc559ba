using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

public enum ImportFileState
{
    /// <summary>Its columns are to be named.</summary>
    Brought,

    /// <summary>Being read without writing anything.</summary>
    Checking,

    /// <summary>Its verdicts are to be looked at.</summary>
    Checked,
    Taking,
    Taken,
}

/// <summary>A table that an officer brought to the desk, kept as it came, with what was said and found about it.</summary>
internal sealed class ImportFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string FileName { get; init; }
    public required byte[] Content { get; init; }
    public required bool Planned { get; init; }
    public required int Rows { get; init; }

    /// <summary>Folded names of its columns: the same table again is read the same way.</summary>
    public required string Signature { get; init; }
    public required string Actor { get; init; }
    public AccountId? Account { get; init; }
    public required DateTimeOffset At { get; init; }
    public ImportFileState State { get; set; }

    /// <summary><see cref="ImportLayout"/> as JSON.</summary>
    public required string Layout { get; set; }

    /// <summary>Control totals as typed, one a line.</summary>
    public string Totals { get; set; } = "";
    public string Explanation { get; set; } = "";

    /// <summary>Rows whose doubt the officer has decided.</summary>
    public int[] Confirmed { get; set; } = [];

    /// <summary>Rows done while it is worked on.</summary>
    public int Done { get; set; }

    /// <summary>Who works on it says so again and again; silence means that the process is gone.</summary>
    public DateTimeOffset? WorkedAt { get; set; }

    /// <summary><see cref="StoredReport"/> as JSON.</summary>
    public byte[]? Report { get; set; }

    /// <summary>Why it could not be read or taken at all, as JSON.</summary>
    public string? Refusal { get; set; }
    public ImportRunId? RunId { get; set; }
}

internal sealed class ImportFileConfiguration : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> file)
    {
        file.ToTable("import_files", RegistryModule.Schema);
        file.Property(f => f.FileName).HasMaxLength(300);
        file.Property(f => f.Actor).HasMaxLength(200);
        file.Property(f => f.Layout).HasColumnType("jsonb");
        file.Property(f => f.Totals).HasMaxLength(20_000);
        file.Property(f => f.Explanation).HasMaxLength(ImportRun.LongestExplanation);
        file.HasOne<ImportRun>().WithMany().HasForeignKey(f => f.RunId).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => f.At);
        file.HasIndex(f => new { f.Signature, f.Planned, f.At });
    }
}
