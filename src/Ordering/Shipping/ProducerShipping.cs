using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Shipping;

/// <summary>A place to which a producer brings parcels itself.</summary>
/// <param name="Code">Of a commune (5 digits) or a province (2 digits).</param>
public sealed record OwnArea(string Code, Money Fee);

/// <summary>How a producer sends; one that has chosen nothing sends by <see cref="Carriers.Usual"/> and lets people fetch.</summary>
internal sealed class ProducerShipping
{
    public const int LongestAddress = 300, LongestHours = 200;

    public required ProducerId ProducerId { get; init; }

    /// <summary>Codes of carriers.</summary>
    public IReadOnlyList<string> CarrierCodes { get; set; } = Carriers.Usual;

    public IReadOnlyList<OwnArea> OwnAreas { get; set; } = [];

    /// <summary>Its own delivery is free from this value of the goods on; null where it always costs.</summary>
    public Money? OwnFreeFrom { get; set; }

    /// <summary>Days from packing to the producer's own delivery.</summary>
    public int OwnDaysFrom { get; set; }
    public int OwnDaysThrough { get; set; } = 1;
    public bool Pickup { get; set; } = true;

    /// <summary>Where to fetch; null is the producer's own address.</summary>
    public string? PickupAddress { get; set; }
    public string? PickupHours { get; set; }

    /// <summary>On which days goods may be fetched; empty is every day.</summary>
    public IReadOnlyList<DayOfWeek> PickupDays { get; set; } = [];

    /// <summary>What is ordered later on a day counts as the next day's; null leaves it to the carrier.</summary>
    public TimeOnly? Until { get; set; }

    /// <summary>So many days before a long holiday (three days or more) it packs nothing any more.</summary>
    public int StopDays { get; set; }

    /// <summary>What its own delivery costs to a place; a commune's fee goes before its province's. Null where it does not go.</summary>
    public Money? OwnFee(string province, string? commune, Money value)
        => (OwnAreas.FirstOrDefault(a => a.Code == commune) ?? OwnAreas.FirstOrDefault(a => a.Code == province)) is not { } area ? null
            : OwnFreeFrom is { } from && value >= from ? Money.Zero : area.Fee;
}

internal sealed class ProducerShippingConfiguration : IEntityTypeConfiguration<ProducerShipping>
{
    public void Configure(EntityTypeBuilder<ProducerShipping> shipping)
    {
        shipping.ToTable("producer_shipping", OrderingModule.Schema);
        shipping.HasKey(s => s.ProducerId);
        shipping.Property(s => s.ProducerId).ValueGeneratedNever();
        shipping.Property(s => s.CarrierCodes).AsJson();
        shipping.Property(s => s.OwnAreas).AsJson();
        shipping.Property(s => s.PickupDays).AsJson();
        shipping.Property(s => s.PickupAddress).HasMaxLength(ProducerShipping.LongestAddress);
        shipping.Property(s => s.PickupHours).HasMaxLength(ProducerShipping.LongestHours);
        shipping.Property<uint>("xmin").IsRowVersion();
    }
}
