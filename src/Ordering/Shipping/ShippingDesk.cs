using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Shipping;

internal sealed class ShippingDesk(ShippingPlans plans, TimeProvider clock) : IShippingDesk
{
    public async Task<IReadOnlyList<ShippingOption>> QuoteAsync(Shipment shipment, CancellationToken ct) => (await QuoteAsync([shipment], ct))[0];

    public async Task<IReadOnlyList<IReadOnlyList<ShippingOption>>> QuoteAsync(IReadOnlyList<Shipment> shipments, CancellationToken ct)
    {
        var now = clock.GetUtcNow().InVietnam().DateTime;
        return [.. (await plans.OfAsync(shipments, ct)).Select(plan => plan?.OptionsAt(now) ?? [])];
    }
}

/// <summary>Reads what shipments depend on: the producers' ways, closed days and booths, price lists, holidays.</summary>
internal sealed class ShippingPlans(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IBoothPlaces booths, ShippingBooks books)
{
    /// <summary>In the order of the shipments; null for one without goods.</summary>
    public async Task<IReadOnlyList<ShippingPlan?>> OfAsync(IReadOnlyList<Shipment> shipments, CancellationToken ct)
    {
        ProducerId[] producers = [.. shipments.Select(s => s.Producer).Distinct()];
        var closed = await offers.ClosedDaysAsync(producers, ct);
        var places = (await booths.ToComeAsync(producers, ct)).ToLookup(b => b.Producer);
        var book = await books.TodayAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chosen = await db.ProducerShipping.AsNoTracking().Where(s => producers.Contains(s.ProducerId)).ToDictionaryAsync(s => s.ProducerId, ct);
        var ways = producers.ToDictionary(p => p, p => chosen.GetValueOrDefault(p) ?? new ProducerShipping { ProducerId = p });
        return [.. shipments.Select(s => s.Goods.Count == 0 ? null : new ShippingPlan(s, ways[s.Producer], book, [.. closed[s.Producer]], [.. places[s.Producer]]))];
    }
}
