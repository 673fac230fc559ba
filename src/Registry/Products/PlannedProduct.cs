using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Products;

/// <summary>A product that a plan means to bring to recognition. It has no certificate and is never offered.</summary>
internal sealed class PlannedProduct
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ImportRunId ImportRunId { get; init; }
    public required string Name { get; init; }
    public required string NameFolded { get; init; }
    public int? Set { get; set; }
    public int? TargetStars { get; set; }
    public string? ProducerName { get; init; }
    public required string CommuneCode { get; init; }
    public required string ProvinceCode { get; init; }
    public string? Note { get; set; }
}

internal sealed class PlannedProductConfiguration : IEntityTypeConfiguration<PlannedProduct>
{
    public void Configure(EntityTypeBuilder<PlannedProduct> product)
    {
        product.ToTable("planned_products", RegistryModule.Schema);
        product.Property(p => p.Name).HasMaxLength(300);
        product.Property(p => p.NameFolded).HasMaxLength(300);
        product.Property(p => p.ProducerName).HasMaxLength(300);
        product.Property(p => p.CommuneCode).HasMaxLength(5);
        product.Property(p => p.ProvinceCode).HasMaxLength(2);
        product.Property(p => p.Note).HasMaxLength(1000);
        product.HasIndex(p => new { p.CommuneCode, p.NameFolded });
    }
}
