using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Checkout;

/// <summary>
/// Turns a basket into a purchase: the Offer rule is asked again while it cannot change, stock is taken, parcels and payments are made, all in
/// one transaction or nothing of it. The sale is its commit. A refusal leaves the basket and everything typed as it was.
/// </summary>
public sealed class PlacePurchase : IDisposable
{
    /// <summary>
    /// So many are made at once; the others wait here, without a line to the database. Those who buy the same last jars wait for each other's locks anyway,
    /// and each that waits inside the database keeps a line from everybody else.
    /// </summary>
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim _door = new(MostAtOnce);
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CheckoutPlanner _planner;
    private readonly IOfferDesk _offers;
    private readonly IStockDesk _stock;
    private readonly VoucherDesk _vouchers;
    private readonly PaymentDeadlines _deadlines;
    private readonly PrivateLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal PlacePurchase(IDbContextFactory<MarketDbContext> contexts, CheckoutPlanner planner, IOfferDesk offers, IStockDesk stock, VoucherDesk vouchers, PaymentDeadlines deadlines, PrivateLinks links, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _planner, _offers, _stock, _vouchers, _deadlines, _links, _outbox, _clock) = (contexts, planner, offers, stock, vouchers, deadlines, links, outbox, clock);

    /// <param name="Secret">Made with the review page (<see cref="Secrets.New"/>): the form sent twice buys once, and it becomes the giver's address.</param>
    /// <param name="Total">What the page showed; if it is another by now, the buyer is asked again.</param>
    /// <param name="Language">"vi" or "en".</param>
    /// <param name="Adult">The visitor said to be 18.</param>
    public sealed record Command(Actor Actor, CartOwner Owner, string Secret, Money Total, string Language, bool Adult);

    public async Task<Result<PurchaseId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!Secrets.IsWellFormed(command.Secret))
        {
            return OrderingRefusals.PageTooOld();
        }

        await _door.WaitAsync(ct);
        try
        {
            return await PlaceAsync(command, ct);
        }
        finally
        {
            _door.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _door.Dispose();

    private async Task<Result<PurchaseId>> PlaceAsync(Command command, CancellationToken ct)
    {
        if (await FindEarlierAsync(command, ct) is { } earlier)
        {
            return earlier;
        }

        // What is read and quoted before takes no locks; the transaction checks that none of it has changed.
        if (await _planner.ReadAsync(command.Owner, ct) is not { } planned)
        {
            return await FindEarlierAsync(command, ct) is { } meanwhile ? meanwhile : OrderingRefusals.CartEmpty();
        }

        if (WhyNot(planned.Plan, command) is { } refusal)
        {
            // The twin of this form may have emptied the basket while it was read.
            return await FindEarlierAsync(command, ct) is { } twin ? twin : refusal;
        }

        return await _contexts.InTransactionAsync(db => PlaceAsync(db, planned, command, ct), ct);
    }

    private async Task<PurchaseId?> FindEarlierAsync(Command command, CancellationToken ct)
    {
        var hash = Secrets.Hash(command.Secret);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct);
    }

    private static Refusal? WhyNot(CheckoutPlan plan, Command command)
        => plan.Problems.Count > 0 ? plan.Problems[0].Refusal
        : !command.Adult && plan.Parcels.Any(p => p.Lines.Any(IsAdult)) ? OrderingRefusals.CartForAdults()
        : plan.Total != command.Total ? OrderingRefusals.TotalChanged(command.Total.Dong, plan.Total.Dong)
        : null;

    private async Task<Result<PurchaseId>> PlaceAsync(MarketDbContext db, CheckoutPlanner.Planned planned, Command command, CancellationToken ct)
    {
        var (cart, plan, today) = (planned.Cart, planned.Plan, _clock.Today());
        await db.LockCartAsync(command.Owner, ct); // changes of this basket wait, and then find it empty
        var version = await db.Database.SqlQuery<long>($"select xmin::text::bigint as \"Value\" from ordering.carts where id = {cart.Id.Value} for update").ToListAsync(ct);
        if (version is not [var now] || now != planned.Version)
        {
            var hash = Secrets.Hash(command.Secret); // the same form, sent twice at once
            return await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct) is { } twin ? twin : OrderingRefusals.CartMoved();
        }

        if (await HoldVoucherAsync(db, planned, command, ct) is { } noVoucher)
        {
            return noVoucher;
        }

        var shelf = await _offers.HoldAsync(db, [.. cart.Lines.Select(l => l.VariantId)], ct);
        var wanted = plan.Parcels.SelectMany(p => p.Lines).GroupBy(l => l.CartLine).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        foreach (var line in cart.Lines.Where(l => wanted.ContainsKey(l.Id)))
        {
            if (CheckoutPlanner.WhyNot(line, shelf.GetValueOrDefault(line.VariantId), wanted[line.Id]) is { } changed)
            {
                return changed;
            }
        }

        var (purchase, asks) = Make(planned, shelf, command);
        var taken = await _stock.TakeAsync(db, command.Actor, [.. purchase.Parcels.SelectMany(p => p.Lines).GroupBy(l => l.VariantId).Select(g => new StockLine(g.Key, g.Sum(l => l.Quantity)))], purchase.Number, ct);
        if (taken.Refusal is { } shortage)
        {
            return shortage;
        }

        db.Purchases.Add(purchase);
        db.AddressAsks.AddRange(asks);
        await AddPaymentsAsync(db, purchase, planned, ct);
        if (planned.Voucher is { } voucher)
        {
            await _vouchers.TakeAsync(db, purchase, voucher, ct);
        }

        _outbox.Add(db, new PurchasePlaced(purchase.Id));
        db.Audit(_clock, command.Actor, "ordering.purchase_placed", $"purchase:{purchase.Id}", after: new { purchase.Number, Total = purchase.Total.Dong, Parcels = purchase.Parcels.Count });
        await EmptyAsync(db, cart, ct);
        // The rule was asked for a day: should midnight have passed since, it is asked again by the retry.
        return _clock.Today() == today ? purchase.Id : OrderingRefusals.CartMoved();
    }

    // Nobody else can take the voucher's last use now; should it give something else than the page showed, the buyer looks again.
    private async Task<Refusal?> HoldVoucherAsync(MarketDbContext db, CheckoutPlanner.Planned planned, Command command, CancellationToken ct)
    {
        if (planned.Voucher is not { } shown)
        {
            return null;
        }

        var held = await _vouchers.HoldAsync(db, shown.Voucher, planned.VoucherLines, new(command.Owner.Account, planned.Cart.BuyerEmail), ct);
        return held.Refusal ?? (held.Value.Shares.SequenceEqual(shown.Shares) ? null : OrderingRefusals.CartMoved());
    }

    private (Purchase Purchase, IReadOnlyList<AddressAsk> Asks) Make(CheckoutPlanner.Planned planned, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, Command command)
    {
        var (cart, plan, now) = (planned.Cart, planned.Plan, _clock.GetUtcNow());
        var number = $"DH-{Codes.New(8)}";
        var purchase = new Purchase
        {
            Number = number,
            TokenHash = Secrets.Hash(command.Secret),
            TokenSeal = _links.Seal(command.Secret),
            CheckoutKey = cart.CheckoutKey,
            Account = command.Owner.Account,
            Purpose = cart.Purpose,
            Occasion = cart.Occasion,
            WantedFrom = cart.WantedFrom,
            WantedThrough = cart.WantedThrough,
            BuyerName = cart.BuyerName!,
            BuyerEmail = cart.BuyerEmail,
            BuyerPhone = cart.BuyerPhone,
            Language = command.Language,
            SenderName = cart.SenderName,
            HideAmounts = cart.Purpose is CartPurpose.Gift && cart.HideAmounts,
            StoryCard = cart.Purpose is CartPurpose.Gift && cart.StoryCard,
            Invoice = cart.Invoice,
            Note = cart.Note,
            PlacedAt = now,
            Goods = plan.Goods,
            Shipping = plan.Shipping,
            Wrapping = plan.Wrapping,
            Discount = plan.Discount,
            Total = plan.Total,
        };
        var payments = plan.Payments.ToDictionary(p => p.Producer, _ => PaymentId.New());
        var recipients = cart.Recipients.ToDictionary(r => r.Id);
        var asks = cart.Purpose is CartPurpose.Gift ? AddressQuestions(plan, purchase.Id, recipients) : [];
        foreach (var (share, i) in plan.Parcels.Select((p, i) => (p, i)))
        {
            purchase.Add(Make(cart, purchase, share, recipients[share.Recipient], payments[share.Producer], asks.GetValueOrDefault(share.Recipient)?.Id, $"{number}/{i + 1}", shelf));
        }

        return (purchase, [.. asks.Values]);
    }

    // One question for each receiver, whoever sends them something.
    private Dictionary<RecipientId, AddressAsk> AddressQuestions(CheckoutPlan plan, PurchaseId purchase, Dictionary<RecipientId, Recipient> recipients)
    {
        var asks = new Dictionary<RecipientId, AddressAsk>();
        foreach (var recipient in plan.Parcels.Select(p => recipients[p.Recipient]).Distinct().Where(r => r.AsksAddress))
        {
            var secret = Secrets.New();
            asks[recipient.Id] = new() { PurchaseId = purchase, RecipientName = recipient.Name, ProvinceCode = recipient.ProvinceCode!, Email = recipient.Email, TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret) };
        }

        return asks;
    }

    private Parcel Make(Cart cart, Purchase purchase, PlannedParcel planned, Recipient recipient, PaymentId payment, Guid? ask, string number, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
    {
        var gift = purchase.Purpose is CartPurpose.Gift;
        var secret = gift ? Secrets.New() : null;
        var parcel = new Parcel
        {
            PurchaseId = purchase.Id,
            Number = number,
            ProducerId = planned.Producer,
            ProducerName = planned.ProducerName,
            PaymentId = payment,
            Message = gift ? recipient.Message ?? cart.CommonMessage : null,
            SenderName = purchase.SenderName,
            HideAmounts = purchase.HideAmounts,
            IsGift = gift,
            StoryCard = purchase.StoryCard,
            Wrap = planned.Wrap,
            RecipientName = recipient.Name,
            RecipientPhone = recipient.Phone,
            Street = recipient.Street,
            CommuneCode = recipient.CommuneCode,
            ProvinceCode = recipient.ProvinceCode,
            AddressHidden = recipient.AddressHidden,
            AddressAskId = ask,
            ReceiverTokenHash = secret is null ? null : Secrets.Hash(secret),
            ReceiverTokenSeal = secret is null ? null : _links.Seal(secret),
            Service = planned.Option!.Service,
            WeightGrams = planned.Option.ChargeableGrams,
            ExpectedFrom = planned.Option.From,
            ExpectedThrough = planned.Option.Through,
            ShippingFee = planned.ShippingFee,
            WrapFee = planned.WrapFee,
            AdultOnly = planned.Lines.Any(IsAdult),
            ScanCode = Codes.New(12),
            PlacedAt = purchase.PlacedAt,
        };
        foreach (var (line, i) in planned.Lines.Select((l, i) => (l, i)))
        {
            var offer = shelf[line.Offer.Variant].Offer!; // as it is under the lock
            parcel.Add(new ParcelLine
            {
                ParcelId = parcel.Id, Position = i, VariantId = offer.Variant, ListingId = offer.Listing, ProductId = offer.Product, CertificateId = offer.Certificate, Slug = offer.Slug,
                ProductName = offer.ProductName, Packing = offer.Packing, Set = offer.Set, CertificateNumber = offer.CertificateNumber, Stars = offer.Stars, ValidThrough = offer.ValidThrough,
                Picture = offer.Picture, Price = offer.Price, Quantity = line.Quantity, ShippingShare = line.ShippingShare, WrapShare = line.WrapShare, DiscountShare = line.DiscountShare, Fee = line.Fee,
            });
        }

        return parcel;
    }

    private async Task AddPaymentsAsync(MarketDbContext db, Purchase purchase, CheckoutPlanner.Planned planned, CancellationToken ct)
    {
        var charge = planned.Plan.Payments.Where(p => p.Method is PaymentMethod.Card).ToList() is { Count: > 0 } byCard
            ? new CardCharge { PurchaseId = purchase.Id, Amount = byCard.Aggregate(Money.Zero, (sum, p) => sum + p.Amount), CreatedAt = purchase.PlacedAt } : null;
        if (charge is not null)
        {
            db.CardCharges.Add(charge);
        }

        foreach (var share in planned.Plan.Payments)
        {
            var own = purchase.Parcels.Where(p => p.ProducerId == share.Producer).ToList();
            var payment = new Payment
            {
                Id = own[0].PaymentId, PurchaseId = purchase.Id, ProducerId = share.Producer, Method = share.Method!.Value, Amount = share.Amount, CreatedAt = purchase.PlacedAt,
                PurposeCode = share.Method is PaymentMethod.VietQr ? PurposeCodes.New() : null,
                ExpiresAt = await _deadlines.OfAsync(share.Method.Value, purchase.PlacedAt, own.SelectMany(p => p.Lines).Min(l => l.ValidThrough), ct),
                ChargeId = share.Method is PaymentMethod.Card ? charge!.Id : null,
            };
            db.Payments.Add(payment);
            if (payment.Method is PaymentMethod.Cod)
            {
                foreach (var parcel in own)
                {
                    parcel.Place();
                }

                _outbox.Add(db, new PaymentSettled(payment.Id, purchase.Id, payment.ProducerId));
            }

            db.ParcelEvents.AddRange(own.Select(p => new ParcelEvent { ParcelId = p.Id, State = p.State, At = purchase.PlacedAt, Actor = "" }));
        }
    }

    private static bool IsAdult(PlannedLine line) => ProductSets.Get(line.Offer.Set).Adult;

    // The basket is empty again; receivers' addresses go with what was typed for this purchase, the buyer's own contact stays for the next.
    private async Task EmptyAsync(MarketDbContext db, Cart cart, CancellationToken ct)
    {
        await db.Set<CartLine>().Where(l => l.CartId == cart.Id).ExecuteDeleteAsync(ct);
        await db.Set<CartChoice>().Where(c => c.CartId == cart.Id).ExecuteDeleteAsync(ct);
        await db.Recipients.Where(r => r.CartId == cart.Id).ExecuteDeleteAsync(ct);
        var (now, key) = (_clock.GetUtcNow(), Guid.CreateVersion7());
        await db.Carts.Where(c => c.Id == cart.Id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.TouchedAt, now).SetProperty(c => c.CheckoutKey, key).SetProperty(c => c.Purpose, CartPurpose.Own).SetProperty(c => c.Occasion, (Occasion?)null)
                .SetProperty(c => c.WantedFrom, (DateOnly?)null).SetProperty(c => c.WantedThrough, (DateOnly?)null).SetProperty(c => c.CommonMessage, (string?)null)
                .SetProperty(c => c.SenderName, (string?)null).SetProperty(c => c.HideAmounts, true).SetProperty(c => c.StoryCard, true)
                .SetProperty(c => c.Invoice, (InvoiceRequest?)null).SetProperty(c => c.VoucherCode, (string?)null).SetProperty(c => c.Note, (string?)null).SetProperty(c => c.StepDone, 0), ct);
    }
}

/// <summary>Codes that people read out or scan: no letter that is taken for another.</summary>
internal static class Codes
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New(int length) => RandomNumberGenerator.GetString(Letters, length);
}
