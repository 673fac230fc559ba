using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Registry.Misuse;

/// <summary>What somebody saw.</summary>
public enum MisuseKind
{
    /// <summary>Stars shown that the certificate does not give.</summary>
    WrongStars,

    /// <summary>The mark on goods whose certificate has ended or never was.</summary>
    NoCertificate,

    /// <summary>The parcel held something else than the certified product.</summary>
    OtherGoods,
    Label,
    FoodSafety,
    Other,
}

public enum MisuseState
{
    New,

    /// <summary>An officer deals with it: said by who holds it, never stored.</summary>
    Working,
    Answered,
}

/// <summary>A report from the public. Who sent it follows it by a secret address; the market keeps only its hash.</summary>
internal sealed class MisuseReport
{
    public const int LongestText = 3000, LongestSubject = 300, LongestContact = 200, MostPictures = 3;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>To say on the telephone; not a secret.</summary>
    public required string Number { get; init; }
    public required string TokenHash { get; init; }
    public required MisuseKind Kind { get; init; }

    /// <summary>Product, shop or certificate number, as written.</summary>
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public string? Contact { get; init; }
    public required string ProvinceCode { get; init; }

    /// <summary>Null where only the province is known: then the province deals with it.</summary>
    public string? CommuneCode { get; init; }
    public required DateTimeOffset At { get; init; }
    public MisuseState State { get; set; }

    /// <summary>Private ones, as <c>PictureId</c>s.</summary>
    public Guid[] Pictures { get; init; } = [];
    public string? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class MisuseConfiguration : IEntityTypeConfiguration<MisuseReport>
{
    public void Configure(EntityTypeBuilder<MisuseReport> report)
    {
        report.ToTable("misuse_reports", RegistryModule.Schema);
        report.Property(r => r.Number).HasMaxLength(20);
        report.Property(r => r.TokenHash).HasMaxLength(64);
        report.Property(r => r.Subject).HasMaxLength(MisuseReport.LongestSubject);
        report.Property(r => r.Text).HasMaxLength(MisuseReport.LongestText);
        report.Property(r => r.Contact).HasMaxLength(MisuseReport.LongestContact);
        report.Property(r => r.ProvinceCode).HasMaxLength(2);
        report.Property(r => r.CommuneCode).HasMaxLength(5);
        report.Property(r => r.Answer).HasMaxLength(MisuseReport.LongestText);
        report.Property(r => r.Pictures).HasDefaultValueSql("'{}'");
        report.HasIndex(r => r.Pictures).HasMethod("gin");
        report.HasIndex(r => r.Number).IsUnique();
        report.HasIndex(r => r.TokenHash).IsUnique();
        report.HasIndex(r => new { r.ProvinceCode, r.State, r.At });
    }
}
