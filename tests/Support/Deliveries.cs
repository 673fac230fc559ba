using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Support;

/// <summary>A line of a parcel, with the secrets under which people see it.</summary>
/// <param name="Giver">Of who paid.</param>
/// <param name="Receiver">Of a gift's receiver; null where the buyer receives.</param>
public sealed record TestLine(ParcelId Parcel, ParcelLineId Line, string Giver, string? Receiver = null);

/// <summary>Parcels that arrived.</summary>
public static class Deliveries
{
    /// <summary>Buys one piece for the buyer's own house and brings it there.</summary>
    public static async Task<TestLine> BuyAndReceiveAsync(this MarketFactory market, ProductOnSale product)
    {
        var line = await market.BuyOneAsync(product);
        await market.DeliverAsync(product, line.Parcel);
        return line;
    }

    /// <summary>Buys one piece for the buyer's own house; it is to be packed.</summary>
    public static async Task<TestLine> BuyOneAsync(this MarketFactory market, ProductOnSale product)
    {
        ArgumentNullException.ThrowIfNull(market);
        var made = await market.BuyAsync(product, method: PaymentMethod.Cod);
        await using var db = await market.OpenAsync();
        return new(made.Parcel, await db.ParcelLines.Where(l => l.ParcelId == made.Parcel).Select(l => l.Id).SingleAsync(), made.Secret);
    }

    /// <summary>The line of a gift to one receiver, with both secrets.</summary>
    public static async Task<TestLine> LineOfGiftAsync(this MarketFactory market, PurchaseId purchase)
    {
        ArgumentNullException.ThrowIfNull(market);
        await using var db = await market.OpenAsync();
        var gift = await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Id == purchase);
        var links = market.Get<PrivateLinks>();
        return new(gift.Parcels[0].Id, gift.Parcels[0].Lines[0].Id, links.Open(gift.TokenSeal), links.Open(gift.Parcels[0].ReceiverTokenSeal!));
    }

    /// <summary>The producer's staff brings it through all states.</summary>
    public static async Task DeliverAsync(this MarketFactory market, ProductOnSale product, ParcelId parcel)
    {
        ArgumentNullException.ThrowIfNull(market);
        foreach (var move in Enum.GetValues<ParcelMove>())
        {
            Desks.Must(await market.Get<MoveParcel>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Orders), parcel, move), CancellationToken.None));
        }
    }
}
