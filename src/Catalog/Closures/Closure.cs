using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;

namespace OcopMarket.Catalog.Closures;

/// <summary>Days on which a producer takes no orders and sends nothing.</summary>
internal sealed class Closure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ProducerId ProducerId { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly Through { get; init; }
}

internal sealed class ClosureConfiguration : IEntityTypeConfiguration<Closure>
{
    public void Configure(EntityTypeBuilder<Closure> closure)
    {
        closure.ToTable("closures", CatalogModule.Schema, t => t.HasCheckConstraint("ck_closures_days", "\"from\" <= through"));
        closure.HasIndex(c => new { c.ProducerId, c.From });
    }
}
