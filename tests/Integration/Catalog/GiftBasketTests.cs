using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>Baskets that offices put together: who may, what may go in, and the Offer rule on each item.</summary>
public sealed class GiftBasketTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly string Commune = AreaDirectory.Instance.CommunesOf("01")[0].Code, NextCommune = AreaDirectory.Instance.CommunesOf("01")[1].Code;

    [Fact]
    public async Task Officers_for_listings_and_administrators_begin_baskets_and_nobody_else_does()
    {
        var draft = await Market.BasketAsync("Giỏ của ai", (await Market.PutOnSaleAsync("Chè của ai"), 1));
        Actor[] may = [Desks.OfficerOf(Commune), Baskets.Curator, Actor.Administrator("Anh Quản", AccountId.New()), Actor.Operator("máy")];
        Actor[] mayNot = [Actor.Guest, Actor.Member("Khách", AccountId.New()), Desks.OfficerOf(Commune, OfficeTasks.Fairs | OfficeTasks.Registry), Actor.Member("Chủ", AccountId.New(), new ProducerMembership(ProducerId.New(), ProducerRights.All))];
        foreach (var actor in may)
        {
            Desks.Must(await Get<SaveGiftBasket>().RunAsync(new(actor, null, 0, draft), Ct));
        }

        var before = await CountAsync();
        foreach (var actor in mayNot)
        {
            Assert.Equal("catalog.curators_only", (await Get<SaveGiftBasket>().RunAsync(new(actor, null, 0, draft), Ct)).Refusal?.Code);
            Assert.Null(await Get<GiftBasketDeskQueries>().ListAsync(actor, 1, Ct));
            Assert.Null(await Get<GiftBasketDeskQueries>().SearchAsync(actor, "che", Ct));
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_basket_is_kept_by_its_own_office_and_those_above_it()
    {
        var tea = await Market.PutOnSaleAsync("Chè một nhà", commune: Commune);
        var here = Desks.OfficerOf(Commune);
        var basket = await Market.DraftBasketAsync(here, "Giỏ một nhà", (tea, 1), (await Market.PutOnSaleAsync("Mật một nhà"), 1));
        Actor[] others = [Desks.OfficerOf(NextCommune), Actor.Officer("Tỉnh khác", new(OfficeLevel.Province, "04"), OfficeTasks.Moderation, AccountId.New()), Desks.OfficerOf(Commune, OfficeTasks.Fairs)];
        var file = await Market.FileOfAsync(basket);
        foreach (var other in others)
        {
            Assert.Null(await Get<GiftBasketDeskQueries>().FindAsync(other, basket, Ct));
            Assert.Contains((await Get<SaveGiftBasket>().RunAsync(new(other, basket, file.Version, file.Draft with { NameVi = "Của tôi" }), Ct)).Refusal?.Code, new[] { "catalog.basket_unknown", "catalog.curators_only" });
            Assert.Equal("catalog.basket_unknown", (await Get<PublishGiftBasket>().RunAsync(new(other, basket, file.Version), Ct)).Refusal?.Code);
            Assert.Equal("catalog.basket_unknown", (await Get<WithdrawGiftBasket>().RunAsync(new(other, basket, file.Version), Ct)).Refusal?.Code);
        }

        Assert.Equal(file.Version, (await Market.FileOfAsync(basket)).Version);
        Assert.DoesNotContain((await Get<GiftBasketDeskQueries>().ListAsync(Desks.OfficerOf(NextCommune), 1, Ct))!.Items, row => row.Id == basket);
        Assert.Contains((await Get<GiftBasketDeskQueries>().ListAsync(Actor.Officer("Tỉnh", new(OfficeLevel.Province, "01"), OfficeTasks.Moderation, AccountId.New()), 1, Ct))!.Items, row => row.Id == basket);
        await Market.PublishBasketAsync(Actor.Officer("Tỉnh", new(OfficeLevel.Province, "01"), OfficeTasks.Moderation, AccountId.New()), basket);
    }

    [Fact]
    public async Task What_an_office_shows_holds_something_of_its_own_place()
    {
        var (away, alsoAway, own) = (await Market.PutOnSaleAsync("Chè nơi khác", commune: NextCommune), await Market.PutOnSaleAsync("Mật nơi khác", commune: NextCommune), await Market.PutOnSaleAsync("Chè nơi này", commune: Commune));
        var here = Desks.OfficerOf(Commune);
        var basket = await Market.DraftBasketAsync(here, "Giỏ nơi này", (away, 1), (alsoAway, 1));

        Assert.Equal("catalog.basket_without_own_goods", (await Get<PublishGiftBasket>().RunAsync(new(here, basket, (await Market.FileOfAsync(basket)).Version), Ct)).Refusal?.Code);
        Assert.Equal(GiftBasketState.Draft, (await Market.FileOfAsync(basket)).State);

        var file = await Market.FileOfAsync(basket);
        Desks.Must(await Get<SaveGiftBasket>().RunAsync(new(here, basket, file.Version, await Market.BasketAsync("Giỏ nơi này", (away, 1), (own, 1))), Ct));
        var shown = await Market.PublishBasketAsync(here, basket);
        Assert.Equal("catalog.basket_without_own_goods", (await Get<SaveGiftBasket>().RunAsync(new(here, basket, shown.Version, file.Draft), Ct)).Refusal?.Code);
        Assert.Equal(shown.Version, (await Market.FileOfAsync(basket)).Version);
    }

    [Fact]
    public async Task Only_what_is_on_offer_and_sent_goes_in_and_each_change_is_on_record()
    {
        var (tea, calf, ended) = (await Market.PutOnSaleAsync("Chè gửi được"), await Market.PutOnSaleAsync("Cây mai chiếu thủy", set: 24), await Market.PutOnSaleAsync("Chè bị thu hồi giỏ"));
        await Market.RevokeAsync(ended);
        var basket = await Market.DraftBasketAsync(Baskets.Curator, "Giỏ gửi được", (tea, 1));
        var file = await Market.FileOfAsync(basket);

        var fetched = await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, basket, file.Version, await Market.BasketAsync("Đổi", (tea, 1), (calf, 1))), Ct);
        var revoked = await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, basket, file.Version, await Market.BasketAsync("Đổi", (tea, 1), (ended, 1))), Ct);

        Assert.Equal(new Refusal("catalog.basket_item_not_sent", calf.Name), fetched.Refusal);
        Assert.Equal(new Refusal("catalog.basket_item_not_sent", ended.Name), revoked.Refusal);
        Assert.Equal(("Giỏ gửi được", 1), ((await Market.FileOfAsync(basket)).Draft.NameVi, (await Market.FileOfAsync(basket)).Draft.Lines.Count));

        Desks.Must(await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, basket, file.Version, await Market.BasketAsync("Giỏ đổi tên", (tea, 3))), Ct));
        await using var db = await OpenAsync();
        var entries = await db.Set<OcopMarket.Platform.Audit.AuditEntry>().Where(e => e.Subject == $"gift_basket:{basket}").OrderBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal(["catalog.basket_saved", "catalog.basket_saved"], entries.Select(e => e.Action));
        Assert.Null(entries[0].Before);
        Assert.Contains("Giỏ gửi được", entries[1].Before, StringComparison.Ordinal);
        Assert.Contains("Giỏ đổi tên", entries[1].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_officers_at_once_never_write_over_each_other()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè hai người"), await Market.PutOnSaleAsync("Mật hai người"));
        var basket = await Market.DraftBasketAsync(Baskets.Curator, "Giỏ hai người", (tea, 1), (honey, 1));
        var seen = await Market.FileOfAsync(basket);

        var results = await Task.WhenAll(Enumerable.Range(1, 4).Select(async n => await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, basket, seen.Version, seen.Draft with { NameVi = $"Tên {n}" }), Ct)));
        var late = await Get<PublishGiftBasket>().RunAsync(new(Baskets.Curator, basket, seen.Version), Ct);

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(3, results.Count(r => r.Refusal?.Code == "catalog.basket_moved"));
        Assert.Equal("catalog.basket_moved", late.Refusal?.Code);
        Assert.Equal(GiftBasketState.Draft, (await Market.FileOfAsync(basket)).State);
    }

    [Fact]
    public async Task Every_basket_has_an_address_of_its_own_beside_the_pages_of_baskets()
    {
        var tea = await Market.PutOnSaleAsync("Chè địa chỉ");
        var slugs = new List<string>();
        foreach (var name in new[] { "Giỏ Tết một địa chỉ", "Giỏ Tết một địa chỉ", "Thêm", "Tự chọn", "Của", "???" })
        {
            slugs.Add((await Market.FileOfAsync(await Market.DraftBasketAsync(Baskets.Curator, name, (tea, 1)))).Slug);
        }

        Assert.Equal(["gio-tet-mot-dia-chi", "gio-tet-mot-dia-chi-2", "them-2", "tu-chon-2", "cua-2", "gio-qua"], slugs);
    }

    [Theory]
    [InlineData("Giỏ OCOP 5 sao")]
    [InlineData("Giỏ 4 sao")]
    [InlineData("A 5-star basket")]
    [InlineData("Giỏ trị bệnh")]
    [InlineData("Giỏ gọi 0912 345 678")]
    public async Task No_basket_has_a_star_a_cure_or_a_way_out_in_its_words(string words)
    {
        var draft = await Market.BasketAsync("Giỏ chữ nghĩa", (await Market.PutOnSaleAsync("Chè chữ nghĩa"), 1));
        var before = await CountAsync();

        foreach (var wrong in new[] { draft with { NameVi = words }, draft with { NameEn = words }, draft with { TextVi = words }, draft with { TextEn = words } })
        {
            Assert.Equal("catalog.basket_words", (await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, null, 0, wrong), Ct)).Refusal?.Code);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Bounds_are_kept_and_what_is_shown_is_complete()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè đủ chữ"), await Market.PutOnSaleAsync("Mật đủ chữ"));
        var good = await Market.BasketAsync("Giỏ đủ chữ", (tea, 1), (honey, 1));
        var (first, day) = (good.Lines[0], Clock.Today());

        Assert.Equal("catalog.basket_name_missing", await RefusedAsync(good with { NameVi = " " }));
        Assert.Equal("catalog.basket_name_missing", await RefusedAsync(good with { NameVi = new string('x', 81) }));
        Assert.Equal("catalog.text_too_long", await RefusedAsync(good with { TextEn = new string('x', 601) }));
        Assert.Equal("catalog.basket_dates_wrong", await RefusedAsync(good with { From = day.AddDays(1), Through = day }));
        Assert.Equal("catalog.basket_pieces_wrong", await RefusedAsync(good with { Lines = [first with { Quantity = 0 }] }));
        Assert.Equal("catalog.basket_pieces_wrong", await RefusedAsync(good with { Lines = [first with { Quantity = 100 }] }));
        Assert.Equal("catalog.basket_lines_wrong", await RefusedAsync(good with { Lines = [first, first] }));
        Assert.Equal("catalog.basket_lines_wrong", await RefusedAsync(good with { Lines = [.. Enumerable.Range(0, 13).Select(_ => new StockLine(VariantId.New(), 1))] }));
        Assert.Equal("catalog.packing_unknown", await RefusedAsync(good with { Lines = [new(VariantId.New(), 1)] }));
        foreach (var lacking in new[] { good with { NameEn = null }, good with { TextVi = "" }, good with { TextEn = null }, good with { Occasions = ["Giáng sinh"] } })
        {
            var draft = Desks.Must(await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, null, 0, lacking), Ct));
            Assert.Equal("catalog.basket_incomplete", (await Get<PublishGiftBasket>().RunAsync(new(Baskets.Curator, draft, (await Market.FileOfAsync(draft)).Version), Ct)).Refusal?.Code);
        }

        var single = await Market.DraftBasketAsync(Baskets.Curator, "Giỏ một món", (tea, 1));
        Assert.Equal("catalog.basket_lines_wrong", (await Get<PublishGiftBasket>().RunAsync(new(Baskets.Curator, single, (await Market.FileOfAsync(single)).Version), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task An_item_that_ended_is_named_at_midnight_and_the_basket_is_whole_no_more()
    {
        var today = Clock.Today();
        var (ending, staying) = (await Market.PutOnSaleAsync("Chè cuối ngày", price: 70_000, validThrough: today), await Market.PutOnSaleAsync("Mật còn lâu", price: 90_000));
        Clock.SetVietnam(today, new TimeOnly(23, 59));
        var slug = await Market.ShowBasketAsync("Giỏ cuối ngày", (ending, 2), (staying, 1));
        Assert.Equal((true, 230_000), await PriceAsync(slug));

        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((false, 90_000), await PriceAsync(slug));
        var contents = (await Get<GiftBasketQueries>().FindAsync(slug, adult: false, Ct))!.Contents;
        Assert.Equal((ending.Name, NotOfferedReason.NotInForce, today), (Assert.Single(contents.Missing).Shelf.ProductName, contents.Missing[0].Shelf.Why, contents.Missing[0].Shelf.EndedOn));
        Assert.Null(contents.Missing[0].Offer);
        Assert.Contains((await Get<GiftBasketQueries>().ListAsync(null, null, false, 1, 100, Ct)).Items, b => b.Slug == slug && !b.Contents.IsWhole);
    }

    [Fact]
    public async Task Every_way_in_which_an_item_leaves_the_shelf_is_seen()
    {
        var staying = await Market.PutOnSaleAsync("Chè ở lại");
        var (revoked, sold, paused, few) = (await Market.PutOnSaleAsync("Chè thu hồi giỏ"), await Market.PutOnSaleAsync("Chè hết giỏ"), await Market.PutOnSaleAsync("Chè tạm ngừng giỏ"), await Market.PutOnSaleAsync("Chè ít giỏ", stock: 3));
        var slugs = new List<string>();
        foreach (var item in new[] { revoked, sold, paused, few })
        {
            slugs.Add(await Market.ShowBasketAsync("Giỏ " + item.Name, (item, 3), (staying, 1)));
        }

        foreach (var slug in slugs)
        {
            Assert.Equal((true, 400_000), await PriceAsync(slug));
        }

        await Market.RevokeAsync(revoked);
        Desks.Must(await Get<PauseListing>().RunAsync(new(Desks.StaffOf(paused), paused.Listing, true), Ct));
        await using (var db = await OpenAsync())
        {
            await db.Variants.Where(v => v.ListingId == sold.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Stock, 0), Ct);
            await db.Variants.Where(v => v.ListingId == few.Listing).ExecuteUpdateAsync(set => set.SetProperty(v => v.Stock, 2), Ct);
        }

        foreach (var slug in slugs)
        {
            Assert.Equal((false, 100_000), await PriceAsync(slug));
        }
    }

    [Fact]
    public async Task Alcohol_and_baskets_with_it_are_kept_back_until_the_age_is_confirmed()
    {
        var (spirit, tea) = (await Market.PutOnSaleAsync("Rượu ngô trong giỏ", set: 14, price: 200_000), await Market.PutOnSaleAsync("Chè bên rượu", price: 50_000));
        var slug = await Market.ShowBasketAsync("Giỏ sum họp", (spirit, 1), (tea, 1));

        var child = (await Get<GiftBasketQueries>().FindAsync(slug, adult: false, Ct))!.Contents;
        var list = await Get<GiftBasketQueries>().ListAsync("Tet", null, adult: false, 1, 100, Ct);

        Assert.Equal((1, false, 50_000), (child.HiddenForAge, child.IsWhole, child.Price.Dong));
        Assert.DoesNotContain(child.Items, i => i.Shelf.ProductName == spirit.Name);
        Assert.DoesNotContain(list.Items, b => b.Slug == slug);
        Assert.True(list.HiddenForAge >= 1);
        Assert.DoesNotContain(slug, await Get<GiftBasketQueries>().SlugsAsync(Ct));
        Assert.True((await Get<GiftBasketQueries>().FindAsync(slug, adult: true, Ct))!.Contents.IsWhole);
        Assert.Contains((await Get<GiftBasketQueries>().ListAsync("Tet", null, adult: true, 1, 100, Ct)).Items, b => b.Slug == slug);
    }

    [Fact]
    public async Task The_list_keeps_to_occasion_budget_and_days_and_shows_no_draft()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè danh sách", price: 300_000), await Market.PutOnSaleAsync("Mật danh sách", price: 300_001));
        var (today, draft) = (Clock.Today(), await Market.BasketAsync("Giỏ danh sách", (tea, 1), (honey, 1)));
        var basket = Desks.Must(await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, null, 0, draft with { Occasions = ["Wedding"], From = today.AddDays(1), Through = today.AddDays(2) }), Ct));
        var slug = (await Market.FileOfAsync(basket)).Slug;
        Assert.Null(await Get<GiftBasketQueries>().FindAsync(slug, false, Ct)); // a draft
        await Market.PublishBasketAsync(Baskets.Curator, basket);
        Assert.Null(await Get<GiftBasketQueries>().FindAsync(slug, false, Ct)); // before its first day

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await Get<GiftBasketQueries>().ListAsync("Wedding", 600_001, false, 1, 12, Ct)).Total);
        Assert.Equal(0, (await Get<GiftBasketQueries>().ListAsync("Wedding", 600_000, false, 1, 12, Ct)).Total);
        Assert.Equal(0, (await Get<GiftBasketQueries>().ListAsync("TeachersDay", null, false, 1, 12, Ct)).Total);
        Assert.Equal((1, 1), ((await Get<GiftBasketQueries>().ListAsync("Wedding", null, false, 99, 12, Ct)).Page, (await Get<GiftBasketQueries>().ListAsync("Wedding", null, false, 99, 12, Ct)).Items.Count));

        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await Get<GiftBasketQueries>().ListAsync("Wedding", null, false, 1, 12, Ct)).Total);
        Assert.False((await Get<GiftBasketQueries>().FindAsync(slug, false, Ct))!.IsShown);
    }

    [Fact]
    public async Task A_withdrawn_basket_keeps_its_address_and_may_come_back()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè rút"), await Market.PutOnSaleAsync("Mật rút"));
        var basket = await Market.DraftBasketAsync(Baskets.Curator, "Giỏ rút", (tea, 1), (honey, 1));
        var draft = await Market.FileOfAsync(basket);
        Assert.Equal(new Refusal("catalog.basket_wrong_state", GiftBasketState.Draft), (await Get<WithdrawGiftBasket>().RunAsync(new(Baskets.Curator, basket, draft.Version), Ct)).Refusal);
        var shown = await Market.PublishBasketAsync(Baskets.Curator, basket);
        Assert.Equal(new Refusal("catalog.basket_wrong_state", GiftBasketState.Published), (await Get<PublishGiftBasket>().RunAsync(new(Baskets.Curator, basket, shown.Version), Ct)).Refusal);

        Desks.Must(await Get<WithdrawGiftBasket>().RunAsync(new(Baskets.Curator, basket, shown.Version), Ct));

        Assert.False((await Get<GiftBasketQueries>().FindAsync(shown.Slug, false, Ct))!.IsShown);
        Assert.DoesNotContain(shown.Slug, await Get<GiftBasketQueries>().SlugsAsync(Ct));
        await Market.PublishBasketAsync(Baskets.Curator, basket);
        Assert.True((await Get<GiftBasketQueries>().FindAsync(shown.Slug, false, Ct))!.IsShown);
    }

    [Fact]
    public async Task Goods_are_found_without_tones_and_only_those_that_are_sent()
    {
        var (tea, tree) = (await Market.PutOnSaleAsync("Chè Ô Quy Hồ"), await Market.PutOnSaleAsync("Cây cảnh Ô Quy Hồ", set: 24));

        var found = await Eventually.GetAsync(() => Get<GiftBasketDeskQueries>().SearchAsync(Desks.OfficerOf(Commune), "o quy ho", Ct), f => f!.Count > 0);

        Assert.Contains(found!, o => o.Slug == tea.Slug);
        Assert.DoesNotContain(found!, o => o.Slug == tree.Slug);
    }

    [Fact]
    public async Task Taking_demonstration_goods_out_takes_their_baskets_along()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè minh họa giỏ"), await Market.PutOnSaleAsync("Mật thật giỏ"));
        var slug = await Market.ShowBasketAsync("Giỏ minh họa", (tea, 1), (honey, 1));

        Desks.Must(await Get<RemoveListings>().RunAsync(Actor.Operator("test"), [tea.Product], Ct));

        Assert.Null(await Get<GiftBasketQueries>().FindAsync(slug, false, Ct));
    }

    private async Task<string?> RefusedAsync(GiftBasketDraft draft) => (await Get<SaveGiftBasket>().RunAsync(new(Baskets.Curator, null, 0, draft), Ct)).Refusal?.Code;

    private async Task<(bool IsWhole, long Price)> PriceAsync(string slug)
        => (await Get<GiftBasketQueries>().FindAsync(slug, adult: false, Ct))!.Contents is var contents ? (contents.IsWhole, contents.Price.Dong) : default;

    private async Task<int> CountAsync()
    {
        await using var db = await OpenAsync();
        return await db.GiftBaskets.CountAsync(Ct);
    }
}
