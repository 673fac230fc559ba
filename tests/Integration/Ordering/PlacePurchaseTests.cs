using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class PlacePurchaseTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_purchase_takes_its_goods_off_the_shelf_and_keeps_what_was_true_when_it_was_made()
    {
        var honey = await Market.PutOnSaleAsync("Mật ong mua thử", stars: 4, price: 250_000, stock: 10);

        var purchase = await ReadAsync(await Market.BuyAsync([(honey, 3)]));

        var parcel = Assert.Single(purchase.Parcels);
        var line = Assert.Single(parcel.Lines);
        Assert.Equal((new Money(750_000), 3, 4, honey.Number), (line.Goods, line.Quantity, line.Stars, line.CertificateNumber));
        Assert.Equal(new Money(750_000) + parcel.ShippingFee, purchase.Total);
        Assert.Equal(ParcelState.AwaitingPayment, parcel.State);
        Assert.Equal(7, await StockOfAsync(honey));
    }

    [Fact]
    public async Task What_all_lines_paid_is_what_the_purchase_costs()
    {
        var (tea, jam, salt) = (await Market.PutOnSaleAsync("Chè chia phần", price: 33_333), await Market.PutOnSaleAsync("Mứt chia phần", price: 77_777, producer: "HTX Mứt chung"), await Market.PutOnSaleAsync("Muối chia phần", price: 11_111, producer: "HTX Mứt chung"));

        var purchase = await ReadAsync(await Market.BuyAsync([(tea, 1), (jam, 2), (salt, 1)], recipients: [new("Mẹ"), new("Cô"), new("Chú")]));

        Assert.Equal(6, purchase.Parcels.Count);
        Assert.All(purchase.Parcels, p => Assert.Equal(p.ShippingFee, p.Lines.Aggregate(Money.Zero, (sum, l) => sum + l.ShippingShare)));
        Assert.Equal(purchase.Total, purchase.Parcels.SelectMany(p => p.Lines).Aggregate(Money.Zero, (sum, l) => sum + l.Paid));
        await using var db = await OpenAsync();
        Assert.Equal(purchase.Total.Dong, (await db.Payments.Where(p => p.PurchaseId == purchase.Id).ToListAsync(Ct)).Sum(p => p.Amount.Dong));
    }

    [Fact]
    public async Task A_form_sent_twice_at_once_buys_once()
    {
        var tea = await Market.PutOnSaleAsync("Chè bấm hai lần", stock: 10);
        var (cart, secret) = (await Market.FillCartAsync([(tea, 2)]), Secrets.New());
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, secret, total, "vi", false), Ct))));

        Assert.Single(answers.Select(a => a.Placed.Value).Distinct());
        Assert.Equal(8, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_form_sent_again_after_the_basket_was_filled_anew_buys_nothing_more()
    {
        var tea = await Market.PutOnSaleAsync("Chè gửi lại biểu mẫu cũ", stock: 10);
        var (member, secret) = ((await Market.AsShopperAsync()).Account, Secrets.New());
        var first = await Market.ConfirmAsync(await Market.FillCartAsync([(tea, 2)], account: member), secret: secret);
        var refilled = await Market.FillCartAsync([(tea, 2)], account: member);

        var again = await Market.ConfirmAsync(refilled, secret: secret);

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(8, await StockOfAsync(tea));
        Assert.NotNull(await Get<CheckoutPlanner>().ReadAsync(refilled.Owner, Ct)); // what was put in since stays
    }

    [Fact]
    public async Task The_second_of_two_tabs_finds_an_empty_basket()
    {
        var tea = await Market.PutOnSaleAsync("Chè hai cửa sổ", stock: 10);
        var cart = await Market.FillCartAsync([(tea, 1)]);
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), total, "vi", false), Ct))));

        Assert.Single(answers, a => a.Placed.Succeeded);
        Assert.Single(answers, a => a.Placed.Refusal == CheckoutRefusals.CartMoved() || a.Placed.Refusal == CheckoutRefusals.CartEmpty());
        Assert.Equal(9, await StockOfAsync(tea));
    }

    [Fact]
    public async Task The_last_jar_is_sold_once_and_the_others_keep_their_baskets()
    {
        var jar = await Market.PutOnSaleAsync("Hũ cuối cùng", stock: 1);
        var carts = new List<FilledCart>();
        while (carts.Count < 8)
        {
            carts.Add(await Market.FillCartAsync([(jar, 1)]));
        }

        var answers = await Task.WhenAll(carts.Select(c => Task.Run(() => Market.ConfirmAsync(c))));

        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal(7, answers.Count(a => a.Refusal == CheckoutRefusals.LineShort("Hũ cuối cùng – 500 g", 0)));
        Assert.Equal(0, await StockOfAsync(jar));
        foreach (var (cart, answer) in carts.Zip(answers).Where(x => !x.Second.Succeeded))
        {
            Assert.Single((await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Cart.Lines);
        }
    }

    [Fact]
    public async Task Who_comes_too_late_is_asked_about_those_goods_alone_and_nothing_else_is_worked_out()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè còn đủ"), await Market.PutOnSaleAsync("Mật ong vừa hết", stock: 1));
        var cart = await Market.FillCartAsync([(tea, 1), (honey, 1)]);
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;
        Assert.True((await Market.ConfirmAsync(await Market.FillCartAsync([(honey, 1)]))).Succeeded);

        var answer = await Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), total, "vi", false), Ct);

        Assert.Null(answer.Seen);
        Assert.Equal([CheckoutRefusals.LineShort("Mật ong vừa hết – 500 g", 0)], answer.Unsold?.Select(p => p.Refusal));
        Assert.Equal(answer.Unsold![0].Refusal, answer.Placed.Refusal);
        Assert.Equal(total, (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total); // all that was typed is there
    }

    [Fact]
    public async Task Many_buyers_of_few_jars_are_all_answered_and_keep_nobody_else_waiting_for_the_database()
    {
        const int Buyers = 60, Jars = 5, Lines = 12;
        var honey = await Market.PutOnSaleAsync("Mật ong tranh nhau", stock: Jars);
        var carts = new List<(FilledCart Cart, Money Total)>();
        for (var i = 0; i < Buyers; i++)
        {
            var cart = await Market.FillCartAsync([(honey, 1)]);
            carts.Add((cart, (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total));
        }

        await using var narrow = new MarketFactory($"{ConnectionString};Maximum Pool Size={Lines};Timeout=10") { Clock = Clock };
        var place = narrow.Get<PlacePurchase>();
        await using var holding = await OpenAsync();
        await using var hold = await holding.Database.BeginTransactionAsync(Ct);
        await holding.Database.ExecuteSqlAsync($"select 1 from catalog.variants where listing_id = {honey.Listing.Value} for update", Ct);
        var buying = carts.ConvertAll(c => Task.Run(() => place.RunAsync(new(Actor.Guest, c.Cart.Owner, Secrets.New(), c.Total, "vi", false), Ct)));
        await using var watching = await OpenAsync();
        await Eventually.GetAsync(
            () => watching.Database.SqlQuery<int>($"""select count(*)::int as "Value" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'""").SingleAsync(Ct), waiting => waiting >= 8);

        Assert.False(await narrow.Get<PurchaseQueries>().ExistsAsync(Secrets.New(), Ct)); // somebody else, while they all wait for the jars
        await hold.RollbackAsync(Ct);
        var answers = await Task.WhenAll(buying);

        Assert.Equal(Jars, answers.Count(a => a.Placed.Succeeded));
        Assert.All(answers.Where(a => !a.Placed.Succeeded), a => Assert.Contains(a.Placed.Refusal!.Code, new[] { "ordering.line_sold_out", "ordering.line_not_offered" }));
        Assert.Equal(0, await StockOfAsync(honey));
    }

    [Fact]
    public async Task Nothing_is_sold_after_a_revocation_and_what_was_typed_stays()
    {
        var (tea, jam) = (await Market.PutOnSaleAsync("Chè bị thu hồi"), await Market.PutOnSaleAsync("Mứt còn hiệu lực", stock: 5));
        var cart = await Market.FillCartAsync([(tea, 1), (jam, 1)], recipients: [new("Mẹ", "Chúc mẹ khỏe")]);
        await Market.RevokeAsync(tea);

        var answer = await Market.ConfirmAsync(cart);

        Assert.Equal(CheckoutRefusals.LineNotOffered("Chè bị thu hồi", NotOfferedReason.NotInForce), answer.Refusal);
        Assert.Equal("Chúc mẹ khỏe", (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Cart.Recipients[0].Message);
        Assert.Equal(5, await StockOfAsync(jam));
    }

    [Fact]
    public async Task A_sale_waits_for_a_revocation_that_is_being_committed_and_then_is_none()
    {
        var tea = await Market.PutOnSaleAsync("Chè đang bị thu hồi");
        var cart = await Market.FillCartAsync([(tea, 1)]);
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;
        await using var officer = await OpenAsync();
        await using var transaction = await officer.Database.BeginTransactionAsync(Ct);
        var (certificate, today) = (tea.Certificate.Value, Clock.Today());
        await officer.Database.ExecuteSqlAsync($"update registry.certificates set revoked_from = {today} where id = {certificate}", Ct);

        var sale = Task.Run(() => Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), total, "vi", false), Ct));
        await Eventually.GetAsync(WaitingForLocksAsync, waiting => waiting > 0);
        await transaction.CommitAsync(Ct);

        Assert.Equal(CheckoutRefusals.LineNotOffered("Chè đang bị thu hồi", NotOfferedReason.NotInForce), (await sale).Placed.Refusal);
    }

    [Fact]
    public async Task The_last_day_sells_and_the_next_does_not()
    {
        var lastDay = Clock.Today().AddDays(40);
        var tea = await Market.PutOnSaleAsync("Chè ngày cuối", validThrough: lastDay);
        Clock.SetVietnam(lastDay, new TimeOnly(23, 59, 59));
        Assert.True((await Market.ConfirmAsync(await Market.FillCartAsync([(tea, 1)]))).Succeeded);
        var cart = await Market.FillCartAsync([(tea, 1)]);

        Clock.SetVietnam(lastDay.AddDays(1));

        Assert.Equal(CheckoutRefusals.LineNotOffered("Chè ngày cuối", NotOfferedReason.NotInForce), (await Market.ConfirmAsync(cart)).Refusal);
    }

    [Fact]
    public async Task A_hold_for_a_transfer_never_outlives_the_certificate()
    {
        var tea = await Market.PutOnSaleAsync("Chè sắp hết hạn", validThrough: Clock.Today());

        var purchase = await Market.BuyAsync([(tea, 1)]);

        await using var db = await OpenAsync();
        Assert.Equal(VietnamTime.StartOf(Clock.Today().AddDays(1)).AddSeconds(-1), (await db.Payments.SingleAsync(p => p.PurchaseId == purchase, Ct)).ExpiresAt);
    }

    [Fact]
    public async Task A_changed_price_is_asked_about_and_never_taken_from_the_form()
    {
        var tea = await Market.PutOnSaleAsync("Chè đổi giá", price: 100_000);
        var cart = await Market.FillCartAsync([(tea, 1)]);
        await using (var db = await OpenAsync())
        {
            await db.Set<Variant>().Where(v => v.ListingId == tea.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Price, new Money(120_000)), Ct);
        }

        Assert.Equal(CheckoutRefusals.PriceChanged("Chè đổi giá – 500 g", 100_000, 120_000), (await Market.ConfirmAsync(cart)).Refusal);
        Assert.Equal(10, await StockOfAsync(tea));
    }

    [Fact]
    public async Task A_total_that_the_page_did_not_show_is_asked_about()
    {
        var tea = await Market.PutOnSaleAsync("Chè sai tổng", price: 100_000);
        var cart = await Market.FillCartAsync([(tea, 1)]);
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;

        var answer = await Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), new Money(1), "vi", false), Ct);

        Assert.Equal(CheckoutRefusals.TotalChanged(1, total.Dong), answer.Placed.Refusal);
        Assert.Equal(total, answer.Seen?.Plan.Total); // what the page shows beside the refusal
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(12, true)]
    public async Task Cash_on_delivery_is_off_for_alcohol_and_for_gifts(int set, bool gift)
    {
        var goods = await Market.PutOnSaleAsync($"Hàng không thu hộ {set} {gift}", set: set);

        var answer = await Market.ConfirmAsync(await Market.FillCartAsync([(goods, 1)], PaymentMethod.Cod, gift ? [new("Cô Hoa")] : null));

        Assert.Equal("ordering.method_not_chosen", answer.Refusal?.Code);
        Assert.Equal(10, await StockOfAsync(goods));
    }

    [Fact]
    public async Task Alcohol_is_sold_only_to_those_who_said_to_be_18()
    {
        var wine = await Market.PutOnSaleAsync("Rượu chỉ cho người lớn", set: 14);
        var cart = await Market.FillCartAsync([(wine, 1)]);
        var total = (await Get<CheckoutPlanner>().ReadAsync(cart.Owner, Ct))!.Plan.Total;

        Assert.Equal(CheckoutRefusals.CartForAdults(), (await Get<PlacePurchase>().RunAsync(new(Actor.Guest, cart.Owner, Secrets.New(), total, "vi", false), Ct)).Placed.Refusal);
        Assert.True((await Market.ConfirmAsync(cart)).Succeeded);
    }

    [Fact]
    public async Task Nobody_buys_out_of_a_basket_whose_secret_they_do_not_know()
    {
        var tea = await Market.PutOnSaleAsync("Chè của người khác");
        await Market.FillCartAsync([(tea, 1)]);

        var answer = await Get<PlacePurchase>().RunAsync(new(Actor.Guest, CartOwner.Guest(Secrets.New()), Secrets.New(), new Money(1), "vi", false), Ct);

        Assert.Equal(CheckoutRefusals.CartEmpty(), answer.Placed.Refusal);
    }

    private async Task<Purchase> ReadAsync(PurchaseId purchase)
    {
        await using var db = await OpenAsync();
        return await db.Purchases.AsNoTracking().Include(p => p.Parcels.OrderBy(x => x.Number)).ThenInclude(p => p.Lines.OrderBy(l => l.Position)).SingleAsync(p => p.Id == purchase, Ct);
    }

    private async Task<long> WaitingForLocksAsync()
    {
        await using var db = await OpenAsync();
        return await db.Database.SqlQuery<long>($"select count(*) as \"Value\" from pg_locks where not granted").SingleAsync(Ct);
    }

    private async Task<int> StockOfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return await db.Set<Variant>().Where(v => v.ListingId == product.Listing).SumAsync(v => v.Stock, Ct);
    }
}
