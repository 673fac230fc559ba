using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Checkout;

/// <summary>Reads a basket and works out what confirming it would make of it; the review shows it, <see cref="PlacePurchase"/> does it.</summary>
internal sealed class CheckoutPlanner(
    IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IBoothPlaces booths, IShippingDesk shipping, IPaymentOptions payments, CardOffer cards, VoucherDesk vouchers, DatedSettings settings, TimeProvider clock)
{
    /// <param name="Version">Changes whenever anything of the basket does.</param>
    /// <param name="Terms">Of the day it was planned on.</param>
    public sealed record Planned(
        Cart Cart, uint Version, CheckoutPlan Plan, IReadOnlyDictionary<VariantId, ShelfPacking> Shelf, IReadOnlyList<GiftWrap> Wraps, VoucherDiscount? Voucher, PaymentTerms Terms)
    {
        /// <summary>What a voucher asks of the lines, in the plan's order.</summary>
        public IReadOnlyList<VoucherLine> VoucherLines => LinesOf(Plan.Parcels);
    }

    /// <param name="Unsold">What keeps its goods from being bought as the buyer saw them.</param>
    /// <param name="Planned">Null where that is something.</param>
    public sealed record ForSale(IReadOnlyList<PlanProblem> Unsold, Planned? Planned);

    /// <summary>Null where there is no basket or nothing in it.</summary>
    public async Task<Planned?> ReadAsync(CartOwner owner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await ReadAsync(db, owner, ct) is { } basket ? await PlanAsync(db, basket, owner, ct) : null;
    }

    /// <summary>Asks for the goods first: who comes too late for them is told so without the rest being worked out. Null where there is no basket or nothing in it.</summary>
    public async Task<ForSale?> ReadForSaleAsync(CartOwner owner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await ReadAsync(db, owner, ct) is not { } basket)
        {
            return null;
        }

        var unsold = LineProblems(basket.Cart, basket.Shelf).ToList();
        return new(unsold, unsold.Count > 0 ? null : await PlanAsync(db, basket, owner, ct));
    }

    /// <summary>Works out an order that lies in no basket.</summary>
    public async Task<Planned> PlanAsync(Cart cart, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, IPlanChoices choices, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await PlanAsync(db, cart, 0, shelf, choices, null, ct);
    }

    // The basket's version is read before what else belongs to it, so that a change in between shows.
    private async Task<Basket?> ReadAsync(MarketDbContext db, CartOwner owner, CancellationToken ct)
    {
        if (await db.CartsOf(owner).Include(c => c.Lines).AsSingleQuery().SingleOrDefaultAsync(ct) is not { Lines.Count: > 0 } cart)
        {
            return null;
        }

        await db.Entry(cart).Collection(c => c.Recipients).LoadAsync(ct);
        return new(cart, db.Entry(cart).Property<uint>("xmin").CurrentValue, await offers.FindAsync([.. cart.Lines.Select(l => l.VariantId)], ct));
    }

    private async Task<Planned> PlanAsync(MarketDbContext db, Basket basket, CartOwner owner, CancellationToken ct)
    {
        await db.Entry(basket.Cart).Collection(c => c.Choices).LoadAsync(ct);
        return await PlanAsync(db, basket.Cart, basket.Version, basket.Shelf, new ChosenInCart(basket.Cart), owner.Account, ct);
    }

    private async Task<Planned> PlanAsync(
        MarketDbContext db, Cart cart, uint version, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, IPlanChoices choices, AccountId? buyer, CancellationToken ct)
    {
        var producers = cart.Lines.Select(l => l.ProducerId).Distinct().ToList();
        var wraps = await db.GiftWraps.AsNoTracking().Where(w => producers.Contains(w.ProducerId) && w.Offered).ToListAsync(ct);
        var draft = new Draft(cart, shelf, wraps, choices, await payments.OfAsync(producers, ct));
        var problems = new List<PlanProblem>([.. LineProblems(cart, shelf), .. draft.PeopleProblems()]);
        var parcels = await ParcelsAsync(draft, problems, ct);
        parcels = WithFairs(parcels, await booths.OfLinesAsync(cart.Lines, clock.Today(), ct));
        var voucher = await VoucherAsync(db, cart, buyer, parcels, problems, ct);
        var today = clock.Today();
        var fees = await FeeTable.ReadAsync(settings, today, ct);
        parcels = [.. WithShares(parcels, voucher, (producer, goods) => choices.MethodOf(producer) is { } method ? fees.FeesOf(method, goods) : null)];
        var paid = Payments(draft, parcels, problems);
        var byCard = paid.Where(p => p.Method is PaymentMethod.Card).Sum(p => p.Amount.Dong);
        if (byCard > 0 && await cards.MostAsync(ct) is var most && byCard > most.Dong)
        {
            problems.Add(new(4, CardRefusals.CardTooMuch(most.Dong)));
        }

        return new(cart, version, new(parcels, paid, problems), shelf, wraps, voucher, await PaymentTerms.ReadAsync(settings, today, ct));
    }

    /// <summary>What would be sent from whom to where; many recipients of one commune ask once. Those whose province nobody knows are left out.</summary>
    public static IReadOnlyList<Shipment> ShipmentsOf(Planned planned)
    {
        var draft = new Draft(planned.Cart, planned.Shelf, planned.Wraps, new ChosenInCart(planned.Cart), Enumerable.Empty<PaymentMethod>().ToLookup(_ => default(ProducerId)));
        return [.. draft.Recipients.SelectMany(r => draft.GoodsOf(r), (recipient, goods) => (Goods: goods, Shipment: draft.ShipmentOf(recipient, goods)))
            .Where(w => w.Shipment is not null).DistinctBy(w => KeyOf(w.Shipment!, w.Goods)).Select(w => w.Shipment!)];
    }

    /// <summary>The question that a parcel of a plan answers.</summary>
    public static Shipment ShipmentOf(PlannedParcel parcel, Recipient recipient)
        => new(parcel.Producer, parcel.Lines[0].Offer.ProvinceCode, parcel.Lines[0].Offer.CommuneCode, recipient.ProvinceCode!, recipient.CommuneCode, [.. parcel.Lines.Select(l => ShippedGoods.Of(l.Offer, l.Quantity))], parcel.Goods);

    private async Task<List<PlannedParcel>> ParcelsAsync(Draft draft, List<PlanProblem> problems, CancellationToken ct)
    {
        var wanted = draft.Recipients.SelectMany(r => draft.GoodsOf(r), (recipient, goods) => (Recipient: recipient, Goods: goods, Shipment: draft.ShipmentOf(recipient, goods))).ToList();
        // 2,000 recipients often live in few places: each question is asked once, and all of them together.
        var asked = wanted.Where(w => w.Shipment is not null).DistinctBy(w => KeyOf(w.Shipment!, w.Goods)).ToList();
        var answers = await shipping.QuoteAsync([.. asked.Select(w => w.Shipment!)], ct);
        var quotes = asked.Select((w, i) => (Key: KeyOf(w.Shipment!, w.Goods), Options: answers[i])).ToDictionary(q => q.Key, q => q.Options);
        return [.. wanted.Select(w => Plan(draft, w.Recipient, w.Goods, w.Shipment is { } shipment ? quotes[KeyOf(shipment, w.Goods)] : null, problems))];
    }

    /// <summary>What is collected at a fair is sold there, and so is what was put in at a booth of one that is on.</summary>
    private static List<PlannedParcel> WithFairs(List<PlannedParcel> parcels, IReadOnlyDictionary<Guid, BoothPlace> marked)
        => parcels.ConvertAll(p => p with { Lines = [.. p.Lines.Select(l => l with { SoldAt = p.Option?.Booth ?? marked.GetValueOrDefault(l.CartLine) })] });

    private static string KeyOf(Shipment shipment, IEnumerable<(CartLine Line, OfferedPacking Offer, int Quantity)> goods)
        => $"{shipment.Producer}|{shipment.ToProvince}|{shipment.ToCommune}|{shipment.Cod}|{string.Join(',', goods.Select(g => $"{g.Line.Id}x{g.Quantity}"))}";

    private async Task<VoucherDiscount?> VoucherAsync(MarketDbContext db, Cart cart, AccountId? buyer, List<PlannedParcel> parcels, List<PlanProblem> problems, CancellationToken ct)
    {
        if (cart.VoucherCode is null || parcels.Count == 0)
        {
            return null;
        }

        var quote = await vouchers.QuoteAsync(db, cart.VoucherCode, LinesOf(parcels), new(buyer, cart.BuyerEmail), ct);
        if (quote.Refusal is { } refusal)
        {
            problems.Add(new(4, refusal));
            return null;
        }

        return quote.Value;
    }

    private static List<VoucherLine> LinesOf(IEnumerable<PlannedParcel> parcels)
        => [.. parcels.SelectMany(p => p.Lines).Select(l => new VoucherLine(l.Offer.Producer, l.Offer.ProvinceCode, l.Offer.Set, l.Goods, l.Offer.Dated is not null))];

    // The discount falls on lines, and the market's fee on what the goods bring the producer after a discount of its own.
    private static IEnumerable<PlannedParcel> WithShares(List<PlannedParcel> parcels, VoucherDiscount? voucher, Func<ProducerId, IReadOnlyList<Money>, IReadOnlyList<Money>?> fees)
    {
        var at = 0;
        foreach (var parcel in parcels)
        {
            var discounts = parcel.Lines.Select((_, i) => voucher?.Shares[at + i] ?? Money.Zero).ToList();
            at += parcel.Lines.Count;
            var charged = fees(parcel.Producer, [.. parcel.Lines.Select((l, i) => l.Goods - (voucher?.OfProducer(discounts[i]) ?? Money.Zero))]);
            yield return parcel with { Lines = [.. parcel.Lines.Select((l, i) => l with { DiscountShare = discounts[i], Fee = charged?[i] ?? Money.Zero })] };
        }
    }

    /// <param name="options">Null while nobody knows where it goes.</param>
    private static PlannedParcel Plan(
        Draft draft, Recipient recipient, IGrouping<ProducerId, (CartLine Line, OfferedPacking Offer, int Quantity)> goods, IReadOnlyList<ShippingOption>? options, List<PlanProblem> problems)
    {
        var (producer, name) = (goods.Key, goods.First().Offer.ProducerName);
        ShippingOption? option = null;
        if (options is not null)
        {
            options = draft.Cart.Purpose is CartPurpose.Gift ? [.. options.Where(o => o.Booth is null)] : options; // a gift comes to its receiver
            var way = options.Count == 0 ? CheckoutRefusals.NothingGoesThere(name, recipient.Name) : draft.Choices.WayOf(producer, name, recipient, options);
            if (way.Refusal is { } refusal)
            {
                problems.Add(new(4, refusal, Recipient: recipient.Id, Producer: producer));
            }
            else if ((option = way.Value.Within(draft.Cart.WantedFrom, draft.Cart.WantedThrough)) is null)
            {
                problems.Add(new(4, BoothRefusals.NotOnWantedDays(way.Value.Booth!.NameVi, way.Value.From, way.Value.Through), Recipient: recipient.Id, Producer: producer));
            }
        }

        var wrap = recipient.Wrap is { } wanted ? draft.Wraps.FirstOrDefault(w => w.ProducerId == producer && w.Kind == wanted.Kind && w.Holds(GramsOf(goods))) : null;
        var wrapFee = wrap?.Price ?? Money.Zero;
        var weights = goods.Select(g => g.Offer.Price.Dong * g.Quantity).ToList();
        var (shippingShares, wrapShares) = ((option?.Fee ?? Money.Zero).Split(weights), wrapFee.Split(weights));
        return new(producer, name, recipient.Id, recipient.Name, option, options ?? [], wrap?.Kind, wrapFee,
            [.. goods.Select((g, i) => new PlannedLine(g.Line.Id, g.Offer, g.Quantity, shippingShares[i], wrapShares[i], Money.Zero, Money.Zero))]);
    }

    private static int GramsOf(IEnumerable<(CartLine Line, OfferedPacking Offer, int Quantity)> goods)
        => (int)Math.Min(int.MaxValue, goods.Sum(g => (long)g.Quantity * ShippedGoods.Of(g.Offer, g.Quantity).Grams));

    private static List<PlannedPayment> Payments(Draft draft, List<PlannedParcel> parcels, List<PlanProblem> problems)
    {
        var payments = new List<PlannedPayment>();
        foreach (var own in parcels.GroupBy(p => p.Producer))
        {
            var adult = own.Any(p => p.Lines.Any(l => ProductSets.Get(l.Offer.Set).Adult));
            var allowed = PaymentRules.Allowed([.. draft.Methods[own.Key]], adult, draft.Cart.Purpose is CartPurpose.Gift);
            var chosen = draft.Choices.MethodOf(own.Key);
            if (chosen is null || !allowed.Contains(chosen.Value))
            {
                problems.Add(new(4, draft.Choices.WhyUnpaid(own.First().ProducerName), Producer: own.Key));
                chosen = null;
            }

            payments.Add(new(own.Key, own.First().ProducerName, chosen, allowed, own.Aggregate(Money.Zero, (sum, p) => sum + p.Total)));
        }

        return payments;
    }

    /// <summary>A basket beside what the shelf says of it.</summary>
    private sealed record Draft(Cart Cart, IReadOnlyDictionary<VariantId, ShelfPacking> Shelf, IReadOnlyList<GiftWrap> Wraps, IPlanChoices Choices, ILookup<ProducerId, PaymentMethod> Methods)
    {
        public IReadOnlyList<Recipient> Recipients { get; } = [.. Cart.Recipients.OrderBy(r => r.Position).ThenBy(r => r.Id.Value)];

        public IEnumerable<IGrouping<ProducerId, (CartLine Line, OfferedPacking Offer, int Quantity)>> GoodsOf(Recipient recipient)
            => Cart.Lines.OrderBy(l => l.AddedAt).ThenBy(l => l.Id)
                .Select(l => (Line: l, Shelf.GetValueOrDefault(l.VariantId)?.Offer, Quantity: recipient.QuantityOf(l)))
                .Where(l => l.Offer is not null && l.Quantity > 0).Select(l => (l.Line, l.Offer!, l.Quantity)).GroupBy(l => l.Line.ProducerId);

        /// <summary>Null while not even the province is known.</summary>
        public Shipment? ShipmentOf(Recipient recipient, IGrouping<ProducerId, (CartLine Line, OfferedPacking Offer, int Quantity)> goods)
        {
            if (recipient.ProvinceCode is not { } province)
            {
                return null;
            }

            var first = goods.First().Offer;
            return new(first.Producer, first.ProvinceCode, first.CommuneCode, province, recipient.CommuneCode,
                [.. goods.Select(g => ShippedGoods.Of(g.Offer, g.Quantity))],
                goods.Aggregate(Money.Zero, (sum, g) => sum + (g.Offer.Price * g.Quantity)), Choices.MethodOf(goods.Key) is PaymentMethod.Cod);
        }

        public IEnumerable<PlanProblem> PeopleProblems()
        {
            if (Recipients.Count == 0)
            {
                yield return new(2, CheckoutRefusals.NoRecipients());
            }

            foreach (var recipient in Recipients.Where(r => !r.HasAddress && !(Cart.Purpose is CartPurpose.Gift && r.AsksAddress)))
            {
                yield return new(2, CheckoutRefusals.AddressMissing(recipient.Name), Recipient: recipient.Id);
            }

            if (Cart.BuyerName is not { Length: > 0 } || (Cart.BuyerEmail is not { Length: > 0 } && Cart.BuyerPhone is not { Length: > 0 }))
            {
                yield return new(4, CheckoutRefusals.BuyerMissing());
            }
        }
    }

    /// <summary>A basket without its choices of ways to send and pay, beside what the shelf says of it.</summary>
    private sealed record Basket(Cart Cart, uint Version, IReadOnlyDictionary<VariantId, ShelfPacking> Shelf);

    private static IEnumerable<PlanProblem> LineProblems(Cart cart, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
    {
        foreach (var line in cart.Lines.OrderBy(l => l.AddedAt).ThenBy(l => l.Id))
        {
            var wanted = cart.Recipients.Count == 0 ? line.Quantity : cart.Recipients.Sum(r => r.QuantityOf(line));
            if (WhyNot(line, shelf.GetValueOrDefault(line.VariantId), wanted) is { } refusal)
            {
                yield return new(0, refusal, line.Id, Producer: line.ProducerId);
            }
        }
    }

    /// <summary>What keeps so many pieces of a line from being bought as the buyer saw it; null when nothing does.</summary>
    public static Refusal? WhyNot(CartLine line, ShelfPacking? shelf, int wanted)
        => shelf is null ? CheckoutRefusals.LineUnknown()
        : shelf.Offer is not { } offer ? CheckoutRefusals.LineNotOffered(shelf.ProductName, shelf.Why ?? NotOfferedReason.Unknown)
        : offer.Stock < wanted ? CheckoutRefusals.LineShort($"{shelf.ProductName} – {shelf.Packing}", offer.Stock)
        : offer.Purchasable < wanted ? BoothRefusals.NotEnoughAtPrice($"{shelf.ProductName} – {shelf.Packing}", offer.Purchasable)
        : offer.Price != line.SeenPrice ? CheckoutRefusals.PriceChanged($"{shelf.ProductName} – {shelf.Packing}", line.SeenPrice.Dong, offer.Price.Dong)
        : null;
}
