using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>
/// The giver changes who gets a parcel and where, until it is packed. What was paid for sending it stays: a place to which the same way is
/// dearer is refused, with the producer's telephone number.
/// </summary>
public sealed class ChangeRecipient(
    IDbContextFactory<MarketDbContext> contexts, IShippingDesk shipping, IOfferDesk offers, IProducerBook producers, AreaDirectory areas, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(string? Secret, ParcelId Parcel, string? Name, string? Phone, string? Street, string? CommuneCode);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (name, phone, street) = (VietnameseText.Clean(command.Name), ContactText.Phone(command.Phone), VietnameseText.Clean(command.Street));
        if ((name.Length is 0 or > Cart.LongestName ? OrderingRefusals.RecipientNameWrong(Cart.LongestName)
            : phone is null ? OrderingRefusals.PhoneWrong(command.Phone ?? "")
            : street.Length is 0 or > Recipient.LongestAddress ? OrderingRefusals.StreetWrong(Recipient.LongestAddress)
            : null) is { } refusal)
        {
            return refusal;
        }

        if (areas.FindCommune(command.CommuneCode) is not { } commune)
        {
            return OrderingRefusals.PlaceUnknown(command.CommuneCode ?? "");
        }

        var quoted = await QuoteAsync(command, commune, ct);
        return quoted.Refusal is { } dearer ? dearer : await contexts.InTransactionAsync(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel)
            {
                return OrderingRefusals.ParcelUnknown();
            }

            if (!parcel.AddressCanChange)
            {
                return OrderingRefusals.ParcelWrongState(parcel.Number, parcel.State);
            }

            if (parcel.AddressHidden)
            {
                return OrderingRefusals.AddressIsReceivers();
            }

            (parcel.RecipientName, parcel.RecipientPhone, parcel.Street, parcel.CommuneCode, parcel.ProvinceCode) = (name, phone, street, commune.Code, commune.ProvinceCode);
            if (quoted.Value is { } option && option.Through > parcel.ExpectedThrough)
            {
                (parcel.ExpectedFrom, parcel.ExpectedThrough) = (option.From, option.Through);
            }

            outbox.Add(db, new RecipientChanged(parcel.Id, parcel.PurchaseId, parcel.ProducerId));
            db.Audit(clock, Actor.Guest, "ordering.recipient_changed", $"parcel:{parcel.Id}", after: new { Commune = commune.Code }); // no name, no street: the trail outlives them
            return Result.Success;
        }, ct);
    }

    /// <summary>How the parcel would come to the new place; null where the place stays.</summary>
    private async Task<Result<ShippingOption?>> QuoteAsync(Command command, Commune to, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.IsOwnParcelAsync(command.Secret, command.Parcel, ct))
        {
            return OrderingRefusals.ParcelUnknown();
        }

        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.Id == command.Parcel, ct);
        if (parcel.CommuneCode == to.Code || parcel.ProvinceCode is null)
        {
            return (ShippingOption?)null;
        }

        var shelf = await offers.FindAsync([.. parcel.Lines.Select(l => l.VariantId)], ct);
        var goods = parcel.Lines.Where(l => l.Left > 0).Select(l => (Line: l, shelf.GetValueOrDefault(l.VariantId)?.Offer)).ToList();
        var producer = (await producers.FindAsync([parcel.ProducerId], ct))[parcel.ProducerId];

        // What is off the shelf has no measures any more: then the whole parcel counts by the weight that was charged.
        IReadOnlyList<ShippedGoods> shipped = goods.TrueForAll(g => g.Offer is not null) ? [.. goods.Select(g => ShippedGoods.Of(g.Offer!, g.Line.Left))]
            : [new ShippedGoods(1, Math.Max(1, parcel.WeightGrams), null, Cold: false, Fragile: false, null, null, ListingKind.Parcel)];
        var byCash = await db.Payments.AnyAsync(p => p.Id == parcel.PaymentId && p.Method == PaymentMethod.Cod, ct);
        Shipment ShipmentTo(string province, string? commune) => new(
            parcel.ProducerId, goods.Find(g => g.Offer is not null).Offer?.ProvinceCode ?? producer.ProvinceCode, goods.Find(g => g.Offer is not null).Offer?.CommuneCode ?? producer.CommuneCode, province, commune,
            shipped, goods.Aggregate(Money.Zero, (sum, g) => sum + (g.Line.Price * g.Line.Left)), byCash);

        var quotes = await shipping.QuoteAsync([ShipmentTo(to.ProvinceCode, to.Code), ShipmentTo(parcel.ProvinceCode, parcel.CommuneCode)], ct);
        var (there, here) = (quotes[0].FirstOrDefault(o => o.Service == parcel.Service), quotes[1].FirstOrDefault(o => o.Service == parcel.Service));
        return there is null ? OrderingRefusals.ServiceNotThere(parcel.ProducerName, producer.Phone ?? "")
            : there.Fee > parcel.ShippingFee && (here is null || there.Fee > here.Fee) ? OrderingRefusals.AddressDearer(there.Fee.Dong, parcel.ShippingFee.Dong, parcel.ProducerName, producer.Phone ?? "")
            : there;
    }
}
