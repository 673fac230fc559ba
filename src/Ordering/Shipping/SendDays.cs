using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Shipping;

/// <summary>Says by which day parcels must leave so that they arrive as promised, by the calendar that promises are made with.</summary>
internal sealed class SendDays(ShippingPlans plans, IProducerBook producers, TimeProvider clock)
{
    /// <summary>In the order of the parcels: the last day to hand each over, today or later; null when that day is over, or nothing was promised.</summary>
    public async Task<IReadOnlyList<DateOnly?>> OfAsync(IReadOnlyList<Parcel> parcels, CancellationToken ct)
    {
        var now = clock.GetUtcNow().InVietnam().DateTime;
        var senders = await producers.FindAsync([.. parcels.Select(p => p.ProducerId).Distinct()], ct);
        var found = await plans.OfAsync([.. parcels.Select(p => ShipmentOf(p, senders[p.ProducerId]))], ct);
        return [.. parcels.Select((p, i) => p.ExpectedThrough is { } promised ? found[i]?.LastOrderDay(promised, p.Service, now)?.Day : null)];
    }

    // Made already: from now on only the way counts.
    private static Shipment ShipmentOf(Parcel parcel, ProducerCard sender) => new(
        parcel.ProducerId, sender.ProvinceCode, sender.CommuneCode, parcel.ProvinceCode ?? sender.ProvinceCode, parcel.CommuneCode,
        [new ShippedGoods(1, parcel.WeightGrams, null, Cold: false, Fragile: false, MakingDays: 0, null, ListingKind.Parcel)], Money.Zero);
}
