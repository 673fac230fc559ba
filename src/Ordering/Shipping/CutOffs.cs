using OcopMarket.Platform.Clock;

namespace OcopMarket.Ordering.Shipping;

/// <summary>The last day to order for a wanted day.</summary>
/// <param name="Until">The hour of that day.</param>
/// <param name="Service">The way that makes it.</param>
public sealed record CutOff(DateOnly Day, TimeOnly Until, string Service);

/// <summary>Says until when to order so that a gift arrives in time, by the calendar that quotes are made with.</summary>
public sealed class CutOffs
{
    private const int FarthestDays = 730;

    private readonly ShippingPlans _plans;
    private readonly TimeProvider _clock;

    internal CutOffs(ShippingPlans plans, TimeProvider clock) => (_plans, _clock) = (plans, clock);

    /// <summary>Null when nothing that is ordered now arrives by then; picking up is not asked about unless it is named.</summary>
    /// <param name="service">Only this way; null is whichever lets one order latest.</param>
    public async Task<CutOff?> LastOrderDayAsync(Shipment shipment, DateOnly wanted, string? service, CancellationToken ct)
        => (await LastOrderDaysAsync([shipment], wanted, service, ct))[0];

    /// <summary>In the order of the shipments.</summary>
    public async Task<IReadOnlyList<CutOff?>> LastOrderDaysAsync(IReadOnlyList<Shipment> shipments, DateOnly wanted, string? service, CancellationToken ct)
    {
        var now = _clock.GetUtcNow().InVietnam().DateTime;
        var farthest = DateOnly.FromDateTime(now).AddDays(FarthestDays);
        return [.. (await _plans.OfAsync(shipments, ct)).Select(plan => plan?.LastOrderDay(wanted > farthest ? farthest : wanted, service, now))];
    }
}
