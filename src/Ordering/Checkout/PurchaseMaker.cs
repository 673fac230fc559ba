using System.Security.Cryptography;
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
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Checkout;

/// <summary>
/// The sale itself, in the caller's transaction: the Offer rule is asked again while it cannot change, stock is taken, parcels and payments are made as
/// they were planned. Whoever calls sees to it that one plan is made once.
/// </summary>
internal sealed class PurchaseMaker(IOfferDesk offers, IStockDesk stock, IDatedPriceDesk prices, VoucherDesk vouchers, PrivateLinks links, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="Secret">Becomes the giver's address.</param>
    public sealed record Buyer(Actor Actor, AccountId? Account, string Secret, string Language);

    public async Task<Result<Purchase>> MakeAsync(MarketDbContext db, CheckoutPlanner.Planned planned, Buyer buyer, CancellationToken ct)
    {
        var (cart, plan, today) = (planned.Cart, planned.Plan, clock.Today());
        if (await HoldVoucherAsync(db, planned, buyer.Account, ct) is { } noVoucher)
        {
            return noVoucher;
        }

        var shelf = await offers.HoldAsync(db, [.. cart.Lines.Select(l => l.VariantId)], ct);
        var wanted = plan.Parcels.SelectMany(p => p.Lines).GroupBy(l => l.CartLine).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        foreach (var line in cart.Lines.Where(l => wanted.ContainsKey(l.Id)))
        {
            if (CheckoutPlanner.WhyNot(line, shelf.GetValueOrDefault(line.VariantId), wanted[line.Id]) is { } changed)
            {
                return changed;
            }
        }

        var (purchase, asks) = Make(planned, shelf, buyer);
        var taken = await stock.TakeAsync(db, buyer.Actor, [.. purchase.Parcels.SelectMany(p => p.Lines).GroupBy(l => l.VariantId).Select(g => new StockLine(g.Key, g.Sum(l => l.Quantity)))], purchase.Number, ct);
        if (taken.Refusal is { } shortage)
        {
            return shortage;
        }

        var counted = await prices.TakeAsync(db, [.. purchase.Parcels.SelectMany(p => p.Lines).SelectMany(l => l.PiecesAtPrice(l.Quantity))], ct);
        if (counted.Refusal is { } soldOut)
        {
            return soldOut;
        }

        db.Purchases.Add(purchase);
        db.AddressAsks.AddRange(asks);
        AddPayments(db, purchase, planned);
        if (planned.Voucher is { } voucher)
        {
            await vouchers.TakeAsync(db, purchase, voucher, ct);
        }

        outbox.Add(db, new PurchasePlaced(purchase.Id));
        db.Audit(clock, buyer.Actor, "ordering.purchase_placed", $"purchase:{purchase.Id}", after: new { purchase.Number, Total = purchase.Total.Dong, Parcels = purchase.Parcels.Count });
        // The rule was asked for a day: should midnight have passed since, it is asked again by the retry.
        return clock.Today() == today ? purchase : CheckoutRefusals.CartMoved();
    }

    // Nobody else can take the voucher's last use now; should it give something else than was planned, the buyer looks again.
    private async Task<Refusal?> HoldVoucherAsync(MarketDbContext db, CheckoutPlanner.Planned planned, AccountId? buyer, CancellationToken ct)
    {
        if (planned.Voucher is not { } shown)
        {
            return null;
        }

        var held = await vouchers.HoldAsync(db, shown.Voucher, planned.VoucherLines, new(buyer, planned.Cart.BuyerEmail), ct);
        return held.Refusal ?? (held.Value.Shares.SequenceEqual(shown.Shares) ? null : CheckoutRefusals.CartMoved());
    }

    private (Purchase Purchase, IReadOnlyList<AddressAsk> Asks) Make(CheckoutPlanner.Planned planned, IReadOnlyDictionary<VariantId, ShelfPacking> shelf, Buyer buyer)
    {
        var (cart, plan, now) = (planned.Cart, planned.Plan, clock.GetUtcNow());
        var number = $"DH-{Codes.New(8)}";
        var purchase = new Purchase
        {
            Number = number,
            TokenHash = Secrets.Hash(buyer.Secret),
            TokenSeal = links.Seal(buyer.Secret),
            CheckoutKey = cart.CheckoutKey,
            Account = buyer.Account,
            Purpose = cart.Purpose,
            Occasion = cart.Occasion,
            WantedFrom = cart.WantedFrom,
            WantedThrough = cart.WantedThrough,
            BuyerName = cart.BuyerName!,
            BuyerEmail = cart.BuyerEmail,
            BuyerPhone = cart.BuyerPhone,
            Language = buyer.Language,
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

        return (purchase, [.. asks.Values.Distinct()]);
    }

    // One question for each receiver, whoever sends them something.
    private Dictionary<RecipientId, AddressAsk> AddressQuestions(CheckoutPlan plan, PurchaseId purchase, Dictionary<RecipientId, Recipient> recipients)
    {
        var asks = new Dictionary<RecipientId, AddressAsk>();
        foreach (var recipient in plan.Parcels.Select(p => recipients[p.Recipient]).Distinct().Where(r => r.AsksAddress))
        {
            var secret = Secrets.New();
            asks[recipient.Id] = recipient.SameAs is { } person && asks.TryGetValue(person, out var asked) ? asked : new() { PurchaseId = purchase, RecipientName = recipient.Name, ProvinceCode = recipient.ProvinceCode!, Email = recipient.Email, TokenHash = Secrets.Hash(secret), TokenSeal = links.Seal(secret) };
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
            ReceiverTokenSeal = secret is null ? null : links.Seal(secret),
            Service = planned.Option!.Service,
            WeightGrams = planned.Option.ChargeableGrams,
            WantedOn = recipient.WantedOn,
            ExpectedFrom = planned.Option.From,
            ExpectedThrough = planned.Option.Through,
            ShippingFee = planned.ShippingFee,
            WrapFee = planned.WrapFee,
            AdultOnly = planned.HoldsAlcohol,
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
                ListPrice = offer.ListPrice, DatedPriceId = offer.Dated?.Id, PayerKind = offer.Dated?.Payer.Kind, PayerName = offer.Dated?.Payer.Name, PayerPerPiece = offer.Dated?.PerPiece ?? Money.Zero, FairId = line.SoldAt?.Fair,
            });
        }

        return parcel;
    }

    private void AddPayments(MarketDbContext db, Purchase purchase, CheckoutPlanner.Planned planned)
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
                ExpiresAt = planned.Terms.DeadlineOf(share.Method.Value, purchase.PlacedAt, own.SelectMany(p => p.Lines).Min(l => l.ValidThrough)),
                ChargeId = share.Method is PaymentMethod.Card ? charge!.Id : null,
            };
            db.Payments.Add(payment);
            if (payment.Method is PaymentMethod.Cod)
            {
                foreach (var parcel in own)
                {
                    parcel.Place();
                }

                outbox.Add(db, new PaymentSettled(payment.Id, purchase.Id, payment.ProducerId));
            }

            db.ParcelEvents.AddRange(own.Select(p => new ParcelEvent { ParcelId = p.Id, State = p.State, At = purchase.PlacedAt, Actor = "" }));
        }
    }
}

/// <summary>Codes that people read out or scan: no letter that is taken for another.</summary>
internal static class Codes
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New(int length) => RandomNumberGenerator.GetString(Letters, length);
}
