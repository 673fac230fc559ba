using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;

namespace OcopMarket.Registry.Producers;

/// <summary>A chủ thể: who holds certificates and answers for the goods.</summary>
internal sealed class Producer
{
    public const int LongestSuspensionReason = 1000;

    public Producer(ProducerId id, string name, ProducerType type, string slug, string communeCode, string provinceCode, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Id, Type, Slug, CommuneCode, ProvinceCode, CreatedAt) = (id, type, slug, communeCode, provinceCode, now);
        (Name, NameFolded) = (name, VietnameseText.Fold(name));
    }

    private Producer() { } // EF

    public ProducerId Id { get; private init; }
    public string Name { get; private set; } = "";
    public string NameFolded { get; private set; } = "";
    public ProducerType Type { get; set; }
    public string Slug { get; private init; } = "";
    public string? TaxCode { get; set; }
    public string CommuneCode { get; set; } = "";
    public string ProvinceCode { get; set; } = "";
    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    /// <summary>First day this producer's goods may not be offered; a decision under the market's rules or an authority's.</summary>
    public DateOnly? SuspendedFrom { get; set; }
    public string? SuspensionReason { get; set; }

    /// <summary>Invented for the demonstration, wholly or in its place.</summary>
    public bool Illustrative { get; set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public void Rename(string name) => (Name, NameFolded) = (name, VietnameseText.Fold(name));

    public void Describe(ProducerFacts facts)
    {
        Rename(facts.Name);
        (Type, TaxCode, Address, Phone, Email) = (facts.Type, facts.TaxCode, facts.Address, facts.Phone, facts.Email);
    }
}

internal sealed class ProducerConfiguration : IEntityTypeConfiguration<Producer>
{
    public void Configure(EntityTypeBuilder<Producer> producer)
    {
        producer.ToTable("producers", RegistryModule.Schema);
        producer.Property(p => p.Name).HasMaxLength(300);
        producer.Property(p => p.NameFolded).HasMaxLength(300);
        producer.Property(p => p.Slug).HasMaxLength(120);
        producer.Property(p => p.TaxCode).HasMaxLength(20);
        producer.Property(p => p.CommuneCode).HasMaxLength(5);
        producer.Property(p => p.ProvinceCode).HasMaxLength(2);
        producer.Property(p => p.Address).HasMaxLength(500);
        producer.Property(p => p.Phone).HasMaxLength(40);
        producer.Property(p => p.Email).HasMaxLength(200);
        producer.Property(p => p.SuspensionReason).HasMaxLength(Producer.LongestSuspensionReason);
        producer.HasIndex(p => p.Slug).IsUnique();
        producer.HasIndex(p => new { p.NameFolded, p.CommuneCode });
        producer.HasIndex(p => p.TaxCode);
        producer.HasIndex(p => p.ProvinceCode);
        producer.Property<uint>("xmin").IsRowVersion();
    }
}
