using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.OwnBaskets;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Baskets put into carts, and baskets that shoppers make of their carts.</summary>
public sealed class OwnBasketTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task All_items_go_in_so_many_times_and_join_what_is_there()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè nhiều giỏ", stock: 50), await Market.PutOnSaleAsync("Mật nhiều giỏ", stock: 50));
        var (owner, lines) = (NewOwner(), await LinesAsync((tea, 2), (honey, 1)));
        Desks.Must(await Get<AddToCart>().RunAsync(new(owner, lines[0].Variant, 1), Ct));

        Assert.Equal(2, Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 3), Ct)));

        Assert.Equal([7, 3], await PiecesAsync(owner, lines));
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1, Gift: true), Ct));
        Assert.Equal([9, 4], await PiecesAsync(owner, lines));
        Assert.Equal(CartPurpose.Gift, (await CartAsync(owner)).Purpose);
    }

    [Fact]
    public async Task One_item_that_cannot_be_sold_refuses_the_basket_by_name_and_the_rest_can_be_had()
    {
        var (ended, honey) = (await Market.PutOnSaleAsync("Chè giỏ thu hồi"), await Market.PutOnSaleAsync("Mật giỏ còn"));
        var (owner, lines) = (NewOwner(), await LinesAsync((honey, 2), (ended, 1)));
        await Market.RevokeAsync(ended);

        var whole = await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1), Ct);

        Assert.Equal(new Refusal("ordering.not_on_offer", ended.Name), whole.Refusal);
        Assert.False(await Get<CartQueries>().ExistsAsync(owner, Ct)); // not even an empty one
        Assert.Equal(1, Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1, Rest: true), Ct)));
        Assert.Equal([2, 0], await PiecesAsync(owner, lines));
        Assert.Equal("ordering.basket_nothing_left", (await Get<AddBasketToCart>().RunAsync(new(NewOwner(), [lines[1]], 1, Rest: true), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Stock_counts_with_what_is_in_the_cart_already()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè ít trong kho", stock: 5), await Market.PutOnSaleAsync("Mật đủ trong kho", stock: 50));
        var (owner, lines) = (NewOwner(), await LinesAsync((tea, 2), (honey, 1)));
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 2), Ct));

        var more = await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1), Ct);

        Assert.Equal(new Refusal("ordering.not_enough_beside", tea.Name, 5, 4), more.Refusal);
        Assert.Equal([4, 2], await PiecesAsync(owner, lines));
        Assert.Equal(1, Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1, Rest: true), Ct)));
        Assert.Equal([4, 3], await PiecesAsync(owner, lines));
    }

    [Theory]
    [InlineData(0, 1, "ordering.baskets_out_of_range")]
    [InlineData(-1, 1, "ordering.baskets_out_of_range")]
    [InlineData(100, 1, "ordering.baskets_out_of_range")]
    [InlineData(1, 0, "ordering.quantity_out_of_range")]
    [InlineData(99, 1000, "ordering.quantity_out_of_range")]
    [InlineData(1, int.MaxValue, "ordering.quantity_out_of_range")]
    public async Task Numbers_that_cannot_be_are_refused_and_nothing_goes_in(int baskets, int pieces, string code)
    {
        var (owner, lines) = (NewOwner(), await LinesAsync((await Market.PutOnSaleAsync($"Chè số {baskets} {pieces}"), pieces)));

        Assert.Equal(code, (await Get<AddBasketToCart>().RunAsync(new(owner, lines, baskets), Ct)).Refusal?.Code);
        Assert.False(await Get<CartQueries>().ExistsAsync(owner, Ct));
    }

    [Fact]
    public async Task Alcohol_and_what_must_be_fetched_never_go_in_by_a_basket_unasked()
    {
        var (spirit, tree, tea) = (await Market.PutOnSaleAsync("Rượu giỏ", set: 14), await Market.PutOnSaleAsync("Mai vàng giỏ", set: 24), await Market.PutOnSaleAsync("Chè bên mai"));
        var lines = await LinesAsync((spirit, 1), (tree, 1), (tea, 1));

        Assert.Equal("ordering.adults_only", (await Get<AddBasketToCart>().RunAsync(new(NewOwner(), [lines[0]], 1), Ct)).Refusal?.Code);
        Assert.Equal("ordering.not_on_offer", (await Get<AddBasketToCart>().RunAsync(new(NewOwner(), [lines[1]], 1, Adult: true), Ct)).Refusal?.Code);
        Assert.Equal(1, Desks.Must(await Get<AddBasketToCart>().RunAsync(new(NewOwner(), lines, 1, Rest: true), Ct)));
        Assert.Equal(2, Desks.Must(await Get<AddBasketToCart>().RunAsync(new(NewOwner(), lines, 1, Rest: true, Adult: true), Ct)));
    }

    [Fact]
    public async Task A_cart_is_kept_as_a_basket_that_only_its_secret_opens()
    {
        var (tea, tree, spirit) = (await Market.PutOnSaleAsync("Chè tự ghép"), await Market.PutOnSaleAsync("Đào tự ghép", set: 24), await Market.PutOnSaleAsync("Rượu tự ghép", set: 14));
        var (owner, lines) = (NewOwner(), await LinesAsync((tea, 2), (tree, 1), (spirit, 1)));
        foreach (var line in lines)
        {
            Desks.Must(await Get<AddToCart>().RunAsync(new(owner, line.Variant, line.Quantity, Adult: true), Ct));
        }

        var secret = Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, "  Quà  nhà ngoại ", Adult: false), Ct));

        var opened = (await Get<OwnBasketQueries>().OpenAsync(secret, Ct))!;
        Assert.Equal(("Quà nhà ngoại", 1), (opened.Name, opened.Lines.Count));
        Assert.Equal(lines[0], opened.Lines[0]);
        Assert.Equal(2, (await Get<OwnBasketQueries>().OpenAsync(Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, "Có rượu", Adult: true), Ct)), Ct))!.Lines.Count);
        await using var db = await OpenAsync();
        var stored = await db.OwnBaskets.SingleAsync(b => b.TokenHash == Secrets.Hash(secret), Ct);
        Assert.DoesNotContain(secret, $"{stored.TokenHash} {stored.Maker}", StringComparison.Ordinal);
        foreach (var wrong in new[] { Secrets.New(), secret[..^1], secret + "A", secret.ToLowerInvariant(), stored.TokenHash, "", null })
        {
            Assert.Null(await Get<OwnBasketQueries>().OpenAsync(wrong, Ct));
        }
    }

    [Theory]
    [InlineData("", "ordering.own_basket_name_wrong")]
    [InlineData("   ", "ordering.own_basket_name_wrong")]
    [InlineData("Giỏ 5 sao", "ordering.own_basket_words")]
    [InlineData("Gọi 0912 345 678", "ordering.own_basket_words")]
    [InlineData("vào www.vi-du.vn", "ordering.own_basket_words")]
    public async Task A_name_that_others_should_not_read_is_refused(string name, string code)
    {
        var owner = NewOwner();
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, await LinesAsync((await Market.PutOnSaleAsync("Chè đặt tên"), 1)), 1), Ct));

        Assert.Equal(code, (await Get<SaveOwnBasket>().RunAsync(new(owner, name, false), Ct)).Refusal?.Code);
        Assert.Equal("ordering.own_basket_name_wrong", (await Get<SaveOwnBasket>().RunAsync(new(owner, new string('x', 81), false), Ct)).Refusal?.Code);
        Assert.Equal("ordering.own_basket_empty", (await Get<SaveOwnBasket>().RunAsync(new(NewOwner(), "Giỏ trống", false), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Twenty_a_day_are_kept_for_one_cart_and_who_made_them_is_forgotten_after_it()
    {
        var (owner, other, lines) = (NewOwner(), NewOwner(), await LinesAsync((await Market.PutOnSaleAsync("Chè hai mươi"), 1)));
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1), Ct));
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(other, lines, 1), Ct));

        var results = await Task.WhenAll(Enumerable.Range(1, 23).Select(n => Get<SaveOwnBasket>().RunAsync(new(owner, $"Giỏ {n}", false), Ct)));

        Assert.Equal((20, 3), (results.Count(r => r.Succeeded), results.Count(r => r.Refusal?.Code == "ordering.own_basket_too_many")));
        Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(other, "Giỏ khác", false), Ct));
        Clock.Advance(TimeSpan.FromDays(1));
        await Get<JobRunner>().RunAsync("own-basket-clean-up", Ct);
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.OwnBaskets.CountAsync(b => b.Maker != null, Ct));
        Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, "Giỏ hôm sau", false), Ct));
    }

    [Fact]
    public async Task What_nobody_opens_for_a_year_ends_and_what_is_opened_stays()
    {
        var (owner, lines) = (NewOwner(), await LinesAsync((await Market.PutOnSaleAsync("Chè một năm"), 1)));
        Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1), Ct));
        var (used, left) = (Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, "Hay mở", false), Ct)), Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, "Bỏ quên", false), Ct)));
        Clock.Advance(TimeSpan.FromDays(200));
        Assert.NotNull(await Get<OwnBasketQueries>().OpenAsync(used, Ct));
        Clock.Advance(TimeSpan.FromDays(170));

        Assert.Null(await Get<OwnBasketQueries>().OpenAsync(left, Ct)); // before any job
        await Get<JobRunner>().RunAsync("own-basket-clean-up", Ct);

        await using var db = await OpenAsync();
        Assert.False(await db.OwnBaskets.AnyAsync(b => b.Name == "Bỏ quên", Ct));
        Assert.NotNull(await Get<OwnBasketQueries>().OpenAsync(used, Ct));
    }

    [Fact]
    public async Task A_member_finds_and_removes_their_own_baskets_and_nobody_elses()
    {
        var lines = await LinesAsync((await Market.PutOnSaleAsync("Chè của thành viên"), 2));
        var (member, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync());
        var secrets = new List<string>();
        foreach (var (owner, name) in new[] { (CartOwner.Of(member.Account), "Quà ngoại"), (CartOwner.Of(member.Account), "Quà nội"), (CartOwner.Of(other.Account), "Của người khác"), (NewOwner(), "Của khách") })
        {
            Desks.Must(await Get<AddBasketToCart>().RunAsync(new(owner, lines, 1), Ct));
            secrets.Add(Desks.Must(await Get<SaveOwnBasket>().RunAsync(new(owner, name, false), Ct)));
            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var listed = await Get<OwnBasketQueries>().OfAsync(member.Actor, Ct);
        Assert.Equal([("Quà nội", secrets[1], 1), ("Quà ngoại", secrets[0], 1)], listed.Select(b => (b.Name, b.Secret, b.Items)));
        Assert.Empty(await Get<OwnBasketQueries>().OfAsync(Actor.Guest, Ct));
        Assert.Equal("ordering.own_basket_unknown", (await Get<RemoveOwnBasket>().RunAsync(new(other.Actor, listed[0].Id), Ct)).Refusal?.Code);
        Assert.Equal("ordering.members_only", (await Get<RemoveOwnBasket>().RunAsync(new(Actor.Guest, listed[0].Id), Ct)).Refusal?.Code);
        Assert.NotNull(await Get<OwnBasketQueries>().OpenAsync(secrets[1], Ct));

        using (var client = member.Client())
        {
            Assert.Contains(secrets[1], await client.GetStringAsync("/tai-khoan/gio-qua", Ct), StringComparison.Ordinal);
            using var removed = await client.SubmitAsync("/tai-khoan/gio-qua", $"xoa-{listed[0].Id}", [], Ct);
            Assert.Equal("/tai-khoan/gio-qua?xong=xoa", removed.LedTo());
        }

        Assert.Null(await Get<OwnBasketQueries>().OpenAsync(secrets[1], Ct));
        Assert.Equal("Quà ngoại", Assert.Single(await Get<OwnBasketQueries>().OfAsync(member.Actor, Ct)).Name);
        Assert.Equal("Của người khác", Assert.Single(await Get<OwnBasketQueries>().OfAsync(other.Actor, Ct)).Name);
    }

    private static CartOwner NewOwner() => CartOwner.Guest(Secrets.New());

    private async Task<IReadOnlyList<StockLine>> LinesAsync(params (ProductOnSale Product, int Pieces)[] goods)
    {
        var lines = new List<StockLine>();
        foreach (var (product, pieces) in goods)
        {
            lines.Add(new(await Market.VariantOfAsync(product), pieces));
        }

        return lines;
    }

    private async Task<Cart> CartAsync(CartOwner owner)
    {
        await using var db = await OpenAsync();
        return await db.CartsOf(owner).Include(c => c.Lines).SingleAsync(Ct);
    }

    private async Task<IReadOnlyList<int>> PiecesAsync(CartOwner owner, IReadOnlyList<StockLine> lines)
        => await CartAsync(owner) is var cart ? [.. lines.Select(l => cart.LineOf(l.Variant)?.Quantity ?? 0)] : [];
}
