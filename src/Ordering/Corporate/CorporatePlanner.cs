using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Works out what a company's order would be if it were approved now, by the rules of every checkout.</summary>
internal sealed class CorporatePlanner(CheckoutPlanner planner, IOfferDesk offers, IShippingDesk shipping, DatedSettings settings)
{
    /// <summary>More would hold the shelf's rows too long at the approval.</summary>
    public const int MostParcels = 6_000;

    /// <param name="quoted">Prices of a quotation, which must still be those of the shelf; null takes the shelf's.</param>
    public async Task<CheckoutPlanner.Planned> PlanAsync(CorporateOrder order, IReadOnlyList<CorporateRecipient> people, IReadOnlyDictionary<VariantId, Money>? quoted, CancellationToken ct)
    {
        var given = people.Select(p => p.Kind).ToHashSet();
        var items = order.Kinds.Where(k => given.Contains(k.Number)).SelectMany(k => k.Items).DistinctBy(i => i.Variant).ToList();
        var shelf = await offers.FindAsync([.. items.Select(i => i.Variant)], ct);
        var cart = new Cart(order.TokenHash, null, order.CreatedAt)
        {
            CheckoutKey = order.Id.Value, Purpose = CartPurpose.Gift, BuyerName = order.ContactName, BuyerEmail = order.ContactEmail, BuyerPhone = order.ContactPhone, Invoice = order.Company,
            SenderName = order.SenderName, CommonMessage = order.Message, VoucherCode = order.VoucherCode, WantedFrom = DayOf(people, order, earliest: true), WantedThrough = DayOf(people, order, earliest: false),
        };
        foreach (var item in items)
        {
            cart.Add(new CartLine
            {
                CartId = cart.Id, VariantId = item.Variant, ListingId = item.Listing, ProducerId = item.Producer, Quantity = 0, // each person says how many
                SeenPrice = quoted?.GetValueOrDefault(item.Variant) ?? shelf.GetValueOrDefault(item.Variant)?.Offer?.Price ?? Money.Zero,
                SeenCertificate = shelf.GetValueOrDefault(item.Variant)?.Offer?.CertificateNumber ?? "", AddedAt = order.CreatedAt,
            });
        }

        var lines = cart.Lines.ToDictionary(l => l.VariantId, l => l.Id);
        var kinds = order.Kinds.ToDictionary(k => k.Number);
        var boxes = await BoxesAsync(people, kinds, shelf, ct);
        if (boxes.Sum(b => kinds[b.Person.Kind].Items.DistinctBy(i => i.Producer).Count()) is var parcels && parcels > MostParcels)
        {
            return new(cart, 0, new([], [], [new(0, CorporateRefusals.CorporateTooManyParcels(parcels, MostParcels))]), shelf, [], null, new(0, 0));
        }

        foreach (var (person, gifts, first) in boxes)
        {
            cart.Add(InCart(cart, order, person, gifts, first, kinds[person.Kind], lines));
        }

        var planned = await planner.PlanAsync(cart, shelf, new ByItsDay(), ct);
        return planned with { Terms = planned.Terms with { TransferHours = await settings.OfAsync(CorporateSettings.TransferHours, ct) } };
    }

    /// <summary>A conference's hundreds of gifts for one place go in as many parcels as carriers take.</summary>
    private async Task<List<(CorporateRecipient Person, int Gifts, bool First)>> BoxesAsync(
        IReadOnlyList<CorporateRecipient> people, Dictionary<int, GiftKind> kinds, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, CancellationToken ct)
    {
        var largest = await LargestAsync([.. people.Where(p => p.Gifts > 1).DistinctBy(KeyOf)], kinds, shelf, ct);
        var boxes = new List<(CorporateRecipient, int, bool)>();
        foreach (var person in people)
        {
            var most = largest.GetValueOrDefault(KeyOf(person), 1);
            var count = (person.Gifts + most - 1) / most;
            boxes.AddRange(Enumerable.Range(0, count).Select(i => (person, (person.Gifts * (i + 1) / count) - (person.Gifts * i / count), i == 0)));
        }

        return boxes;
    }

    private static (int Kind, string Place, int Gifts) KeyOf(CorporateRecipient person) => (person.Kind, person.CommuneCode ?? person.ProvinceCode, person.Gifts);

    /// <summary>
    /// Half as many as long as some producer finds nobody to carry it; what nobody carries at all the plan says. All places are asked about at once, again only
    /// those for which it was too much.
    /// </summary>
    private async Task<Dictionary<(int, string, int), int>> LargestAsync(
        IReadOnlyList<CorporateRecipient> places, Dictionary<int, GiftKind> kinds, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, CancellationToken ct)
    {
        var largest = places.ToDictionary(KeyOf, p => p.Gifts);
        for (var open = places; open.Count > 0;)
        {
            var asked = open.SelectMany(p => ShipmentsOf(p, largest[KeyOf(p)], kinds[p.Kind], shelf), (place, shipment) => (Place: place, Shipment: shipment)).ToList();
            var quotes = await shipping.QuoteAsync([.. asked.Select(a => a.Shipment)], ct);
            var tooMuch = asked.Where((_, i) => !quotes[i].Any(o => !o.IsFetched)).Select(a => a.Place).Distinct().ToList();
            foreach (var place in tooMuch)
            {
                largest[KeyOf(place)] = (largest[KeyOf(place)] + 1) / 2;
            }

            open = [.. tooMuch.Where(p => largest[KeyOf(p)] > 1)];
        }

        return largest;
    }

    private static IEnumerable<Shipment> ShipmentsOf(CorporateRecipient person, int gifts, GiftKind kind, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
        => kind.Items.Select(i => (i.Pieces, Offer: shelf.GetValueOrDefault(i.Variant)?.Offer)).Where(i => i.Offer is not null).GroupBy(i => i.Offer!.Producer).Select(of => new Shipment(
            of.Key, of.First().Offer!.ProvinceCode, of.First().Offer!.CommuneCode, person.ProvinceCode, person.CommuneCode, [.. of.Select(i => ShippedGoods.Of(i.Offer!, i.Pieces * gifts))],
            of.Aggregate(Money.Zero, (sum, i) => sum + (i.Offer!.Price * (i.Pieces * gifts)))));

    private static Recipient InCart(Cart cart, CorporateOrder order, CorporateRecipient person, int gifts, bool first, GiftKind kind, Dictionary<VariantId, Guid> lines) => new()
    {
        Id = first ? person.Id : RecipientId.New(), SameAs = first ? null : person.Id, CartId = cart.Id, Position = person.Position, Name = person.Name, Phone = person.Phone, Street = person.Street, CommuneCode = person.CommuneCode, ProvinceCode = person.ProvinceCode,
        PlaceWritten = person.PlaceWritten, AddressBy = person.Street is null ? AddressBy.Receiver : AddressBy.Buyer, Email = person.Email, Message = person.Message ?? kind.Message, Wrap = kind.Wrap is { } wrap ? new WrapChoice(wrap) : null, WantedOn = person.WantedOn ?? order.WantedOn,
        Quantities = kind.Items.ToDictionary(i => lines[i.Variant], i => i.Pieces * gifts),
    };

    private static DateOnly DayOf(IReadOnlyList<CorporateRecipient> people, CorporateOrder order, bool earliest)
    {
        var days = people.Select(p => p.WantedOn ?? order.WantedOn).DefaultIfEmpty(order.WantedOn);
        return earliest ? days.Min() : days.Max();
    }

    /// <summary>Each parcel goes the cheapest way that brings it by its day; each producer is paid by transfer.</summary>
    private sealed class ByItsDay : IPlanChoices
    {
        public PaymentMethod? MethodOf(ProducerId producer) => PaymentMethod.VietQr;

        public Refusal WhyUnpaid(string producerName) => CorporateRefusals.NoTransfers(producerName);

        public Result<ShippingOption> WayOf(ProducerId producer, string producerName, Recipient recipient, IReadOnlyList<ShippingOption> options)
        {
            var (sent, day) = (options.Where(o => !o.IsFetched).ToList(), recipient.WantedOn!.Value);
            return sent.Count == 0 ? CheckoutRefusals.NothingGoesThere(producerName, recipient.Name)
                : sent.Find(o => o.Through <= day) is not { } inTime ? CorporateRefusals.DayNotMet(producerName, recipient.Name, day, sent.Min(o => o.Through))
                : inTime with { From = day.AddDays(inTime.From.DayNumber - inTime.Through.DayNumber), Through = day }; // it need not leave before
        }
    }
}
