using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;

namespace OcopMarket.Catalog.Stock;

/// <summary>Why stock changed.</summary>
public enum StockReason
{
    /// <summary>The first count of a packing.</summary>
    Begun,
    Made,

    /// <summary>The shelf was counted.</summary>
    Counted,
    Spoiled,

    /// <summary>Sold elsewhere: at the door, at a fair.</summary>
    SoldElsewhere,

    /// <summary>Taken by an order of the market.</summary>
    Ordered,

    /// <summary>Given back by an order that was cancelled or returned.</summary>
    GivenBack,
}

/// <summary>A line of the stock ledger: never changed, never deleted while its packing is there.</summary>
internal sealed class StockEntry
{
    public long Id { get; private init; }
    public required VariantId VariantId { get; init; }
    public required int Change { get; init; }

    /// <summary>What was on the shelf after it.</summary>
    public required int After { get; init; }
    public required StockReason Reason { get; init; }

    /// <summary>A producer's words, or what the order is called.</summary>
    public string? Note { get; init; }
    public required string Actor { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class StockEntryConfiguration : IEntityTypeConfiguration<StockEntry>
{
    public const int LongestNote = 200;

    public void Configure(EntityTypeBuilder<StockEntry> entry)
    {
        entry.ToTable("stock_entries", CatalogModule.Schema, t => t.HasCheckConstraint("ck_stock_entries_after", "after >= 0"));
        entry.Property(e => e.Note).HasMaxLength(LongestNote);
        entry.Property(e => e.Actor).HasMaxLength(200);
        entry.HasOne<Variant>().WithMany().HasForeignKey(e => e.VariantId).OnDelete(DeleteBehavior.Cascade);
        entry.HasIndex(e => new { e.VariantId, e.Id });
    }
}
