using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Shipping;

/// <summary>A line of a price list from a day on: of each service the list of the latest day holds, and replaces all of the one before.</summary>
internal sealed class TariffRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateOnly ValidFrom { get; init; }
    public required string Service { get; init; }
    public required TariffItem Item { get; init; }
    public required int UpToGrams { get; init; }
    public required Money Price { get; init; }
    public Money StepPrice { get; init; }
    public decimal Percent { get; init; }
    public int DaysFrom { get; init; }
    public int DaysThrough { get; init; }

    /// <summary>Name of the file it came from.</summary>
    public string? Source { get; init; }

    public TariffLine Line => new(Service, Item, UpToGrams, Price, StepPrice, Percent, DaysFrom, DaysThrough);
}

/// <summary>Days on which nobody carries.</summary>
internal sealed class Holiday
{
    public const int LongestName = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateOnly From { get; init; }
    public required DateOnly Through { get; init; }
    public required string NameVi { get; init; }
    public string? NameEn { get; init; }
}

internal sealed class ShippingRowsConfiguration : IEntityTypeConfiguration<TariffRow>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<TariffRow> row)
    {
        row.ToTable("tariffs", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_tariffs_amounts", "up_to_grams > 0 and price >= 0 and step_price >= 0 and percent >= 0");
            t.HasCheckConstraint("ck_tariffs_days", "days_from >= 0 and days_through >= days_from");
        });
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Service).HasMaxLength(60);
        row.Property(r => r.Percent).HasPrecision(6, 3);
        row.Property(r => r.Source).HasMaxLength(300);
        row.Ignore(r => r.Line);
        row.HasIndex(r => new { r.Service, r.ValidFrom, r.Item, r.UpToGrams }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Holiday> holiday)
    {
        holiday.ToTable("holidays", OrderingModule.Schema, t => t.HasCheckConstraint("ck_holidays_days", "\"from\" <= through"));
        holiday.Property(h => h.Id).ValueGeneratedNever();
        holiday.Property(h => h.NameVi).HasMaxLength(Holiday.LongestName);
        holiday.Property(h => h.NameEn).HasMaxLength(Holiday.LongestName);
        holiday.HasIndex(h => h.From);
    }
}
