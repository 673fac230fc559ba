using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Checkout;

/// <summary>Everything that was typed on the way to a purchase, with the plan of what it would be.</summary>
/// <param name="StepDone">The last step that was answered.</param>
public sealed record CheckoutView(
    bool Gift, Occasion? Occasion, DateOnly? WantedFrom, DateOnly? WantedThrough, string? SenderName, string? CommonMessage, bool HideAmounts, bool StoryCard,
    string? BuyerName, string? BuyerEmail, string? BuyerPhone, InvoiceRequest? Invoice, string? VoucherCode, string? Note, int StepDone, int MostRecipients,
    IReadOnlyList<RecipientView> Recipients, IReadOnlyList<CheckoutLine> Lines, IReadOnlyList<WrapView> Wraps, IReadOnlyList<ProducerDelivery> Deliveries, CheckoutPlan Plan, PaymentTerms Terms)
{
    internal static CheckoutView Of(CheckoutPlanner.Planned planned)
    {
        var (cart, plan) = (planned.Cart, planned.Plan);
        return new(
            cart.Purpose is CartPurpose.Gift, cart.Occasion, cart.WantedFrom, cart.WantedThrough, cart.SenderName, cart.CommonMessage, cart.HideAmounts, cart.StoryCard,
            cart.BuyerName, cart.BuyerEmail, cart.BuyerPhone, cart.Invoice, cart.VoucherCode, cart.Note, cart.StepDone, Recipient.MostUsual,
            [.. cart.Recipients.OrderBy(r => r.Position).Select(r => View(r, cart))],
            [.. cart.Lines.OrderBy(l => l.AddedAt).ThenBy(l => l.Id).Select(l => View(l, planned))],
            [.. planned.Wraps.OrderBy(w => w.Kind).Select(w => new WrapView(w.ProducerId, w.Kind, w.Price, w.NoteVi, w.NoteEn, w.Picture))],
            [.. plan.Parcels.GroupBy(p => p.Producer).Select(own => View([.. own], cart))], plan, planned.Terms);
    }

    private static RecipientView View(Recipient r, Cart cart) => new(
        r.Id, r.Name, r.Phone, r.AddressHidden ? null : r.Street, r.CommuneCode, r.ProvinceCode, r.PlaceWritten, r.Message, r.Wrap?.Kind, r.AddressBy, r.Email, r.AddressHidden, r.HasAddress,
        cart.Lines.ToDictionary(l => l.Id, r.QuantityOf));

    private static CheckoutLine View(CartLine line, CheckoutPlanner.Planned planned)
    {
        var shelf = planned.Shelf.GetValueOrDefault(line.VariantId);
        return new(line.Id, line.ProducerId, shelf?.ProducerName ?? "", shelf?.ProductName ?? "", shelf?.Packing ?? "", shelf?.Slug ?? "", shelf?.Offer?.Picture, shelf?.Set ?? 1, line.Quantity, shelf?.Offer?.Price);
    }

    private static ProducerDelivery View(List<PlannedParcel> parcels, Cart cart)
    {
        // A gift is not fetched: that would send its receiver to the shop.
        var ways = parcels.SelectMany(p => p.Options).Where(o => !o.IsFetched || cart.Purpose is CartPurpose.Own).GroupBy(o => o.Service).Where(g => g.Count() == parcels.Count)
            .Select(g => new DeliveryWay(g.Key, g.Aggregate(Money.Zero, (sum, o) => sum + o.Fee), g.Min(o => o.From), g.Max(o => o.Through), g.First().Booth))
            .OrderBy(w => w.Service == ShippingOption.Pickup || w.Booth is not null).ThenBy(w => w.Booth is not null).ThenBy(w => w.Fee).ThenBy(w => w.Through).ToList();
        var chosen = cart.Choices.FirstOrDefault(c => c.ProducerId == parcels[0].Producer)?.Service;
        return new(parcels[0].Producer, parcels[0].ProducerName, parcels.Count, ways, ways.Exists(w => w.Service == chosen) ? chosen : null);
    }
}

/// <param name="Quantities">Pieces by line of the basket.</param>
public sealed record RecipientView(
    RecipientId Id, string Name, string? Phone, string? Street, string? CommuneCode, string? ProvinceCode, string? PlaceWritten, string? Message, WrapKind? Wrap, AddressBy AddressBy, string? Email, bool AddressHidden, bool HasAddress,
    IReadOnlyDictionary<Guid, int> Quantities);

/// <summary>A line of the basket as the steps name it.</summary>
public sealed record CheckoutLine(Guid Id, ProducerId Producer, string ProducerName, string ProductName, string Packing, string Slug, string? Picture, int Set, int Quantity, Money? Price);

/// <summary>A wrapping that some producer of the basket offers.</summary>
public sealed record WrapView(ProducerId Producer, WrapKind Kind, Money Price, string? NoteVi, string? NoteEn, string? Picture);

/// <summary>The ways in which all goods of one producer can travel to all its recipients.</summary>
/// <param name="Chosen">Null while nothing is chosen, or what was chosen is no longer possible.</param>
public sealed record ProducerDelivery(ProducerId Producer, string ProducerName, int Parcels, IReadOnlyList<DeliveryWay> Ways, string? Chosen);

/// <param name="Fee">Of all parcels together.</param>
/// <param name="Booth">Where it is collected, when that is at a fair.</param>
public sealed record DeliveryWay(string Service, Money Fee, DateOnly From, DateOnly Through, BoothPlace? Booth);

/// <summary>Reads a checkout for its pages.</summary>
public sealed class CheckoutQueries
{
    private readonly CheckoutPlanner _planner;

    internal CheckoutQueries(CheckoutPlanner planner) => _planner = planner;

    /// <summary>Null where there is nothing in the basket.</summary>
    public async Task<CheckoutView?> FindAsync(CartOwner owner, CancellationToken ct)
        => await _planner.ReadAsync(owner, ct) is { } planned ? CheckoutView.Of(planned) : null;
}
