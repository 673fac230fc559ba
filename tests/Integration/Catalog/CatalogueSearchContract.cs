using OcopMarket.Catalog.Offers;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What is true whichever engine searches.</summary>
public abstract class CatalogueSearchContract(ShopFixture shop) : MarketTest(shop)
{
    private const string FishSauce = "Nước mắm";

    [Theory]
    [InlineData("nước mắm")]
    [InlineData("nuoc mam")]
    [InlineData("NƯỚC MẮM")]
    [InlineData("Nuoc  mắm!")]
    [InlineData("nu\u031Bo\u031B\u0301c m\u0103\u0301m")] // decomposed, as some keyboards type it
    public async Task Fish_sauce_is_found_however_it_is_typed(string query)
    {
        var page = await SearchAsync(query);

        Assert.Equal(SearchNote.None, page.Note);
        Assert.All(page.Items.Take(4), i => Assert.StartsWith(FishSauce, i.Name, StringComparison.Ordinal));
        Assert.Equal((await NamesAsync("nuoc mam")).Order(), page.Items.Select(i => i.Name).Order());
    }

    [Fact]
    public async Task Exact_tones_come_before_other_words_of_the_same_letters()
    {
        var pineapple = await NamesAsync("dứa");

        Assert.Contains("Siro khóm Huy Minh", pineapple);
        Assert.Equal(["Mứt dứa Bà Năm", "Mứt dừa Bà Tư"], (await NamesAsync("mứt dứa")).Take(2));
        Assert.Equal(["Mứt dừa Bà Tư", "Mứt dứa Bà Năm"], (await NamesAsync("mứt dừa")).Take(2));
    }

    [Fact]
    public async Task Words_side_by_side_come_before_words_apart()
        => Assert.True(Before(await NamesAsync("dau den"), "Chè đậu đen cốt dừa Hoàng Gia", "Bột đậu xanh nếp đen"));

    [Theory]
    [InlineData("heo", "Thịt lợn hương")]
    [InlineData("ruốc heo", "Ruốc lợn bản Mường Khương")]
    [InlineData("chè tôm nõn", "Trà tôm nõn hương quê")]
    [InlineData("trà hồng thái", "Chè Shan tuyết Hồng Thái 1 tôm 1 lá")]
    [InlineData("kẹo lạc", "Kẹo đậu phộng Tân Mỹ")]
    [InlineData("dầu phụng", "Dầu đậu phộng Đạt Butter")]
    [InlineData("xi rô dứa", "Siro khóm Huy Minh")]
    public async Task Words_of_another_region_find_the_same_goods(string query, string name)
        => Assert.Contains(name, (await Get<CatalogueQueries>().SearchAsync(new() { Query = query, AsTyped = true }, Ct)).Items.Select(i => i.Name));

    [Theory]
    [InlineData("nước mắm hoằng hóa", "Nước mắm cốt đặc biệt Lê Gia")] // a district until June 2025
    [InlineData("trà bắc kạn", "Trà Shan tuyết Ngọc Thắng")] // a province until June 2025
    [InlineData("nuoc mam kien giang", "Nước mắm Phú Quốc Khải Hoàn 40 độ đạm")]
    [InlineData("chè na hang", "Chè Shan tuyết Hồng Thái 1 tôm 1 lá")]
    public async Task Places_are_found_by_the_names_they_had(string query, string name) => Assert.Contains(name, await NamesAsync(query));

    [Fact]
    public async Task A_former_district_without_the_goods_is_answered_from_its_province()
    {
        var page = await SearchAsync("mắm Quảng Xương");

        Assert.Equal((SearchNote.WiderPlace, "Thanh Hóa"), (page.Note, page.Written));
        Assert.Equal(["Nước mắm cốt cá cơm Khánh Linh Ba Làng", "Nước mắm cốt đặc biệt Lê Gia"], page.Items.Take(2).Select(i => i.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("siro khomm", "Siro khóm", "Siro khóm Huy Minh")]
    [InlineData("nghe nep dpo", "nghệ nếp đỏ", "Tinh bột nghệ nếp đỏ Bắc Kạn")]
    [InlineData("vai thieuu", "Vải thiều", "Vải thiều Lục Ngạn")]
    public async Task A_typing_error_is_seen_through_and_said(string query, string written, string name)
    {
        var page = await SearchAsync(query);
        var asTyped = await Get<CatalogueQueries>().SearchAsync(new() { Query = query, AsTyped = true }, Ct);

        Assert.Equal((SearchNote.Approximate, written, name), (page.Note, page.Written, page.Items[0].Name));
        Assert.Equal((0, SearchNote.None), (asTyped.Total, asTyped.Note));
    }

    [Fact]
    public async Task Where_enough_is_found_nothing_that_only_looks_alike_is_added()
    {
        var page = await SearchAsync("mật ong");

        Assert.Equal((SearchNote.None, null), (page.Note, page.Written));
        Assert.All(page.Items, i => Assert.Contains("Mật ong", i.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_does_not_turn_on_the_second_pass()
    {
        var page = await Get<CatalogueQueries>().SearchAsync(new() { Query = "mật ong", Provinces = ["08"] }, Ct);

        Assert.Equal((1, SearchNote.None), (page.Total, page.Note));
        Assert.Equal("Mật ong Phong Thổ", page.Items[0].Name);
    }

    [Fact]
    public async Task Words_of_giving_show_gifts_only()
    {
        var tea = await SearchAsync("quà tết trà");
        var all = await SearchAsync("quà tặng");

        Assert.True(tea.GiftMeant && all.GiftMeant);
        Assert.Equal(["Trà sen Hiền Xiêm"], tea.Items.Select(i => i.Name));
        Assert.Equal(5, all.Total);
        Assert.All(all.Items, i => Assert.True(i.Gift));
    }

    [Theory]
    [InlineData("đặc sản")]
    [InlineData("ocop")]
    [InlineData("   ")]
    [InlineData("😀")]
    public async Task Where_the_words_say_nothing_everything_is_shown(string query) => Assert.Equal(ShopFixture.Count - 2, (await SearchAsync(query)).Total);

    [Fact]
    public async Task Alcohol_is_found_only_by_those_who_said_they_are_18()
    {
        var anyone = await Get<CatalogueQueries>().SearchAsync(new() { Query = "rượu ngô" }, Ct);
        Assert.DoesNotContain(anyone.Items, o => o.Name.StartsWith("Rượu", StringComparison.Ordinal));
        Assert.Equal((1, false), (anyone.HiddenForAge, anyone.HiddenResembles)); // it holds the words, and is told apart from what looks like them
        var adult = await Get<CatalogueQueries>().SearchAsync(new() { Query = "rượu ngô", Adult = true }, Ct);
        Assert.Equal("Rượu ngô Đại Hoàng Cao Bằng", adult.Items[0].Name);
    }

    [Theory]
    [InlineData("ruou ngoo", 2, true)]
    [InlineData("ruou mow", 2, true)]
    [InlineData("ruoc lon ban muong khuong", 0, false)]
    public async Task A_slip_of_the_pen_asks_for_the_age_only_when_alcohol_is_the_nearest(string query, int hidden, bool resembles)
    {
        var anyone = await Get<CatalogueQueries>().SearchAsync(new() { Query = query }, Ct);
        var asTyped = await Get<CatalogueQueries>().SearchAsync(new() { Query = query, AsTyped = true }, Ct);

        Assert.Equal((hidden, resembles), (anyone.HiddenForAge, anyone.HiddenResembles));
        Assert.Equal(0, asTyped.HiddenForAge);
        Assert.DoesNotContain(anyone.Items, o => ProductSets.Get(o.Set).Adult);
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task Whatever_is_typed_is_answered(string query)
    {
        var page = await SearchAsync(query);
        var suggested = await Get<OcopMarket.Catalog.Search.SuggestQueries>().SuggestAsync(query, true, Ct);

        Assert.InRange(page.Total, 0, ShopFixture.Count);
        Assert.InRange(suggested.Count, 0, 20);
    }

    public static TheoryData<string> Strange =>
    [
        new string('a', 10_000), string.Join(' ', Enumerable.Repeat("nước mắm", 1500)), string.Concat(Enumerable.Repeat("😀", 500)), "\u0301\u0323\u0309", "mật\0ong",
        "' or 1=1; drop table catalog.listings; --", "' & | ! :* <-> <2> ( ) \\ %_", "\uD83D", "mật \uDE00 ong \uD83D", "<script>alert(1)</script>", "ﷺ ｆｕｌｌｗｉｄｔｈ Ⅳ ﬁ",
        new string('x', 59) + "\U00020000\U00020000", new string('x', 199) + "\U00020000\U00020000", string.Concat(Enumerable.Repeat("a\u0300\u0301\u0323", 300)), "''''", "a:*b:*", "\uFFFE\uFFFF",
    ];

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-7, 1)]
    [InlineData(3, 3)]
    [InlineData(1000, 5)]
    [InlineData(int.MaxValue, 5)]
    [InlineData(int.MinValue, 1)]
    public async Task A_page_beyond_the_end_is_the_last_one(int asked, int shown)
    {
        var page = await Get<CatalogueQueries>().SearchAsync(new() { Page = asked, PageSize = 7 }, Ct);

        Assert.Equal((shown, 5, ShopFixture.Count - 2), (page.Page, page.Pages, page.Total));
        Assert.Equal(shown == 5 ? 4 : 7, page.Items.Count);
    }

    [Theory]
    [InlineData("", CatalogueSort.Relevance)]
    [InlineData("", CatalogueSort.PriceUp)]
    [InlineData("mắm", CatalogueSort.Relevance)]
    [InlineData("mật ong", CatalogueSort.Newest)]
    public async Task The_pages_together_hold_every_offer_once(string query, CatalogueSort sort)
    {
        var filter = new CatalogueFilter { Query = query, Sort = sort, PageSize = 3 };
        var first = await Get<CatalogueQueries>().SearchAsync(filter, Ct);
        var all = new List<int>();
        for (var page = 1; page <= first.Pages; page++)
        {
            all.AddRange((await Get<CatalogueQueries>().SearchAsync(filter with { Page = page }, Ct)).Items.Select(i => i.No));
        }

        Assert.Equal(first.Total, all.Count);
        Assert.Equal(first.Total, all.Distinct().Count());
    }

    [Fact]
    public async Task Each_order_is_what_it_says()
    {
        async Task<IReadOnlyList<OfferCard>> SortedAsync(CatalogueSort sort) => (await Get<CatalogueQueries>().SearchAsync(new() { Sort = sort, PageSize = 100 }, Ct)).Items;

        var (up, down, newest, unit, plain) = (await SortedAsync(CatalogueSort.PriceUp), await SortedAsync(CatalogueSort.PriceDown),
            await SortedAsync(CatalogueSort.Newest), await SortedAsync(CatalogueSort.UnitPrice), await SortedAsync(CatalogueSort.Relevance));

        Assert.Equal(up.Select(i => i.Price).Order(), up.Select(i => i.Price));
        Assert.Equal(down.Select(i => i.Price).OrderDescending(), down.Select(i => i.Price));
        Assert.Equal(newest.Select(i => i.IssuedOn).OrderDescending(), newest.Select(i => i.IssuedOn));
        Assert.Equal(unit.Select(i => i.UnitPrice!.Value).Order(), unit.Select(i => i.UnitPrice!.Value));
        Assert.Equal(plain.OrderByDescending(i => i.InStock).ThenByDescending(i => i.IssuedOn).Select(i => (i.InStock, i.IssuedOn)), plain.Select(i => (i.InStock, i.IssuedOn)));
    }

    private Task<CataloguePage> SearchAsync(string query) => Get<CatalogueQueries>().SearchAsync(new() { Query = query, PageSize = 100 }, Ct);

    private async Task<List<string>> NamesAsync(string query) => [.. (await SearchAsync(query)).Items.Select(i => i.Name)];

    private static bool Before(List<string> names, string first, string second) => names.IndexOf(first) >= 0 && names.IndexOf(first) < names.IndexOf(second);
}
