using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry;
using OcopMarket.Registry.Onboarding;

namespace OcopMarket.Tests.Support;

/// <summary>A purchase of one product as a test made it: one parcel, one payment.</summary>
/// <param name="Secret">Of the giver's page.</param>
public sealed record PurchaseMade(PurchaseId Id, string Number, string Secret, PaymentId Payment, ParcelId Parcel, VariantId Variant, string Code, Money Amount);

/// <summary>Puts purchases into the market without walking through the checkout.</summary>
public static class Purchases
{
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>The goods are taken off the shelf; by VietQR and card the parcel waits for its money.</summary>
    public static async Task<PurchaseMade> BuyAsync(
        this MarketFactory market, ProductOnSale product, int quantity = 1, PaymentMethod method = PaymentMethod.VietQr, string? email = "nguoi-mua@example.vn", string language = "vi", string buyer = "Lò Thị Mây")
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(product);
        var (ct, now, secret) = (CancellationToken.None, market.Clock.GetUtcNow(), Secrets.New());
        var terms = await PaymentTerms.ReadAsync(market.Get<DatedSettings>(), market.Clock.Today(), ct);
        return Desks.Must(await market.Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync<PurchaseMade>(async db =>
        {
            var variant = await db.Variants.Where(v => v.ListingId == product.Listing).OrderBy(v => v.Id).Select(v => v.Id).FirstAsync(ct);
            var offer = (await market.Get<IOfferDesk>().HoldAsync(db, [variant], ct))[variant].Offer!;
            var (number, total) = ($"DH-{RandomNumberGenerator.GetString(Letters, 8)}", offer.Price * quantity);
            Desks.Must(await market.Get<IStockDesk>().TakeAsync(db, Actor.Guest, [new(variant, quantity)], number, ct));
            var purchase = new Purchase
            {
                Number = number, TokenHash = Secrets.Hash(secret), TokenSeal = market.Get<PrivateLinks>().Seal(secret), CheckoutKey = Guid.NewGuid(), Purpose = CartPurpose.Own, BuyerName = buyer, BuyerEmail = email, Language = language,
                PlacedAt = now, Goods = total, Total = total,
            };
            var payment = new Payment
            {
                PurchaseId = purchase.Id, ProducerId = offer.Producer, Method = method, Amount = total, PurposeCode = method is PaymentMethod.VietQr ? PurposeCodes.New() : null, CreatedAt = now,
                ExpiresAt = terms.DeadlineOf(method, now, offer.ValidThrough),
            };
            var parcel = new Parcel
            {
                PurchaseId = purchase.Id, Number = number + "/1", ProducerId = offer.Producer, ProducerName = offer.ProducerName, PaymentId = payment.Id, RecipientName = buyer, RecipientPhone = "0912345678",
                Street = "1 Hàng Trống", CommuneCode = product.CommuneCode, ProvinceCode = "01", Service = "own", WeightGrams = 500, ScanCode = RandomNumberGenerator.GetString(Letters, 12), PlacedAt = now,
            };
            parcel.Add(new ParcelLine
            {
                ParcelId = parcel.Id, Position = 0, VariantId = variant, ListingId = offer.Listing, ProductId = offer.Product, CertificateId = offer.Certificate, Slug = offer.Slug, ProductName = offer.ProductName,
                Packing = offer.Packing, Set = offer.Set, CertificateNumber = offer.CertificateNumber, Stars = offer.Stars, ValidThrough = offer.ValidThrough, Price = offer.Price, ListPrice = offer.ListPrice, Quantity = quantity,
            });
            purchase.Add(parcel);
            if (method is PaymentMethod.Cod)
            {
                Desks.Must(parcel.Place());
            }

            db.Purchases.Add(purchase);
            db.Payments.Add(payment);
            return new PurchaseMade(purchase.Id, number, secret, payment.Id, parcel.Id, variant, payment.PurposeCode ?? "", total);
        }, ct));
    }

    /// <summary>Gives a producer an account and a key for notices about it.</summary>
    /// <returns>The secret of the key.</returns>
    public static async Task<string> GiveAccountAsync(this MarketFactory market, ProductOnSale product, string bin, string number)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(product);
        await using (var db = await market.OpenAsync())
        {
            db.ProducerBankAccounts.Add(new ProducerBankAccount { ProducerId = product.Producer, Bin = bin, Number = number, Holder = "HTX THU", ChangedAt = market.Clock.GetUtcNow() });
            await db.SaveChangesAsync();
        }

        return Desks.Must(await market.Get<MakeNoticeKey>().RunAsync(Desks.StaffOf(product, ProducerRights.Money), product.Producer, CancellationToken.None));
    }

    /// <summary>What the database says of a payment, its parcel and how many pieces are on the shelf.</summary>
    public static async Task<(PaymentState Payment, ParcelState Parcel, int Stock)> StateAsync(this MarketFactory market, PurchaseMade purchase)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(purchase);
        await using var db = await market.OpenAsync();
        return ((await db.Payments.SingleAsync(p => p.Id == purchase.Payment)).State, (await db.Parcels.SingleAsync(p => p.Id == purchase.Parcel)).State, await db.Variants.Where(v => v.Id == purchase.Variant).Select(v => v.Stock).SingleAsync());
    }
}
