using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Goods sold at a fair: the price, who pays the difference, and never more pieces than somebody pays for.</summary>
public sealed class FairSaleTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_line_keeps_price_ordinary_price_and_payer_and_the_sums_hold()
    {
        var at = await AtPriceAsync("Chè nhớ bên trả", 100_000, 70_000, most: 50);

        var line = await LineAsync(await Market.BuyAsync([(at.Product, 3)]));

        Assert.Equal((70_000L, 100_000L, 30_000L, PricePayerKind.Office, "Sở Công Thương Hà Nội"), (line.Price.Dong, line.ListPrice.Dong, line.PayerPerPiece.Dong, line.PayerKind, line.PayerName));
        Assert.Equal(210_000, line.Goods.Dong);
        Assert.Equal(3, (await PriceRowAsync(at)).Sold);
        await using var db = await OpenAsync();
        var purchase = await db.Purchases.Include(p => p.Parcels).ThenInclude(p => p.Lines).SingleAsync(p => p.Parcels.Any(x => x.Id == line.ParcelId), Ct);
        Assert.Equal(purchase.Total.Dong, (await db.Payments.Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct)).Sum(p => p.Amount.Dong));
        Assert.Equal(purchase.Total, purchase.Parcels.SelectMany(p => p.Lines).Aggregate(Money.Zero, (sum, l) => sum + l.Paid));
    }

    [Fact]
    public async Task Of_many_buyers_at_once_no_more_get_the_price_than_somebody_pays_for()
    {
        const int Most = 5, Buyers = 12;
        var at = await AtPriceAsync("Chè tranh giá", 100_000, 60_000, most: Most);
        var carts = new List<FilledCart>();
        while (carts.Count < Buyers)
        {
            carts.Add(await Market.FillCartAsync([(at.Product, 1)]));
        }

        var answers = await Task.WhenAll(carts.Select(c => Task.Run(() => Market.ConfirmAsync(c))));

        Assert.Equal(Most, answers.Count(a => a.Succeeded));
        Assert.Equal(Buyers - Most, answers.Count(a => a.Refusal == CheckoutRefusals.PriceChanged("Chè tranh giá – 500 g", 60_000, 100_000)));
        Assert.Equal(Most, (await PriceRowAsync(at)).Sold);
        Assert.Equal((100_000L, null), await Market.OfferOfAsync(at) is var offer ? (offer.Price.Dong, offer.Dated) : default);
        Assert.Equal(100 - Most, offer.Stock);
    }

    [Fact]
    public async Task Who_wants_more_than_are_left_at_the_price_is_asked_and_nothing_is_sold()
    {
        var at = await AtPriceAsync("Chè còn hai", 100_000, 60_000, most: 2);
        var cart = await Market.FillCartAsync([(at.Product, 3)]);

        Assert.Equal(BoothRefusals.NotEnoughAtPrice("Chè còn hai – 500 g", 2), (await Market.ConfirmAsync(cart)).Refusal);
        var view = await Get<CartQueries>().FindAsync(cart.Owner, adult: false, null, Ct);
        Assert.Equal((CartNews.Fewer, 2, 120_000L), (Assert.Single(view.Lines).News, view.Lines.Single().Available, view.Goods.Dong));
        Assert.Equal(BoothRefusals.NotEnoughAtPrice("Chè còn hai", 2), (await Get<AddToCart>().RunAsync(new(CartOwner.Guest(Secrets.New()), at.Variant, 3), Ct)).Refusal);
        Assert.Equal(0, (await PriceRowAsync(at)).Sold);
    }

    [Fact]
    public async Task A_basket_says_that_the_price_began_and_that_it_ended()
    {
        var at = await Market.PutAtFairAsync("Chè trong giỏ", price: 100_000);
        await Market.SetPriceAsync(at, 80_000, through: at.From);
        Clock.SetVietnam(at.From.AddDays(-1), new(12, 0));
        var cart = await Market.FillCartAsync([(at.Product, 1)]);
        Assert.Equal(CartNews.None, (await NewsAsync(cart)).News);

        Clock.SetVietnam(at.From);
        Assert.Equal((CartNews.Price, 80_000L, 100_000L), await NewsAsync(cart) is var line ? (line.News, line.Offer!.Price.Dong, line.SeenPrice.Dong) : default);
        Desks.Must(await Get<ChangeCart>().RunAsync(cart.Owner, [new CartChange.Accept(at.Variant, new(80_000))], Ct));
        Assert.Equal(CartNews.None, (await NewsAsync(cart)).News);
        Clock.SetVietnam(at.From.AddDays(1));
        Assert.Equal(CartNews.Price, (await NewsAsync(cart)).News);
        Assert.Equal(CheckoutRefusals.PriceChanged("Chè trong giỏ – 500 g", 80_000, 100_000), (await Market.ConfirmAsync(cart)).Refusal);
    }

    [Fact]
    public async Task Pieces_cancelled_before_they_leave_are_for_others_and_those_sent_back_are_not_paid_for()
    {
        var at = await AtPriceAsync("Chè hủy bớt", 100_000, 60_000, most: 10);
        var (cancelled, sent) = (await LineAsync(await Market.BuyAsync([(at.Product, 4)], method: PaymentMethod.Cod)), await LineAsync(await Market.BuyAsync([(at.Product, 5)], method: PaymentMethod.Cod)));
        Assert.Equal(9, (await PriceRowAsync(at)).Sold);
        Assert.Equal((9, 360_000L), await OwedAsync(at));

        await ReduceAsync(cancelled, ReduceReason.ChangedMind, 3);
        Assert.Equal((6, 240_000L), await OwedAsync(at));
        Assert.Equal(6, (await PriceRowAsync(at)).Sold);
        await Market.DeliverAsync(at.Product, sent.ParcelId);
        await ReduceAsync(sent, ReduceReason.NotAsDescribed, 2);
        Assert.Equal((4, 160_000L), await OwedAsync(at));
        Assert.Equal(6, (await PriceRowAsync(at)).Sold); // sold they were

        var line = Assert.Single((await Get<FairSales>().PaidOfFairAsync(FairPlaces.Officer, at.Fair, Ct))!);
        Assert.Equal((at.Product.Producer, PricePayerKind.Office, "Sở Công Thương Hà Nội", 100_000L, 60_000L, 40_000L), (line.Producer, line.Payer, line.PayerName, line.ListPrice.Dong, line.Price.Dong, line.PerPiece.Dong));
        Assert.Equal([line], await Get<FairSales>().OwnPaidAsync(at.Staff, at.Product.Producer, at.Fair, Ct));
    }

    [Fact]
    public async Task What_nobody_pays_for_in_time_gives_its_pieces_back_and_late_money_takes_them_only_if_they_are_there()
    {
        var at = await AtPriceAsync("Chè trả muộn", 100_000, 60_000, most: 3);
        var (line, other) = (await LineAsync(await Market.BuyAsync([(at.Product, 2)])), 0L);
        Assert.Equal((0, 0L), await OwedAsync(at)); // nothing is paid yet
        Clock.Advance(TimeSpan.FromHours(25));
        await Get<ExpirePaymentsJob>().RunAsync(Ct);
        Assert.Equal(0, (await PriceRowAsync(at)).Sold);
        other = (await LineAsync(await Market.BuyAsync([(at.Product, 2)], method: PaymentMethod.Cod))).Price.Dong;
        Assert.Equal(60_000, other);

        await using var db = await OpenAsync();
        var payment = await db.Parcels.Where(p => p.Id == line.ParcelId).Select(p => p.PaymentId).SingleAsync(Ct);
        var revived = await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(
            async inside => await Get<PaymentBook>().ReviveAsync(inside, Actor.System("test"), (await PaymentBook.LockAsync(inside, payment, Ct))!, Ct), Ct);

        Assert.Equal(new Refusal("catalog.dated_price_sold_out", "Chè trả muộn – 500 g", 1), revived.Refusal);
        Assert.Equal(2, (await PriceRowAsync(at)).Sold);
    }

    [Fact]
    public async Task A_voucher_takes_nothing_off_goods_at_a_fair_price()
    {
        var at = await AtPriceAsync("Chè không dùng phiếu", 100_000, 60_000, most: 10);

        Assert.True((await Get<CheckoutPlanner>().ReadAsync((await Market.FillCartAsync([(at.Product, 1)])).Owner, Ct))!.VoucherLines[0].Lowered);
    }

    [Fact]
    public async Task An_office_reads_a_producers_sales_at_its_fair_from_three_buyers_on()
    {
        var at = await Market.PutAtFairAsync("Chè bán tại gian", price: 50_000);
        Clock.SetVietnam(at.From, new(9, 0));
        await BuyAtBoothAsync(at, "mot@example.vn");
        await BuyAtBoothAsync(at, "hai@example.vn");
        await BuyAtBoothAsync(at, "hai@example.vn");

        Assert.Empty((await Get<FairSales>().OfFairAsync(FairPlaces.Officer, at.Fair, Ct))!);
        Assert.Equal(new FairSale(at.Product.Producer, new(150_000), 3, 2), await Get<FairSales>().OwnAsync(at.Staff, at.Product.Producer, at.Fair, Ct));
        await BuyAtBoothAsync(at, "ba@example.vn");
        Assert.Equal(new FairSale(at.Product.Producer, new(200_000), 4, 3), Assert.Single((await Get<FairSales>().OfFairAsync(FairPlaces.Officer, at.Fair, Ct))!).Value);
    }

    [Fact]
    public async Task What_is_put_in_at_a_booth_counts_for_the_fair_only_while_it_is_on_and_only_for_who_has_a_place()
    {
        var at = await Market.PutAtFairAsync("Chè có đánh dấu");
        var stranger = await Market.PutOnSaleAsync("Chè không có gian");
        var slug = await SlugAsync(at);
        var owner = CartOwner.Guest(Secrets.New());

        Desks.Must(await Get<AddToCart>().RunAsync(new(owner, at.Variant, 1, Fair: slug), Ct)); // it is not on yet
        Assert.Null(await BoothAsync(owner, at.Variant));
        Clock.SetVietnam(at.From, new(9, 0));
        Desks.Must(await Get<AddToCart>().RunAsync(new(owner, at.Variant, 1, Fair: slug), Ct));
        Desks.Must(await Get<AddToCart>().RunAsync(new(owner, await Market.VariantOfAsync(stranger), 1, Fair: slug), Ct));
        Assert.Equal(slug, await BoothAsync(owner, at.Variant));
        Assert.Null(await BoothAsync(owner, await Market.VariantOfAsync(stranger)));
        Clock.SetVietnam(at.Through.AddDays(1));
        Assert.Null(await BoothAsync(owner, at.Variant));
    }

    /// <summary>On the first day of the fair, with a price that its office pays for.</summary>
    private async Task<AtFair> AtPriceAsync(string name, long price, long fairPrice, int most)
    {
        var at = await Market.PutAtFairAsync(name, price: price);
        await Market.SetPaidPriceAsync(at, fairPrice, most);
        Clock.SetVietnam(at.From, new(9, 0));
        return at;
    }

    private async Task BuyAtBoothAsync(AtFair at, string email)
    {
        var cart = await Market.FillCartAsync([(at.Product, 1)], method: PaymentMethod.Cod, email: email);
        await using (var db = await OpenAsync())
        {
            await db.Set<CartLine>().Where(l => l.VariantId == at.Variant && l.FairId == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.FairId, at.Fair), Ct);
        }

        Desks.Must(await Market.ConfirmAsync(cart));
    }

    private async Task<ParcelLine> LineAsync(PurchaseId purchase)
    {
        await using var db = await OpenAsync();
        var parcel = await db.Parcels.Where(p => p.PurchaseId == purchase).Select(p => p.Id).SingleAsync(Ct);
        return await db.ParcelLines.AsNoTracking().SingleAsync(l => l.ParcelId == parcel, Ct);
    }

    private async Task ReduceAsync(ParcelLine line, ReduceReason reason, int pieces)
        => Desks.Must(await Get<IDbContextFactory<MarketDbContext>>().InTransactionAsync(
            db => Get<ReduceParcel>().RunAsync(db, new(Actor.System("test"), line.ParcelId, reason, new Dictionary<ParcelLineId, int> { [line.Id] = pieces }), Ct), Ct));

    private async Task<(int Pieces, long Sum)> OwedAsync(AtFair at)
        => await Get<FairSales>().PaidOfFairAsync(FairPlaces.Officer, at.Fair, Ct) is { } lines ? (lines.Sum(l => l.Pieces), lines.Sum(l => l.Sum.Dong)) : default;

    private async Task<DatedPriceRow> PriceRowAsync(AtFair at) => Assert.Single(await Get<IDatedPriceDesk>().OfFairAsync(at.Fair.Value, at.Product.Producer, Ct));

    private async Task<CartLineView> NewsAsync(FilledCart cart) => Assert.Single((await Get<CartQueries>().FindAsync(cart.Owner, adult: false, null, Ct)).Lines);

    private async Task<string?> BoothAsync(CartOwner owner, VariantId variant) => (await Get<CartQueries>().FindAsync(owner, adult: false, null, Ct)).Lines.Single(l => l.Variant == variant).Booth?.Slug;

    private async Task<string> SlugAsync(AtFair at) => (await Get<FairPriceQueries>().OfFairAsync(FairPlaces.Officer, at.Fair, Ct))!.Fair.Slug;
}
