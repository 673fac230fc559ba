using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Registry.Licences;

/// <summary>Other papers that the law asks for beside the OCOP certificate.</summary>
public enum LicenceKind
{
    /// <summary>Making or selling alcohol (Law 44/2019/QH14, NĐ 105/2017 as amended).</summary>
    Alcohol,
    FoodSafety,
    CosmeticsDeclaration,
    VietGap,
    Organic,

    /// <summary>The producer's own declaration of a product's quality (tự công bố, NĐ 15/2018).</summary>
    ProductDeclaration,
    Haccp,
    Iso22000,
}

/// <summary>A licence of a producer. Where the law requires its kind for a product set, nothing of that set is offered without one in force.</summary>
internal sealed class Licence
{
    public const int LongestNumber = 100, LongestIssuer = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ProducerId ProducerId { get; init; }
    public required LicenceKind Kind { get; init; }
    public required string Number { get; init; }
    public string? Issuer { get; set; }
    public required DateOnly ValidFrom { get; set; }

    /// <summary>Last day of its term; null for a paper without one.</summary>
    public DateOnly? ValidThrough { get; set; }
    public DateOnly? RevokedFrom { get; set; }
}

/// <summary>Which licence a product set needs to be offered; a row is a rule of law with its dates.</summary>
internal sealed class RequiredLicence
{
    public required int Set { get; init; }
    public required LicenceKind Kind { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidThrough { get; init; }
    public required string Law { get; init; }
}

internal sealed class LicenceConfiguration : IEntityTypeConfiguration<Licence>, IEntityTypeConfiguration<RequiredLicence>
{
    public void Configure(EntityTypeBuilder<Licence> licence)
    {
        licence.ToTable("licences", RegistryModule.Schema);
        licence.Property(l => l.Number).HasMaxLength(Licence.LongestNumber);
        licence.Property(l => l.Issuer).HasMaxLength(Licence.LongestIssuer);
        licence.HasOne<Producer>().WithMany().HasForeignKey(l => l.ProducerId).OnDelete(DeleteBehavior.Restrict);
        licence.HasIndex(l => new { l.ProducerId, l.Kind, l.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RequiredLicence> required)
    {
        required.ToTable("required_licences", RegistryModule.Schema);
        required.HasKey(r => new { r.Set, r.Kind, r.ValidFrom });
        required.Property(r => r.Law).HasMaxLength(200);
        required.HasData(
            new RequiredLicence { Set = 14, Kind = LicenceKind.Alcohol, ValidFrom = new(2018, 1, 1), Law = "44/2019/QH14; 105/2017/NĐ-CP; 17/2020/NĐ-CP" },
            new RequiredLicence { Set = 15, Kind = LicenceKind.Alcohol, ValidFrom = new(2018, 1, 1), Law = "44/2019/QH14; 105/2017/NĐ-CP; 17/2020/NĐ-CP" });
    }
}
