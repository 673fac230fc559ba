using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Checkout;

/// <summary>Until when to order of one producer so that everything is there on the wanted day.</summary>
/// <param name="Until">Null when it is too late, or while nobody has said where it goes.</param>
public sealed record ProducerCutOff(ProducerId Producer, string ProducerName, CutOff? Until, bool PlaceKnown);

/// <summary>The last days to order for the day that a basket is wanted on.</summary>
public sealed class CheckoutCutOffs
{
    private readonly CheckoutPlanner _planner;
    private readonly CutOffs _cutOffs;

    internal CheckoutCutOffs(CheckoutPlanner planner, CutOffs cutOffs) => (_planner, _cutOffs) = (planner, cutOffs);

    /// <summary>Of each producer the earliest over all its recipients; empty while no day is wanted.</summary>
    public async Task<IReadOnlyList<ProducerCutOff>> OfAsync(CartOwner owner, CancellationToken ct)
    {
        if (await _planner.ReadAsync(owner, ct) is not { } planned || (planned.Cart.WantedThrough ?? planned.Cart.WantedFrom) is not { } wanted)
        {
            return [];
        }

        var shipments = CheckoutPlanner.ShipmentsOf(planned);
        var days = await _cutOffs.LastOrderDaysAsync(shipments, wanted, null, ct);
        var known = shipments.Select((s, i) => (s.Producer, Until: days[i])).ToLookup(s => s.Producer, s => s.Until);
        return [.. planned.Shelf.Values.Where(s => s.Offer is not null).DistinctBy(s => s.Producer).OrderBy(s => s.ProducerName, StringComparer.Ordinal).Select(s => new ProducerCutOff(
            s.Producer, s.ProducerName, known[s.Producer].Contains(null) ? null : known[s.Producer].OrderBy(u => u!.Day).ThenBy(u => u!.Until).FirstOrDefault(), known.Contains(s.Producer)))];
    }
}
