using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>What may go into a basket, what becomes of it there, and whose it is.</summary>
public sealed class CartTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private readonly CartOwner _guest = CartOwner.Guest(Secrets.New());

    [Fact]
    public async Task Sums_are_exact_and_grouped_by_producer()
    {
        var tea = await Market.PutOnSaleAsync("Chè dây Cao Bằng", price: 89_500, producer: "HTX Chè dây");
        var honey = await Market.PutOnSaleAsync("Mật ong Chè dây", price: 120_000, producer: "HTX Chè dây");
        var sauce = await Market.PutOnSaleAsync("Nước mắm Ba Làng", price: 65_000, set: 9);
        await AddAsync(tea, 3);
        await AddAsync(sauce, 2);
        await AddAsync(honey, 1);

        var cart = await SeeAsync();

        Assert.Equal(["HTX Chè dây", "HTX Nước mắm Ba Làng"], cart.Groups.Select(g => g.Name));
        Assert.Equal([388_500, 130_000], cart.Groups.Select(g => g.Goods.Dong));
        Assert.Equal(518_500, cart.Goods.Dong);
        Assert.Equal(6, await Get<CartQueries>().CountAsync(_guest, Ct));
        Assert.Empty(cart.Changed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000_000)]
    [InlineData(int.MaxValue)]
    public async Task A_number_out_of_all_reason_is_refused_and_nothing_changes(int pieces)
    {
        var tea = await Market.PutOnSaleAsync($"Chè lam {pieces}", stock: 2_000);
        await AddAsync(tea, 2);
        var variant = await VariantOfAsync(tea);

        Assert.Equal("ordering.quantity_out_of_range", (await Get<AddToCart>().RunAsync(new(_guest, variant, pieces), Ct)).Refusal?.Code);
        Assert.Equal("ordering.quantity_out_of_range", (await Get<ChangeCart>().RunAsync(_guest, [new CartChange.Quantity(variant, pieces)], Ct)).Refusal?.Code);
        Assert.Equal(2, Assert.Single((await SeeAsync()).Lines).Quantity);
    }

    [Fact]
    public async Task No_more_than_the_shelf_holds_and_what_is_in_already_counts()
    {
        var tea = await Market.PutOnSaleAsync("Chè Tân Cương", stock: 5);
        var variant = await VariantOfAsync(tea);

        Assert.Equal(new Refusal("ordering.not_enough", tea.Name, 5), (await Get<AddToCart>().RunAsync(new(_guest, variant, 6), Ct)).Refusal);
        Assert.False(await Get<CartQueries>().ExistsAsync(_guest, Ct));
        await AddAsync(tea, 3);
        Assert.Equal(new Refusal("ordering.not_enough_beside", tea.Name, 5, 3), (await Get<AddToCart>().RunAsync(new(_guest, variant, 3), Ct)).Refusal);
        Assert.Equal(5, (await Get<AddToCart>().RunAsync(new(_guest, variant, 2), Ct)).Value);
    }

    [Fact]
    public async Task What_is_not_on_offer_alcohol_without_the_word_and_forged_ids_stay_out()
    {
        var revoked = await Market.PutOnSaleAsync("Chè dây thu hồi");
        var spirit = await Market.PutOnSaleAsync("Rượu ngô Na Hang", set: 14);
        var (gone, alcohol) = (await VariantOfAsync(revoked), await VariantOfAsync(spirit));
        await Market.RevokeAsync(revoked);

        Assert.Equal(new Refusal("ordering.not_on_offer", revoked.Name), (await Get<AddToCart>().RunAsync(new(_guest, gone, 1), Ct)).Refusal);
        Assert.Equal("ordering.adults_only", (await Get<AddToCart>().RunAsync(new(_guest, alcohol, 1), Ct)).Refusal?.Code);
        Assert.Equal("ordering.packing_unknown", (await Get<AddToCart>().RunAsync(new(_guest, VariantId.New(), 1), Ct)).Refusal?.Code);
        Assert.True((await SeeAsync()).IsEmpty);

        await AddAsync(spirit, 1, adult: true);
        Assert.Equal((1, 0L), ((await SeeAsync()).HiddenForAge, (await SeeAsync()).Goods.Dong));
        Assert.Equal(100_000, (await SeeAsync(adult: true)).Goods.Dong);
    }

    [Fact]
    public async Task After_the_last_day_it_counts_in_no_sum_and_the_day_is_told()
    {
        var ending = await Market.PutOnSaleAsync("Chè dây sắp hết hạn", validThrough: Clock.Today());
        var staying = await Market.PutOnSaleAsync("Chè dây còn hạn", price: 70_000);
        Clock.SetVietnam(Clock.Today(), new TimeOnly(23, 59));
        await AddAsync(ending, 2);
        await AddAsync(staying, 1);
        Assert.Equal(270_000, (await SeeAsync()).Goods.Dong);
        var lastDay = Clock.Today();

        Clock.Advance(TimeSpan.FromMinutes(1));

        var cart = await SeeAsync();
        var line = cart.Changed.Single();
        Assert.Equal(70_000, cart.Goods.Dong);
        Assert.Equal((CartNews.NotOnOffer, NotOfferedReason.NotInForce, lastDay, null, 0L), (line.News, line.Why!.Value, line.EndedOn!.Value, line.Offer, line.Sum.Dong));
    }

    [Fact]
    public async Task A_price_that_changed_is_named_and_agreed_to_as_it_was_shown()
    {
        var tea = await Market.PutOnSaleAsync("Chè Shan tuyết", price: 100_000);
        var variant = await VariantOfAsync(tea);
        await AddAsync(tea, 2);
        await PriceAsync(tea, 120_000);

        var line = Assert.Single((await SeeAsync()).Changed);
        Assert.Equal((CartNews.Price, 100_000L, 120_000L, 240_000L), (line.News, line.SeenPrice.Dong, line.Offer!.Price.Dong, line.Sum.Dong));

        await PriceAsync(tea, 130_000); // while the page with 120,000 was open
        await ChangeAsync(new CartChange.Accept(variant, new Money(120_000)));
        Assert.Equal(100_000, Assert.Single((await SeeAsync()).Changed).SeenPrice.Dong);
        await ChangeAsync(new CartChange.Accept(variant, new Money(130_000)));
        Assert.Empty((await SeeAsync()).Changed);
    }

    [Fact]
    public async Task Fewer_on_the_shelf_is_named_counted_as_far_as_it_goes_and_agreed_to()
    {
        var tea = await Market.PutOnSaleAsync("Chè vằng", price: 50_000, stock: 8);
        var variant = await VariantOfAsync(tea);
        await AddAsync(tea, 8);
        await StockAsync(tea, 3);

        var line = Assert.Single((await SeeAsync()).Changed);
        Assert.Equal((CartNews.Fewer, 3, 150_000L), (line.News, line.Available, line.Sum.Dong));
        await ChangeAsync(new CartChange.Accept(variant, line.Offer!.Price));
        Assert.Equal(3, Assert.Single((await SeeAsync()).Lines).Quantity);

        await StockAsync(tea, 0);
        Assert.Equal(CartNews.SoldOut, Assert.Single((await SeeAsync()).Changed).News);
        await ChangeAsync(new CartChange.Accept(variant, line.Offer.Price));
        Assert.True((await SeeAsync()).IsEmpty);
    }

    [Fact]
    public async Task Sending_is_quoted_by_producer_as_soon_as_the_province_is_known_and_one_more_that_costs_nothing_is_told()
    {
        var (tea, sauce) = (await Market.PutOnSaleAsync("Chè gói nhỏ", packing: "200 g", grams: 200), await Market.PutOnSaleAsync("Mắm gửi xa", set: 9, commune: "16645"));
        await AddAsync(tea, 1);
        await AddAsync(sauce, 1);
        Assert.Null((await SeeAsync()).Shipping);

        // 240 g within Hà Nội is the first step of 500 g, 600 g from Thanh Hóa the second: 14,000 and 22,000 + 4,000 by the cheapest.
        var cart = await Get<CartQueries>().FindAsync(_guest, false, "01", Ct);
        Assert.Equal([("vnpost-buu-kien", 14_000L, true), ("vnpost-buu-kien", 26_000L, false)], cart.Groups.Select(g => (g.Delivery!.Chosen!.Service, g.Delivery.Chosen.Fee.Dong, g.Delivery.OneMoreIsFree)));
        Assert.Equal((40_000, 240_000), (cart.Shipping!.Value.Dong, cart.Total.Dong));

        await ChangeAsync(new CartChange.Delivery(tea.Producer, "vnpost-ems"));
        await ChangeAsync(new CartChange.Quantity(await VariantOfAsync(tea), 2)); // 480 g; with one more 720 g
        await ChangeAsync(new CartChange.Delivery(sauce.Producer, "khong-co")); // not offered: counts as none
        cart = await Get<CartQueries>().FindAsync(_guest, false, "01", Ct);
        Assert.Equal([("vnpost-ems", 20_000L, false), ("vnpost-buu-kien", 26_000L, false)], cart.Groups.Select(g => (g.Delivery!.Chosen!.Service, g.Delivery.Chosen.Fee.Dong, g.Delivery.OneMoreIsFree)));
    }

    [Fact]
    public async Task A_change_is_made_whole_or_not_at_all()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè ướp sen"), await Market.PutOnSaleAsync("Mật hoa sen"));
        await AddAsync(tea, 1);
        await AddAsync(honey, 1);

        var result = await Get<ChangeCart>().RunAsync(_guest, [new CartChange.Quantity(await VariantOfAsync(tea), 4), new CartChange.Quantity(await VariantOfAsync(honey), 0)], Ct);

        Assert.Equal("ordering.quantity_out_of_range", result.Refusal?.Code);
        Assert.Equal([1, 1], (await SeeAsync()).Lines.Select(l => l.Quantity));
    }

    [Fact]
    public async Task Two_windows_that_begin_and_add_at_once_lose_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè hai cửa sổ", stock: 50);
        var variant = await VariantOfAsync(tea);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Get<AddToCart>().RunAsync(new(_guest, variant, 2), Ct)));

        Assert.All(results, r => Assert.True(r.Succeeded));
        Assert.Equal(16, Assert.Single((await SeeAsync()).Lines).Quantity);
        Assert.Equal("ordering.cart_line_gone", (await RemoveThenSetAsync(variant)).Refusal?.Code);
    }

    [Fact]
    public async Task Somebody_elses_cart_is_not_there()
    {
        var tea = await Market.PutOnSaleAsync("Chè của người khác");
        var variant = await VariantOfAsync(tea);
        await AddAsync(tea, 2);
        foreach (var other in new[] { CartOwner.Guest(Secrets.New()), CartOwner.Of(AccountId.New()), default })
        {
            Assert.True((await Get<CartQueries>().FindAsync(other, false, null, Ct)).IsEmpty);
            Assert.Equal("ordering.cart_unknown", (await Get<ChangeCart>().RunAsync(other, [new CartChange.Remove(variant)], Ct)).Refusal?.Code);
        }

        Assert.Equal(2, Assert.Single((await SeeAsync()).Lines).Quantity);
    }

    [Fact]
    public async Task Signing_in_merges_without_doubling_and_keeps_what_was_typed()
    {
        var member = CartOwner.Of((await Market.AsShopperAsync()).Account);
        var (tea, honey, rice) = (await Market.PutOnSaleAsync("Chè gộp"), await Market.PutOnSaleAsync("Mật gộp"), await Market.PutOnSaleAsync("Gạo gộp", set: 3));
        await AddAsync(tea, 3);
        await AddAsync(honey, 1);
        await AddAsync(tea, 2, member);
        await AddAsync(rice, 4, member);
        await using (var db = await OpenAsync())
        {
            var guests = await db.Carts.Include(c => c.Lines).SingleAsync(c => c.TokenHash == _guest.TokenHash, Ct);
            (guests.SenderName, guests.BuyerEmail, guests.Purpose) = ("Cả nhà Mây", "may@example.vn", CartPurpose.Gift);
            guests.Add(new Recipient { CartId = guests.Id, Position = 1, Name = "Bà Tư", Quantities = guests.Lines.ToDictionary(l => l.Id, _ => 7) });
            (await db.Carts.SingleAsync(c => c.Account == member.Account, Ct)).BuyerEmail = "cu@example.vn";
            await db.SaveChangesAsync(Ct);
        }

        Assert.True((await Get<MergeCarts>().RunAsync(_guest, member, Ct)).Succeeded);
        Assert.True((await Get<MergeCarts>().RunAsync(_guest, member, Ct)).Succeeded); // again: nothing doubles

        var cart = await SeeAsync(owner: member);
        Assert.Equal([("Chè gộp", 3), ("Gạo gộp", 4), ("Mật gộp", 1)], cart.Lines.Select(l => (l.ProductName, l.Quantity)).Order());
        Assert.Equal((CartPurpose.Gift, 1), (cart.Purpose, cart.Recipients));
        Assert.False(await Get<CartQueries>().ExistsAsync(_guest, Ct));
        await using var after = await OpenAsync();
        var kept = await after.Carts.Include(c => c.Lines).Include(c => c.Recipients).SingleAsync(c => c.Account == member.Account, Ct);
        Assert.Equal(("Cả nhà Mây", "cu@example.vn"), (kept.SenderName, kept.BuyerEmail));
        var there = kept.Lines.Select(l => l.Id).ToHashSet();
        Assert.All(kept.Recipients.Single().Quantities.Keys, line => Assert.Contains(line, there));
        Assert.Equal(2, kept.Recipients.Single().Quantities.Count);
    }

    [Fact]
    public async Task Who_has_no_basket_yet_gets_the_guests_as_it_is()
    {
        var member = CartOwner.Of((await Market.AsShopperAsync()).Account);
        await AddAsync(await Market.PutOnSaleAsync("Chè mang theo"), 2);

        await Get<MergeCarts>().RunAsync(_guest, member, Ct);

        Assert.Equal(2, Assert.Single((await SeeAsync(owner: member)).Lines).Quantity);
        Assert.False(await Get<CartQueries>().ExistsAsync(_guest, Ct));
    }

    [Fact]
    public async Task After_thirty_days_untouched_it_is_forgotten()
    {
        await AddAsync(await Market.PutOnSaleAsync("Chè bỏ quên"), 2);
        Clock.Advance(TimeSpan.FromDays(30));
        await Get<JobRunner>().RunAsync("cart-clean-up", Ct);
        Assert.True(await Get<CartQueries>().ExistsAsync(_guest, Ct));

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<JobRunner>().RunAsync("cart-clean-up", Ct);

        Assert.False(await Get<CartQueries>().ExistsAsync(_guest, Ct));
    }

    private async Task<Result> RemoveThenSetAsync(VariantId variant)
    {
        await ChangeAsync(new CartChange.Remove(variant));
        await ChangeAsync(new CartChange.Remove(variant)); // in the other window: it is gone already
        return await Get<ChangeCart>().RunAsync(_guest, [new CartChange.Quantity(variant, 3)], Ct);
    }

    private async Task AddAsync(ProductOnSale product, int pieces, CartOwner? owner = null, bool adult = false)
        => Desks.Must(await Get<AddToCart>().RunAsync(new(owner ?? _guest, await VariantOfAsync(product), pieces, adult), Ct));

    private async Task ChangeAsync(CartChange change) => Desks.Must(await Get<ChangeCart>().RunAsync(_guest, [change], Ct));

    private Task<CartView> SeeAsync(bool adult = false, CartOwner? owner = null) => Get<CartQueries>().FindAsync(owner ?? _guest, adult, null, Ct);

    private Task<VariantId> VariantOfAsync(ProductOnSale product) => Market.VariantOfAsync(product);

    private async Task PriceAsync(ProductOnSale product, long price)
    {
        await using var db = await OpenAsync();
        await db.Variants.Where(v => v.ListingId == product.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Price, new Money(price)), Ct);
    }

    private async Task StockAsync(ProductOnSale product, int stock)
    {
        await using var db = await OpenAsync();
        await db.Variants.Where(v => v.ListingId == product.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Stock, stock), Ct);
    }
}
