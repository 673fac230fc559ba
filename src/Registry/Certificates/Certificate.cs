using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Products;

namespace OcopMarket.Registry.Certificates;

/// <summary>Who decided, as levels were named over time; districts ended on 1 July 2025 but their certificates run on.</summary>
public enum AuthorityLevel
{
    District,
    Province,
    Ministry,
}

/// <summary>What the paper says; a correction replaces it as a whole and leaves an entry.</summary>
/// <param name="Issuer">The authority as written on the paper.</param>
/// <param name="CriteriaVersion">Key of the rule set whose criteria were used.</param>
/// <param name="Packings">Forms named in the certificate; empty when it names none.</param>
public sealed record CertificatePaper(
    string Number, string Issuer, AuthorityLevel Level, int Stars, string CriteriaVersion,
    string? DecisionNumber, DateOnly? DecisionDate, DateOnly IssuedOn, DateOnly ValidThrough, IReadOnlyList<string> Packings);

/// <summary>An OCOP certificate: one product, 3 to 5 stars, for a term. Its state on a day follows from <see cref="Dates"/>.</summary>
internal sealed class Certificate
{
    public Certificate(CertificateId id, ProductId product, CertificatePaper paper, ImportRunId? run, DateTimeOffset now)
    {
        (Id, ProductId, ImportRunId, RecordedAt) = (id, product, run, now);
        Write(paper);
    }

    private Certificate() { } // EF

    public CertificateId Id { get; private init; }
    public ProductId ProductId { get; private init; }
    public string Number { get; private set; } = "";

    /// <summary>Number folded for look-ups: people leave out marks, spaces and strokes.</summary>
    public string NumberKey { get; private set; } = "";
    public string Issuer { get; private set; } = "";
    public string IssuerKey { get; private set; } = "";
    public AuthorityLevel Level { get; private set; }
    public int Stars { get; private set; }
    public string CriteriaVersion { get; private set; } = "";
    public string? DecisionNumber { get; private set; }
    public DateOnly? DecisionDate { get; private set; }
    public DateOnly IssuedOn { get; private set; }
    public DateOnly ValidFrom { get; private set; }
    public DateOnly ValidThrough { get; private set; }
    public DateOnly? ExtendedTo { get; private set; }
    public DateOnly? RevokedFrom { get; private set; }
    public DateOnly? SupersededFrom { get; internal set; }
    public string[] Packings { get; private set; } = [];

    /// <summary><see cref="Packings"/> folded, as variants are compared with them.</summary>
    public string[] PackingKeys { get; private set; } = [];
    public ImportRunId? ImportRunId { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>When its end was made known to the producer and the shelves; null while it has not ended or nobody was told.</summary>
    public DateTimeOffset? EndAnnouncedAt { get; internal set; }

    public CertificateDates Dates => new(ValidFrom, ValidThrough, ExtendedTo, RevokedFrom, SupersededFrom);

    public CertificatePaper Paper => new(Number, Issuer, Level, Stars, CriteriaVersion, DecisionNumber, DecisionDate, IssuedOn, ValidThrough, Packings);

    /// <summary>Writes what the paper says; used for a new certificate and for a correction.</summary>
    public void Write(CertificatePaper paper)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paper.Stars, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paper.Stars, 5);
        ArgumentOutOfRangeException.ThrowIfLessThan(paper.ValidThrough, paper.IssuedOn);
        (Number, NumberKey, Issuer, IssuerKey) = (paper.Number, Key(paper.Number), paper.Issuer, VietnameseText.Fold(paper.Issuer));
        (Level, Stars, CriteriaVersion, DecisionNumber, DecisionDate) = (paper.Level, paper.Stars, paper.CriteriaVersion, paper.DecisionNumber, paper.DecisionDate);
        (IssuedOn, ValidFrom, ValidThrough) = (paper.IssuedOn, paper.IssuedOn, paper.ValidThrough);
        Packings = [.. paper.Packings];
        PackingKeys = [.. paper.Packings.Select(PackingKey)];
    }

    public void Revoke(DateOnly from) => RevokedFrom = from;

    public void Extend(DateOnly to) => (ExtendedTo, EndAnnouncedAt) = (to, null);

    /// <summary>Certificate numbers are compared without marks, case, spaces and strokes; never by resemblance.</summary>
    public static string Key(string number) => VietnameseText.Fold(number).Replace(" ", "", StringComparison.Ordinal);

    public static string PackingKey(string packing) => VietnameseText.Fold(packing);
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.ToTable("certificates", RegistryModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_certificates_stars", "stars between 3 and 5");
            t.HasCheckConstraint("ck_certificates_term", "valid_from = issued_on and valid_through >= valid_from and (extended_to is null or extended_to > valid_through)");
        });
        certificate.Property(c => c.Number).HasMaxLength(100);
        certificate.Property(c => c.NumberKey).HasMaxLength(100);
        certificate.Property(c => c.Issuer).HasMaxLength(300);
        certificate.Property(c => c.IssuerKey).HasMaxLength(300);
        certificate.Property(c => c.CriteriaVersion).HasMaxLength(40);
        certificate.Property(c => c.DecisionNumber).HasMaxLength(100);
        certificate.Ignore(c => c.Dates).Ignore(c => c.Paper);
        certificate.HasOne<CertifiedProduct>().WithMany().HasForeignKey(c => c.ProductId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasOne<ImportRun>().WithMany().HasForeignKey(c => c.ImportRunId).OnDelete(DeleteBehavior.Restrict);
        certificate.HasIndex(c => new { c.IssuerKey, c.NumberKey }).IsUnique();
        certificate.HasIndex(c => c.NumberKey);
        certificate.HasIndex(c => c.ProductId);
        certificate.Property<uint>("xmin").IsRowVersion();
    }
}
