using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Carts;

/// <summary>Asks what sending each producer's part of a cart costs.</summary>
internal sealed class CartShipping(IShippingDesk desk)
{
    /// <param name="chosen">The ways that were chosen, by producer.</param>
    /// <param name="province">Where it goes; null while nobody has said, and then nothing is quoted.</param>
    public async Task<IReadOnlyList<CartGroup>> QuoteAsync(
        IReadOnlyList<CartGroup> groups, CartPurpose purpose, IReadOnlyDictionary<ProducerId, string?> chosen, string? province, CancellationToken ct)
    {
        var sent = groups.Where(g => g.CanBeBought).ToList();
        if (province is null || sent.Count == 0)
        {
            return groups;
        }

        // Of each producer what is wanted, and the same with one piece more.
        var quotes = await desk.QuoteAsync([.. sent.SelectMany(g => new[] { ShipmentOf(g, province, more: 0), ShipmentOf(g, province, more: 1) })], ct);
        var deliveries = sent.Select((g, i) => (g.Producer, Delivery: DeliveryOf(quotes[2 * i], quotes[(2 * i) + 1], purpose, chosen.GetValueOrDefault(g.Producer)))).ToDictionary(d => d.Producer, d => d.Delivery);
        return [.. groups.Select(g => g with { Delivery = deliveries.GetValueOrDefault(g.Producer) })];
    }

    private static CartDelivery DeliveryOf(IReadOnlyList<ShippingOption> quoted, IReadOnlyList<ShippingOption> withOneMore, CartPurpose purpose, string? chosen)
    {
        IReadOnlyList<ShippingOption> options = purpose is CartPurpose.Gift && quoted.Any(o => !o.IsFetched) ? [.. quoted.Where(o => !o.IsFetched)] : quoted; // a gift comes to its receiver
        var choice = options.FirstOrDefault(o => o.Service == chosen) ?? (options is [var cheapest, ..] ? cheapest : null);
        return new CartDelivery(options, choice, choice is { Fee.Dong: > 0 } && withOneMore.Any(o => o.Service == choice.Service && o.Fee <= choice.Fee));
    }

    private static Shipment ShipmentOf(CartGroup group, string province, int more)
    {
        var (origin, lines) = (group.Origin!, group.Lines.Where(l => l.Available > 0).ToList());
        return new(group.Producer, origin.ProvinceCode, origin.CommuneCode, province, null, [.. lines.Select((l, i) => ShippedGoods.Of(l.Offer!, l.Available + (i == 0 ? more : 0)))], group.Goods);
    }
}
