using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

public enum CertificateEntryKind
{
    Issued,

    /// <summary>What was recorded before was wrong; both stay visible.</summary>
    Corrected,
    Extended,
    Revoked,
}

/// <summary>Grounds of revocation, QĐ 26/2026 article 8, points a to e.</summary>
public enum RevocationGround
{
    /// <summary>a: false information or a forged dossier.</summary>
    FalseDossier,

    /// <summary>b: the product no longer meets the criteria.</summary>
    CriteriaNotMet,

    /// <summary>c: breach of quality, food-safety, environment, intellectual-property or labelling law.</summary>
    LawBroken,

    /// <summary>d: the OCOP mark was used wrongly.</summary>
    MarkMisused,

    /// <summary>đ: no longer made.</summary>
    NoLongerMade,

    /// <summary>e: other, on an authority's conclusion.</summary>
    Other,
}

/// <summary>The history of a certificate, one line a decision; never changed.</summary>
internal sealed class CertificateEntry
{
    public const int LongestReason = 2000, LongestDocument = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required CertificateId CertificateId { get; init; }
    public required CertificateEntryKind Kind { get; init; }

    /// <summary>First day of effect (revocation), new last day (extension), day of issue.</summary>
    public required DateOnly EffectiveOn { get; init; }
    public RevocationGround? Ground { get; init; }
    public string? Reason { get; init; }

    /// <summary>Number and date of the decision that says so.</summary>
    public string? Document { get; init; }
    public DateOnly? DocumentDate { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class CertificateEntryConfiguration : IEntityTypeConfiguration<CertificateEntry>
{
    public void Configure(EntityTypeBuilder<CertificateEntry> entry)
    {
        entry.ToTable("certificate_entries", RegistryModule.Schema);
        entry.Property(e => e.Reason).HasMaxLength(CertificateEntry.LongestReason);
        entry.Property(e => e.Document).HasMaxLength(CertificateEntry.LongestDocument);
        entry.Property(e => e.Before).HasColumnType("jsonb");
        entry.Property(e => e.After).HasColumnType("jsonb");
        entry.Property(e => e.Actor).HasMaxLength(200);
        entry.HasOne<Certificate>().WithMany().HasForeignKey(e => e.CertificateId).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => new { e.CertificateId, e.At });
        entry.HasIndex(e => new { e.Kind, e.CertificateId, e.At }); // pages ask for extensions and revocations, which are few among many issues
    }
}
