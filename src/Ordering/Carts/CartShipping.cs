using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Carts;

/// <summary>Asks what sending each producer's part of a cart costs. With no desk to ask, nothing is said of it.</summary>
internal sealed class CartShipping(IEnumerable<IShippingDesk> desks)
{
    /// <summary>Where nobody entered what a packing weighs as it is sent.</summary>
    private const int UsualGrams = 700;

    private readonly IShippingDesk? _desk = desks.FirstOrDefault();

    public async Task<IReadOnlyList<CartGroup>> QuoteAsync(
        IReadOnlyList<CartGroup> groups, CartPurpose purpose, IReadOnlyDictionary<ProducerId, string?> chosen, string? province, CancellationToken ct)
    {
        if (_desk is null || province is null)
        {
            return groups;
        }

        var quoted = new List<CartGroup>();
        foreach (var group in groups)
        {
            quoted.Add(group is { CanBeBought: true, Origin: { } origin } ? group with { Delivery = await OfAsync(group, origin, purpose, chosen.GetValueOrDefault(group.Producer), province, ct) } : group);
        }

        return quoted;
    }

    private async Task<CartDelivery> OfAsync(CartGroup group, OfferedPacking origin, CartPurpose purpose, string? chosen, string province, CancellationToken ct)
    {
        var goods = group.Lines.Where(l => l.Available > 0).Select(l => Goods(l.Offer!, l.Available)).ToList();
        var shipment = new Shipment(group.Producer, origin.ProvinceCode, origin.CommuneCode, province, null, goods, group.Goods);
        var all = await _desk!.QuoteAsync(shipment, ct);
        IReadOnlyList<ShippingOption> options = purpose is CartPurpose.Gift && all.Any(o => !o.IsPickup) ? [.. all.Where(o => !o.IsPickup)] : all; // a gift comes to its receiver
        var choice = options.FirstOrDefault(o => o.Service == chosen) ?? options.FirstOrDefault(o => !o.IsPickup) ?? (options is [var first, ..] ? first : null);
        return new CartDelivery(options, choice, choice is { IsPickup: false, Fee.Dong: > 0 } && await OneMoreIsFreeAsync(shipment, choice, ct));
    }

    private async Task<bool> OneMoreIsFreeAsync(Shipment shipment, ShippingOption choice, CancellationToken ct)
    {
        var more = shipment with { Goods = [shipment.Goods[0] with { Quantity = shipment.Goods[0].Quantity + 1 }, .. shipment.Goods.Skip(1)] };
        return (await _desk!.QuoteAsync(more, ct)).Any(o => o.Service == choice.Service && o.Fee <= choice.Fee);
    }

    private static ShippedGoods Goods(OfferedPacking packing, int quantity)
        => new(quantity, packing.WeightGrams ?? UsualGrams, packing.Size, packing.Cold, packing.Fragile, packing.MakingDays, packing.DeliversTo, packing.Kind);
}
