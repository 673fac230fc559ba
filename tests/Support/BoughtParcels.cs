using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Tests.Support;

/// <summary>A line of a purchase that a test is about; shares are given, not worked out.</summary>
public sealed record BoughtLine(long Price, int Quantity = 1, long Shipping = 0, long Wrapping = 0, long Discount = 0, long Fee = 0);

/// <summary>Who buys, where a test asks.</summary>
public sealed record Buyer(AccountId? Account = null, string? Email = "nguoi-mua@example.vn", (string Company, string TaxCode, string Address, string Email)? Invoice = null);

/// <summary>A purchase of one producer with one parcel, as a test put it into the database.</summary>
public sealed record BoughtParcel(PurchaseId Purchase, PaymentId Payment, ParcelId Parcel, ProducerId Producer, IReadOnlyList<ParcelLineId> Lines);

/// <summary>Puts purchases into the database whose shares a test gives, beside the shelf; <see cref="Purchases"/> sells what is on it.</summary>
public static class BoughtParcels
{
    private static int _number;

    /// <summary>COD parcels are placed, the others wait for their money.</summary>
    public static Task<BoughtParcel> BuyLinesAsync(this MarketFactory market, ProductOnSale product, PaymentMethod method, params IReadOnlyList<BoughtLine> lines)
        => market.BuyLinesAsync(product, method, new Buyer(), lines);

    public static async Task<BoughtParcel> BuyLinesAsync(this MarketFactory market, ProductOnSale product, PaymentMethod method, Buyer buyer, params IReadOnlyList<BoughtLine> lines)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(buyer);
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
        var purchase = Make(market, product, method, lines, buyer);
        db.Purchases.Add(purchase);
        db.Payments.Add(PaymentOf(purchase, method));
        await db.SaveChangesAsync();
        var parcel = purchase.Parcels[0];
        return new(purchase.Id, parcel.PaymentId, parcel.Id, parcel.ProducerId, [.. parcel.Lines.Select(l => l.Id)]);
    }

    private static Purchase Make(MarketFactory market, ProductOnSale product, PaymentMethod method, IReadOnlyList<BoughtLine> lines, Buyer buyer)
    {
        var (no, now) = (Interlocked.Increment(ref _number), market.Clock.GetUtcNow());
        var secret = Secrets.New();
        Money Sum(Func<BoughtLine, long> of) => new(lines.Sum(of));
        var purchase = new Purchase
        {
            Number = $"DH-T{no:0000000}", TokenHash = Secrets.Hash(secret), TokenSeal = market.Get<PrivateLinks>().Seal(secret), CheckoutKey = Guid.CreateVersion7(), Account = buyer.Account, Purpose = CartPurpose.Own, BuyerName = "Nguyễn Thị Mai", BuyerEmail = buyer.Email, Invoice = buyer.Invoice is { } asked ? new InvoiceRequest(asked.Company, asked.TaxCode, asked.Address, asked.Email) : null,
            Language = "vi", PlacedAt = now, Goods = Sum(l => l.Price * l.Quantity), Shipping = Sum(l => l.Shipping), Wrapping = Sum(l => l.Wrapping), Discount = Sum(l => l.Discount),
            Total = Sum(l => (l.Price * l.Quantity) + l.Shipping + l.Wrapping - l.Discount),
        };
        var parcel = new Parcel
        {
            PurchaseId = purchase.Id, Number = $"{purchase.Number}/1", ProducerId = product.Producer, ProducerName = "HTX", PaymentId = PaymentId.New(), RecipientName = "Nguyễn Thị Mai",
            Service = ShippingCode, ScanCode = $"T{no:0000000}", PlacedAt = now, ShippingFee = purchase.Shipping, WrapFee = purchase.Wrapping,
        };
        foreach (var (line, i) in lines.Select((l, i) => (l, i)))
        {
            parcel.Add(new ParcelLine
            {
                ParcelId = parcel.Id, Position = i, VariantId = VariantId.New(), ListingId = product.Listing, ProductId = product.Product, CertificateId = product.Certificate, Slug = product.Slug,
                ProductName = product.Name, Packing = "500 g", Set = product.Set, CertificateNumber = product.Number, Stars = 4, ValidThrough = new(2029, 3, 2), Price = new(line.Price), ListPrice = new(line.Price), Quantity = line.Quantity,
                ShippingShare = new(line.Shipping), WrapShare = new(line.Wrapping), DiscountShare = new(line.Discount), Fee = new(line.Fee),
            });
        }

        if (method is PaymentMethod.Cod)
        {
            parcel.Place();
        }

        purchase.Add(parcel);
        return purchase;
    }

    private static Payment PaymentOf(Purchase purchase, PaymentMethod method)
        => new()
        {
            Id = purchase.Parcels[0].PaymentId, PurchaseId = purchase.Id, ProducerId = purchase.Parcels[0].ProducerId, Method = method, Amount = purchase.Total, CreatedAt = purchase.PlacedAt,
            PurposeCode = method is PaymentMethod.VietQr ? $"OCMT{Interlocked.Increment(ref _number):00000000}" : null,
        };

    private const string ShippingCode = "thu-nghiem";
}
