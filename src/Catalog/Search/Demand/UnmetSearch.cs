using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Catalog.Search.Demand;

/// <summary>Words that found nothing, by place and month. Nothing in it leads back to who typed them.</summary>
internal sealed class UnmetSearch
{
    public const int LongestQuery = 80;

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>The province that was named; empty where none was.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Folded.</summary>
    public required string Query { get; init; }

    /// <summary>Visitors a day, summed over the days of the month.</summary>
    public int Count { get; set; }

    /// <summary>The day of the last one.</summary>
    public DateOnly MarkedOn { get; set; }

    /// <summary>Tell the visitors of that day apart, so that each counts once; made with the key of the day, and gone with the next.</summary>
    public byte[][] Marks { get; set; } = [];
}

/// <summary>What today's marks are made with; gone tomorrow.</summary>
internal sealed class DemandKey
{
    public required DateOnly Day { get; init; }
    public required byte[] Key { get; init; }
}

internal sealed class UnmetSearchConfiguration : IEntityTypeConfiguration<UnmetSearch>, IEntityTypeConfiguration<DemandKey>
{
    public void Configure(EntityTypeBuilder<UnmetSearch> search)
    {
        search.ToTable("unmet_searches", CatalogModule.Schema);
        search.HasKey(s => new { s.Month, s.ProvinceCode, s.Query });
        search.Property(s => s.ProvinceCode).HasMaxLength(2);
        search.Property(s => s.Query).HasMaxLength(UnmetSearch.LongestQuery);
    }

    public void Configure(EntityTypeBuilder<DemandKey> key)
    {
        key.ToTable("demand_keys", CatalogModule.Schema);
        key.HasKey(k => k.Day);
        key.Property(k => k.Key).HasMaxLength(32);
    }
}
