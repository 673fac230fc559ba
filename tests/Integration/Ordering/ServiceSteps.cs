using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Listings;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>A parcel that somebody bought, and the secret of its giver's page.</summary>
internal sealed record Bought(PurchaseId Purchase, ParcelId Parcel, string Secret, string Number, IReadOnlyList<ParcelLineId> Lines, Money Total);

/// <summary>Steps that tests of what follows a purchase begin with.</summary>
internal static class ServiceSteps
{
    public static async Task<Bought> BoughtAsync(this MarketFactory market, ProductOnSale product, int quantity, PaymentMethod method = PaymentMethod.VietQr, bool paid = true, IReadOnlyList<TestRecipient>? recipients = null)
    {
        var purchase = await market.ReadPurchaseAsync(await market.BuyAsync([(product, quantity)], method, recipients));
        if (paid && method is PaymentMethod.VietQr)
        {
            await market.SettleAsync(purchase.Parcels[0].PaymentId);
        }

        var parcel = purchase.Parcels[0];
        return new(purchase.Id, parcel.Id, market.Get<PrivateLinks>().Open(purchase.TokenSeal), purchase.Number, [.. parcel.Lines.Select(l => l.Id)], parcel.Total);
    }

    public static async Task SettleAsync(this MarketFactory market, PaymentId payment)
        => Desks.Must(await market.Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(
            async db => await market.Get<PaymentBook>().SettleAsync(db, Actor.System("test"), (await PaymentBook.LockAsync(db, payment, default))!, default), default));

    public static async Task MoveAsync(this MarketFactory market, ParcelId parcel, ParcelMove last)
    {
        foreach (var move in Enum.GetValues<ParcelMove>().Where(m => m <= last))
        {
            Desks.Must(await market.Get<MoveParcel>().RunAsync(new(Actor.System("test"), parcel, move), default));
        }
    }

    public static async Task<Parcel> ReadParcelAsync(this MarketFactory market, ParcelId parcel)
    {
        await using var db = await market.OpenAsync();
        return await db.Parcels.AsNoTracking().Include(p => p.Lines.OrderBy(l => l.Position)).SingleAsync(p => p.Id == parcel);
    }

    public static async Task<List<Refund>> RefundsAsync(this MarketFactory market, ParcelId parcel)
    {
        await using var db = await market.OpenAsync();
        return await db.Refunds.AsNoTracking().Include(r => r.Lines).Where(r => r.ParcelId == parcel).OrderBy(r => r.CreatedAt).ToListAsync();
    }

    public static async Task<int> StockOfAsync(this MarketFactory market, ProductOnSale product)
    {
        await using var db = await market.OpenAsync();
        return await db.Set<Variant>().Where(v => v.ListingId == product.Listing).SumAsync(v => v.Stock);
    }
}
