using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Catalog.Search.Upkeep;

public enum SearchRunKind
{
    /// <summary>Everything was written anew.</summary>
    Rebuilt,

    /// <summary>What listings are found by was compared with the registry, and the cluster's index with it; what differed was mended.</summary>
    Compared,
}

/// <summary>The last time of its kind, on whichever node.</summary>
internal sealed class SearchRun
{
    public required SearchRunKind Kind { get; init; }
    public DateTimeOffset At { get; init; }
    public int Milliseconds { get; init; }

    /// <summary>In the database.</summary>
    public int Documents { get; init; }

    /// <summary>Documents of the database that were missing or said something else than the registry.</summary>
    public int Reworded { get; init; }

    /// <summary>Of the cluster's index; null where there is no cluster, or it could not be asked.</summary>
    public int? Missing { get; init; }
    public int? Outdated { get; init; }
    public int? Extra { get; init; }
}

internal sealed class SearchRunConfiguration : IEntityTypeConfiguration<SearchRun>
{
    public void Configure(EntityTypeBuilder<SearchRun> run)
    {
        run.ToTable("search_runs", CatalogModule.Schema);
        run.HasKey(r => r.Kind);
        run.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
    }
}
