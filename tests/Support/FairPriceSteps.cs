using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Tests.Support;

/// <summary>A product on sale whose producer has a place at a fair.</summary>
public sealed record AtFair(ProductOnSale Product, FairId Fair, FairApplicationId Application, VariantId Variant, DateOnly From, DateOnly Through)
{
    public Actor Staff { get; } = Desks.StaffOf(Product, ProducerRights.Fairs);
}

/// <summary>Prices for days of a fair.</summary>
public static class FairPriceSteps
{
    /// <param name="inDays">When the fair opens, for three days.</param>
    /// <param name="booth">Its place has a number on the plan: A01.</param>
    public static async Task<AtFair> PutAtFairAsync(this MarketFactory market, string name, long price = 100_000, int stock = 100, int inDays = 30, bool booth = false, string? story = null, (int From, int Through)? season = null, bool gift = false)
    {
        ArgumentNullException.ThrowIfNull(market);
        var fair = await market.AnnounceFairAsync(inDays: inDays);
        var product = await market.PutOnSaleAsync(name, price: price, stock: stock, story: story, season: season, gift: gift);
        var application = await market.ApplyAsync(fair, product);
        await market.AcceptAsync(fair, product, application);
        if (booth)
        {
            Desks.Must(await market.Get<DrawZone>().RunAsync(new(FairPlaces.Officer, fair, "A", 1, 1, 300, 300, 0, null), CancellationToken.None));
            Desks.Must(await market.Get<GiveBoothsInOrder>().RunAsync(new(FairPlaces.Officer, fair), CancellationToken.None));
        }

        var from = market.Clock.Today().AddDays(inDays);
        return new(product, fair, application, await market.VariantOfAsync(product), from, from.AddDays(2));
    }

    public static Task<Result<DatedPriceId>> TrySetAsync(this MarketFactory market, AtFair at, long price, DateOnly? from = null, DateOnly? through = null, PricePayer? payer = null, int? most = null, Actor? actor = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(at);
        return market.Get<SetFairPrice>().RunAsync(
            new(actor ?? at.Staff, at.Application, at.Variant, new(price), from ?? at.From, through ?? at.Through, payer ?? new(PricePayerKind.Producer, null), most), CancellationToken.None);
    }

    public static async Task<DatedPriceId> SetPriceAsync(this MarketFactory market, AtFair at, long price, DateOnly? from = null, DateOnly? through = null, int? most = null)
        => Desks.Must(await market.TrySetAsync(at, price, from, through, most: most));

    /// <summary>Somebody else pays, and the office has said yes.</summary>
    public static async Task<DatedPriceId> SetPaidPriceAsync(this MarketFactory market, AtFair at, long price, int most, string payer = "Sở Công Thương Hà Nội")
    {
        var id = Desks.Must(await market.TrySetAsync(at, price, payer: new(PricePayerKind.Office, payer), most: most));
        Desks.Must(await market.Get<ConfirmFairPrice>().RunAsync(new(FairPlaces.Officer, at.Fair, id), CancellationToken.None));
        return id;
    }

    /// <summary>As the shelf says now.</summary>
    public static async Task<OfferedPacking> OfferOfAsync(this MarketFactory market, AtFair at)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(at);
        return (await market.Get<IOfferDesk>().FindAsync([at.Variant], CancellationToken.None))[at.Variant].Offer!;
    }
}
