using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Shipping;

/// <summary>What a parcel that was bought would cost if it went elsewhere by the way that was chosen for it.</summary>
internal sealed class OtherPlace(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IProducerBook producers, IShippingDesk shipping)
{
    /// <param name="There">To the other place; null where the way does not go there.</param>
    /// <param name="Here">To where it goes now, at today's price; null where that is unknown or the way no longer goes there.</param>
    public sealed record Quote(ShippingOption? There, ShippingOption? Here);

    /// <param name="parcel">With its lines.</param>
    public async Task<Quote> QuoteAsync(Parcel parcel, Commune to, CancellationToken ct)
    {
        var lines = parcel.Lines.Where(l => l.Left > 0).ToList();
        var shelf = await offers.FindAsync([.. lines.Select(l => l.VariantId)], ct);
        var goods = lines.ConvertAll(l => (Line: l, shelf.GetValueOrDefault(l.VariantId)?.Offer));
        var offered = goods.Find(g => g.Offer is not null).Offer;
        var from = offered is null ? (await producers.FindAsync([parcel.ProducerId], ct))[parcel.ProducerId] is var p ? (p.ProvinceCode, p.CommuneCode) : default : (offered.ProvinceCode, offered.CommuneCode);

        // What is off the shelf has no measures any more: then the whole parcel counts by the weight that was charged.
        IReadOnlyList<ShippedGoods> shipped = goods.Count > 0 && goods.TrueForAll(g => g.Offer is not null) ? [.. goods.Select(g => ShippedGoods.Of(g.Offer!, g.Line.Left))]
            : [new ShippedGoods(1, Math.Max(1, parcel.WeightGrams), null, Cold: false, Fragile: false, null, null, ListingKind.Parcel)];
        var value = lines.Aggregate(Money.Zero, (sum, l) => sum + (l.Price * l.Left));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var byCash = await db.Payments.AnyAsync(y => y.Id == parcel.PaymentId && y.Method == PaymentMethod.Cod, ct);
        Shipment ShipmentTo(string province, string? commune) => new(parcel.ProducerId, from.ProvinceCode, from.CommuneCode, province, commune, shipped, value, byCash);

        var quotes = await shipping.QuoteAsync(parcel.ProvinceCode is { } now ? [ShipmentTo(to.ProvinceCode, to.Code), ShipmentTo(now, parcel.CommuneCode)] : [ShipmentTo(to.ProvinceCode, to.Code)], ct);
        var own = quotes.Select(q => q.FirstOrDefault(o => o.Service == parcel.Service)).ToList();
        return new(own[0], own.ElementAtOrDefault(1));
    }
}
