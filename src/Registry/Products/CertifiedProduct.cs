using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Registry.Products;

/// <summary>One product of one producer, as decisions name it; certificates come and go, the product stays.</summary>
internal sealed class CertifiedProduct
{
    public CertifiedProduct(ProductId id, ProducerId producer, string name, int set, string communeCode, string provinceCode, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(set, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(set, 26);
        (Id, ProducerId, Set, CommuneCode, ProvinceCode, CreatedAt) = (id, producer, set, communeCode, provinceCode, now);
        (Name, NameFolded) = (name, VietnameseText.Fold(name));
    }

    private CertifiedProduct() { } // EF

    public ProductId Id { get; private init; }
    public ProducerId ProducerId { get; private init; }
    public string Name { get; private set; } = "";
    public string NameFolded { get; private set; } = "";

    /// <summary>Product set (bộ sản phẩm) 1 to 26.</summary>
    public int Set { get; set; }

    /// <summary>The programme's product code as written, e.g. <c>38-16522-3-2026</c>.</summary>
    public string? OcopCode { get; private set; }

    /// <summary>The code without its evaluation year: the same over renewals.</summary>
    public string? OcopCodeStem { get; private set; }
    public string CommuneCode { get; set; } = "";
    public string ProvinceCode { get; set; } = "";

    /// <summary>The place as the paper says it, old names and all.</summary>
    public string? PlaceWritten { get; set; }
    public bool Illustrative { get; set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public void Rename(string name) => (Name, NameFolded) = (name, VietnameseText.Fold(name));

    public void SetCode(string? code) => (OcopCode, OcopCodeStem) = (code, Stem(code));

    public void Describe(ProductFacts facts)
    {
        Rename(facts.Name);
        SetCode(facts.OcopCode);
        (Set, CommuneCode, ProvinceCode, PlaceWritten) = (facts.Set, facts.CommuneCode, facts.ProvinceCode, facts.PlaceWritten);
    }

    /// <summary>Drops the trailing evaluation year (domain reference 3.4); a code without one is its own stem.</summary>
    public static string? Stem(string? code)
    {
        if (code is null)
        {
            return null;
        }

        var cut = code.LastIndexOf('-');
        return cut > 0 && code.Length - cut == 5 && code.AsSpan(cut + 1, 2).SequenceEqual("20") ? code[..cut] : code;
    }
}

internal sealed class CertifiedProductConfiguration : IEntityTypeConfiguration<CertifiedProduct>
{
    public void Configure(EntityTypeBuilder<CertifiedProduct> product)
    {
        product.ToTable("products", RegistryModule.Schema, t => t.HasCheckConstraint("ck_products_set", "set between 1 and 26"));
        product.Property(p => p.Name).HasMaxLength(300);
        product.Property(p => p.NameFolded).HasMaxLength(300);
        product.Property(p => p.OcopCode).HasMaxLength(60);
        product.Property(p => p.OcopCodeStem).HasMaxLength(60);
        product.Property(p => p.CommuneCode).HasMaxLength(5);
        product.Property(p => p.ProvinceCode).HasMaxLength(2);
        product.Property(p => p.PlaceWritten).HasMaxLength(500);
        product.HasOne<Producer>().WithMany().HasForeignKey(p => p.ProducerId).OnDelete(DeleteBehavior.Restrict);
        product.HasIndex(p => new { p.ProducerId, p.NameFolded, p.CommuneCode });
        product.HasIndex(p => p.OcopCodeStem);
        product.HasIndex(p => p.ProvinceCode);
        product.HasIndex(p => p.CommuneCode);
        product.HasIndex(p => p.NameFolded); // officers sort by it
        product.Property<uint>("xmin").IsRowVersion();
    }
}
