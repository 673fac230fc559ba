using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;

namespace OcopMarket.Catalog.Labels;

/// <summary>A kind that a product set allows, for the Offer rule: should the registry move a product to another set, what that set forbids is off the shelf at once.</summary>
internal sealed class SetKind
{
    public required int Set { get; init; }
    public required ListingKind Kind { get; init; }
}

internal sealed class SetKindConfiguration : IEntityTypeConfiguration<SetKind>
{
    public void Configure(EntityTypeBuilder<SetKind> allowed)
    {
        allowed.ToTable("set_kinds", CatalogModule.Schema);
        allowed.HasKey(a => new { a.Set, a.Kind });
        allowed.HasData(LabelRules.SetKinds);
    }
}
