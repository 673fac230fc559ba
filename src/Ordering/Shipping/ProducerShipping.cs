using OcopMarket.Platform;

namespace OcopMarket.Ordering.Shipping;

/// <summary>A place to which a producer brings parcels itself.</summary>
/// <param name="Code">Of a commune (5 digits) or a province (2 digits).</param>
public sealed record OwnArea(string Code, Money Fee);

/// <summary>How a producer sends; one that has chosen nothing sends by <see cref="Carriers.Usual"/> and lets people fetch.</summary>
internal sealed class ProducerShipping
{
    public required ProducerId ProducerId { get; init; }

    /// <summary>Codes of carriers.</summary>
    public IReadOnlyList<string> CarrierCodes { get; set; } = Carriers.Usual;

    public IReadOnlyList<OwnArea> OwnAreas { get; set; } = [];

    /// <summary>Days from packing to the producer's own delivery.</summary>
    public int OwnDaysFrom { get; set; }
    public int OwnDaysThrough { get; set; } = 1;
    public bool Pickup { get; set; } = true;

    /// <summary>Where to fetch; null is the producer's own address.</summary>
    public string? PickupAddress { get; set; }
    public string? PickupHours { get; set; }

    /// <summary>What its own delivery costs to a place; a commune's fee goes before its province's. Null where it does not go.</summary>
    public Money? OwnFee(string province, string? commune)
        => (OwnAreas.FirstOrDefault(a => a.Code == commune) ?? OwnAreas.FirstOrDefault(a => a.Code == province))?.Fee;
}
