using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

/// <summary>A report as one office sent it to a higher one: numbered by office and year, never changed (a trigger refuses).</summary>
internal sealed class SentReport
{
    public const int LongestNote = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of the sending office, see <see cref="Key"/>.</summary>
    public required string Office { get; init; }
    public required int Year { get; init; }
    public required int Serial { get; init; }
    public required string ToOffice { get; init; }
    public required ReportKind Kind { get; init; }
    public required string Title { get; init; }
    public required string? ProvinceCode { get; init; }
    public required string? CommuneCode { get; init; }

    /// <summary><see cref="ReportDocument"/> as JSON.</summary>
    public required string Content { get; init; }

    /// <summary>The workbook, byte for byte.</summary>
    public required byte[] Workbook { get; init; }
    public string? Note { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }

    public static string NumberOf(int year, int serial) => FormattableString.Invariant($"BC-{year}-{serial:0000}");

    /// <summary>An office as one word: <c>commune:16645</c>, <c>province:38</c>, <c>ministry</c>.</summary>
    public static string Key(OfficeArea area) => area.Level switch
    {
        OfficeLevel.Commune => $"commune:{area.CommuneCode}",
        OfficeLevel.Province => $"province:{area.ProvinceCode}",
        OfficeLevel.Ministry => "ministry",
    };

    public static OfficeArea OfficeOf(string key) => key.Split(':') switch
    {
        ["commune", var code] => new(OfficeLevel.Commune, null, code),
        ["province", var code] => new(OfficeLevel.Province, code),
        _ => new(OfficeLevel.Ministry),
    };
}

internal sealed class SentReportConfiguration : IEntityTypeConfiguration<SentReport>
{
    public void Configure(EntityTypeBuilder<SentReport> report)
    {
        report.ToTable("sent_reports", RegistryModule.Schema);
        report.Property(r => r.Office).HasMaxLength(20);
        report.Property(r => r.ToOffice).HasMaxLength(20);
        report.Property(r => r.Title).HasMaxLength(200);
        report.Property(r => r.ProvinceCode).HasMaxLength(2);
        report.Property(r => r.CommuneCode).HasMaxLength(5);
        report.Property(r => r.Content).HasColumnType("json"); // text as it was: jsonb would put it in an order of its own
        report.Property(r => r.Note).HasMaxLength(SentReport.LongestNote);
        report.Property(r => r.Actor).HasMaxLength(200);
        report.HasIndex(r => new { r.Office, r.Year, r.Serial }).IsUnique();
        report.HasIndex(r => new { r.ToOffice, r.At });
    }
}
