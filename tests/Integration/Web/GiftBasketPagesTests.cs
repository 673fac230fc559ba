using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Gift baskets as a browser without script meets them, and the desk they are put together at.</summary>
public sealed class GiftBasketPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task Each_item_has_its_own_star_and_the_basket_has_none()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè trang giỏ", stars: 5, price: 120_000), await Market.PutOnSaleAsync("Mật trang giỏ", stars: 3, price: 80_000));
        var slug = await Market.ShowBasketAsync("Giỏ Tết trang giỏ", (tea, 1), (honey, 2));
        using var visitor = Market.CreateVisitor();

        var page = await PageAsync(visitor, $"/gio-qua/{slug}");

        Assert.Equal([$"/xac-thuc/{tea.Number}", $"/xac-thuc/{honey.Number}"], page.QuerySelectorAll(".gift-item a.seal").Select(s => s.GetAttribute("href")));
        Assert.Equal(2, page.QuerySelectorAll(".seal, .roundel, [class*=star]").Length); // those two
        Assert.Equal(["5", "3"], page.QuerySelectorAll(".gift-item .seal b").Select(b => b.TextContent));
        foreach (var said in new[] { ".page-head", ".gift-buy", "title" })
        {
            Assert.DoesNotMatch(@"[1-5] sao|★", page.QuerySelector(said)!.TextContent);
        }

        Assert.Contains("Giỏ quà không có hạng sao riêng", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var facts = page.QuerySelector("script[type='application/ld+json']")!.TextContent;
        Assert.Contains("\"ItemList\"", facts, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)rating|certification|offers", facts);
        Assert.Equal("280.000\u00a0đ", page.QuerySelector(".gift-buy .price")!.TextContent);
        Assert.Contains("2 kiện cho mỗi người nhận", page.QuerySelector(".gift-buy")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("khoảng 1,8 kg", page.QuerySelector(".gift-buy")!.TextContent, StringComparison.Ordinal); // three bags of 500 g, a fifth more each

        var list = await PageAsync(visitor, "/gio-qua");
        var card = list.QuerySelector($"a[href='/gio-qua/{slug}']")!.Closest(".card")!;
        Assert.Equal("280.000\u00a0đ", card.QuerySelector(".price")!.TextContent);
        Assert.Empty(list.QuerySelectorAll("main .seal"));
        Assert.DoesNotMatch(@"[1-5] sao|★", card.TextContent);
    }

    [Fact]
    public async Task The_form_puts_the_basket_so_many_times_into_the_cart()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè vào giỏ hàng", price: 10_000, stock: 40), await Market.PutOnSaleAsync("Mật vào giỏ hàng", price: 1_000, stock: 40));
        var slug = await Market.ShowBasketAsync("Giỏ vào giỏ hàng", (tea, 2), (honey, 1));
        using var visitor = Market.CreateVisitor();

        var answer = await BuyAsync(visitor, $"/gio-qua/{slug}", new() { ["so-gio"] = "3" });

        Assert.Equal("/gio-hang?xong=gio-qua&sl=2", answer.LedTo());
        var cart = await PageAsync(visitor, answer.LedTo()!);
        Assert.Contains("Đã cho 2 món của giỏ quà vào giỏ hàng.", cart.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("63.000\u00a0đ", cart.QuerySelector(".basket-pay .price")!.TextContent);
        await BuyAsync(visitor, $"/gio-qua/{slug}", new() { ["so-gio"] = "1", ["qua"] = "1" });
        Assert.Equal("84.000\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);
    }

    [Fact]
    public async Task At_midnight_the_page_names_what_ended_and_sells_the_rest()
    {
        var today = Clock.Today();
        var (ending, honey) = (await Market.PutOnSaleAsync("Chè nửa đêm", price: 50_000, validThrough: today), await Market.PutOnSaleAsync("Mật nửa đêm", price: 30_000));
        Clock.SetVietnam(today, new TimeOnly(23, 59));
        var slug = await Market.ShowBasketAsync("Giỏ nửa đêm", (ending, 1), (honey, 2));
        using var visitor = Market.CreateVisitor();
        var before = await PageAsync(visitor, $"/gio-qua/{slug}");
        Assert.Equal("110.000\u00a0đ", before.QuerySelector(".gift-buy .price")!.TextContent);

        Clock.Advance(TimeSpan.FromMinutes(1));

        var stale = await BuyAsync(visitor, before, new() { ["so-gio"] = "1" });
        Assert.Equal(HttpStatusCode.OK, stale.StatusCode); // the page was older than the end
        var refused = Parser.ParseDocument(await stale.Content.ReadAsStringAsync(Ct));
        Assert.Contains(ending.Name, refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector("button[name='con-lai']"));
        Assert.Equal($"/gio-qua/{slug}", refused.QuerySelector("input[name='ve']")!.GetAttribute("value"));

        var page = await PageAsync(visitor, $"/gio-qua/{slug}");
        Assert.Contains(ending.Name, page.QuerySelector(".gift-buy .notice")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector($".seal[href$='{ending.Number}']"));
        Assert.Equal("60.000\u00a0đ", page.QuerySelector(".gift-buy .price")!.TextContent);
        Assert.Contains("chứng nhận OCOP không còn hiệu lực", page.QuerySelector(".gift-why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/gio-hang?xong=gio-qua&sl=1", (await BuyAsync(visitor, page, new() { ["so-gio"] = "1" })).LedTo());

        var rest = await BuyAsync(visitor, refused, new() { ["so-gio"] = "1", ["con-lai"] = "1" });
        Assert.Equal("/gio-hang?xong=gio-qua&sl=1", rest.LedTo());
        Assert.Equal("120.000\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);
    }

    [Fact]
    public async Task A_basket_of_which_nothing_is_left_shows_ways_on()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè không còn"), await Market.PutOnSaleAsync("Mật không còn"));
        var slug = await Market.ShowBasketAsync("Giỏ không còn", (tea, 1), (honey, 1));
        await Market.RevokeAsync(tea);
        await Market.RevokeAsync(honey);
        using var visitor = Market.CreateVisitor();

        var page = await Eventually.GetAsync(() => PageAsync(visitor, $"/gio-qua/{slug}"), p => p.QuerySelector(".gift-buy form") is null);

        Assert.Null(page.QuerySelector(".gift-buy form"));
        Assert.NotNull(page.QuerySelector(".gift-buy a[href='/gio-qua']"));
        Assert.DoesNotContain(slug, (await PageAsync(visitor, "/gio-qua")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/gio-qua/khong-co-gio-nay", Ct)).StatusCode);
    }

    [Fact]
    public async Task Alcohol_is_not_named_before_the_visitor_says_to_be_18()
    {
        var (spirit, tea) = (await Market.PutOnSaleAsync("Rượu táo mèo trang giỏ", set: 15), await Market.PutOnSaleAsync("Chè bên táo mèo"));
        var slug = await Market.ShowBasketAsync("Giỏ đoàn viên", (spirit, 1), (tea, 1));
        var only = await Market.ShowBasketAsync("Giỏ chỉ một thứ", (spirit, 1), (await Market.PutOnSaleAsync("Rượu sim trang giỏ", set: 15), 1));
        using var visitor = Market.CreateVisitor();

        foreach (var address in new[] { "/gio-qua", $"/gio-qua/{slug}", $"/gio-qua/{only}", "/sitemap.xml", "/qua-tang" })
        {
            var text = await visitor.GetStringAsync(address, Ct);
            Assert.DoesNotContain("táo mèo trang giỏ", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("ruou-tao-meo-trang-gio", text, StringComparison.Ordinal);
            Assert.DoesNotContain(address.StartsWith("/gio-qua/", StringComparison.Ordinal) ? "\u0000" : $"/gio-qua/{slug}<", text, StringComparison.Ordinal);
        }

        var page = await PageAsync(visitor, $"/gio-qua/{slug}");
        Assert.Contains("1 món có cồn", page.QuerySelector(".gift-buy .notice")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await PageAsync(visitor, $"/gio-qua/{only}")).QuerySelector(".gate"));
        await visitor.PostAsync("/xac-nhan-tuoi", new FormUrlEncodedContent([new("len", "1"), new("ve", "/")]), Ct);
        Assert.Contains(spirit.Name, (await PageAsync(visitor, $"/gio-qua/{slug}")).QuerySelector(".gift-items")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/gio-hang?xong=gio-qua&sl=2", (await BuyAsync(visitor, $"/gio-qua/{slug}", new() { ["so-gio"] = "1" })).LedTo());
    }

    [Fact]
    public async Task The_map_of_the_site_names_baskets_that_are_shown()
    {
        var slug = await Market.ShowBasketAsync("Giỏ bản đồ", (await Market.PutOnSaleAsync("Chè bản đồ"), 1), (await Market.PutOnSaleAsync("Mật bản đồ"), 1));
        using var visitor = Market.CreateVisitor();

        foreach (var map in new[] { "/sitemap.xml", "/sitemap-pages.xml" })
        {
            var text = await visitor.GetStringAsync(map, Ct);
            Assert.Contains($"/gio-qua/{slug}</loc>", text, StringComparison.Ordinal);
            Assert.Contains("/gio-qua</loc>", text, StringComparison.Ordinal);
        }

        Assert.NotNull((await PageAsync(visitor, "/qua-tang")).QuerySelector("a[href='/gio-qua']"));
        Assert.NotNull((await PageAsync(visitor, "/")).QuerySelector("main a[href='/gio-qua']"));
    }

    [Fact]
    public async Task A_form_from_another_site_changes_nothing()
    {
        var slug = await Market.ShowBasketAsync("Giỏ trang lạ", (await Market.PutOnSaleAsync("Chè trang lạ giỏ"), 1), (await Market.PutOnSaleAsync("Mật trang lạ giỏ"), 1));
        using var visitor = Market.CreateVisitor();
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/gio-qua/them")
        {
            Content = new FormUrlEncodedContent(Fields(await PageAsync(visitor, $"/gio-qua/{slug}"), new() { ["so-gio"] = "1" })), Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        using var answer = await visitor.SendAsync(foreign, Ct);

        Assert.Equal("/gio-qua", answer.LedTo());
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("gio=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_guest_shares_a_cart_by_a_secret_address_and_whoever_has_it_buys_the_same()
    {
        var slug = await Market.ShowBasketAsync("Giỏ để chia sẻ", (await Market.PutOnSaleAsync("Chè chia sẻ", price: 40_000, stock: 30), 2), (await Market.PutOnSaleAsync("Mật chia sẻ", price: 20_000, stock: 30), 1));
        using var maker = Market.CreateVisitor();
        Assert.NotNull((await PageAsync(maker, "/gio-qua/tu-chon")).QuerySelector(".empty"));
        await BuyAsync(maker, $"/gio-qua/{slug}", new() { ["so-gio"] = "1" });
        Assert.NotNull((await PageAsync(maker, "/gio-hang")).QuerySelector("a[href='/gio-qua/tu-chon']"));

        using var saved = await maker.SubmitAsync("/gio-qua/tu-chon", "luu-gio-qua", new() { ["Name"] = "Quà <b>bà</b> ngoại" }, Ct);

        Assert.StartsWith("/gio-qua/cua/", saved.LedTo(), StringComparison.Ordinal);
        var address = saved.LedTo()!.Split('?')[0];
        using var other = Market.CreateVisitor();
        using var answer = await other.GetAsync(address, Ct);
        var page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("no-store", "no-referrer", "noindex"), (answer.Headers.CacheControl?.ToString(), answer.Headers.GetValues("Referrer-Policy").Single(), answer.Headers.GetValues("X-Robots-Tag").Single()));
        Assert.Equal("Quà <b>bà</b> ngoại", page.QuerySelector("h1")!.TextContent);
        Assert.Null(page.QuerySelector("h1 b"));
        Assert.Equal("100.000\u00a0đ", page.QuerySelector(".gift-buy .price")!.TextContent);
        Assert.Equal("/gio-hang?xong=gio-qua&sl=2", (await BuyAsync(other, page, new() { ["so-gio"] = "2" })).LedTo());
        Assert.Equal("200.000\u00a0đ", (await PageAsync(other, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);
        Assert.Contains(address, (await PageAsync(maker, saved.LedTo()!)).QuerySelector(".copyable")!.TextContent, StringComparison.Ordinal);

        var unknown = new List<(HttpStatusCode, string)>();
        foreach (var guess in new[] { "x", new string('A', 32), address.Split('/')[^1][..^2] + "zz" })
        {
            using var none = await other.GetAsync("/gio-qua/cua/" + guess, Ct);
            unknown.Add((none.StatusCode, Parser.ParseDocument(await none.Content.ReadAsStringAsync(Ct)).QuerySelector("main")!.TextContent));
        }

        Assert.Equal(HttpStatusCode.NotFound, Assert.Single(unknown.Distinct()).Item1);
        using var refused = await maker.SubmitAsync("/gio-qua/tu-chon", "luu-gio-qua", new() { ["Name"] = "Giỏ 5 sao" }, Ct);
        var told = Parser.ParseDocument(await refused.Content.ReadAsStringAsync(Ct));
        Assert.Contains("5 sao", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Giỏ 5 sao", told.QuerySelector("input[name='Name']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_officer_finds_goods_puts_them_together_and_shows_the_basket()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè Quảng Oai Đông"), await Market.PutOnSaleAsync("Mật Quảng Oai Đông"));
        var (teas, honeys) = (await Market.VariantOfAsync(tea), await Market.VariantOfAsync(honey));
        var officer = await Market.AsCommuneOfficerAsync(tea.CommuneCode);
        using var client = officer.Client();
        await Eventually.GetAsync(() => Get<GiftBasketDeskQueries>().SearchAsync(officer.Actor, "quang oai dong", Ct), f => f!.Count > 1);

        Dictionary<string, string> typed = new() { ["ten"] = "Giỏ Quảng Oai", ["ten-en"] = "Quảng Oai basket", ["loi"] = "Hàng xứ Đoài.", ["loi-en"] = "Goods of Đoài.", ["dip"] = "Tet" };
        var found = await FormAsync(client, "/can-bo/gio-qua/moi", new(typed) { ["tim"] = "quang oai dong", ["lam"] = "tim" });
        Assert.NotNull(found.QuerySelector($"button[value='them:{teas}']"));
        Assert.Equal("Giỏ Quảng Oai", found.QuerySelector("input[name='ten']")!.GetAttribute("value")); // what was typed stays
        var added = await FormAsync(client, "/can-bo/gio-qua/moi", new(typed) { ["tim"] = "quang oai dong", ["lam"] = $"them:{teas}" });
        Assert.Equal([teas.ToString()], added.QuerySelectorAll("input[name='dong']").Select(i => i.GetAttribute("value")));
        var emptied = await FormAsync(client, "/can-bo/gio-qua/moi", new(typed) { ["dong"] = $"{teas}", [$"sl-{teas}"] = "2", ["lam"] = $"bo:{teas}" });
        Assert.Empty(emptied.QuerySelectorAll("input[name='dong']"));

        using var saved = await SendAsync(client, "/can-bo/gio-qua/moi", [.. new Dictionary<string, string>(typed) { [$"sl-{teas}"] = "2", [$"sl-{honeys}"] = "1", ["lam"] = "luu" }, new("dong", $"{teas}"), new("dong", $"{honeys}")]);
        var file = saved.LedTo()!.Split('?')[0];
        Assert.StartsWith("/can-bo/gio-qua/", file, StringComparison.Ordinal);
        var version = (await PageAsync(client, file)).QuerySelector("input[name='phien-ban']")!.GetAttribute("value")!;
        using var shown = await client.SubmitAsync(file, "tinh-trang", new() { ["lam"] = "gioi-thieu", ["phien-ban"] = version }, Ct);
        Assert.EndsWith("?xong=Published", shown.LedTo(), StringComparison.Ordinal);
        using var visitor = Market.CreateVisitor();
        Assert.Equal("300.000\u00a0đ", (await PageAsync(visitor, "/gio-qua/gio-quang-oai")).QuerySelector(".gift-buy .price")!.TextContent);

        using var late = await SendAsync(client, file, [.. new Dictionary<string, string>(typed) { ["ten"] = "Tên muộn", [$"sl-{teas}"] = "2", [$"sl-{honeys}"] = "1", ["lam"] = "luu", ["phien-ban"] = version }, new("dong", $"{teas}"), new("dong", $"{honeys}")]);
        var told = Parser.ParseDocument(await late.Content.ReadAsStringAsync(Ct));
        Assert.Contains("vừa được người khác sửa", told.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Tên muộn", told.QuerySelector("input[name='ten']")!.GetAttribute("value"));
        using var next = (await Market.AsCommuneOfficerAsync(OcopMarket.Platform.Areas.AreaDirectory.Instance.CommunesOf("01")[1].Code)).Client();
        Assert.Equal(HttpStatusCode.NotFound, (await next.GetAsync(file, Ct)).StatusCode);
        using var admin = (await Market.AsAdministratorAsync()).Client();
        Assert.Contains("Giỏ Quảng Oai", (await PageAsync(admin, "/quan-tri/gio-qua")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, IEnumerable<KeyValuePair<string, string>> fields) => SendAsync(client, path, "gio-qua", fields);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string form, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var token = (await PageAsync(client, path)).QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        return await client.PostAsync(path, new FormUrlEncodedContent([.. fields, new("_handler", form), new("__RequestVerificationToken", token)]), Ct);
    }

    private static async Task<IHtmlDocument> FormAsync(HttpClient client, string path, Dictionary<string, string> fields)
    {
        using var answer = await SendAsync(client, path, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Parser.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<HttpResponseMessage> BuyAsync(HttpClient client, string path, Dictionary<string, string> typed) => await BuyAsync(client, await PageAsync(client, path), typed);

    private static Task<HttpResponseMessage> BuyAsync(HttpClient client, IHtmlDocument page, Dictionary<string, string> typed)
        => client.PostAsync("/gio-qua/them", new FormUrlEncodedContent(Fields(page, typed)), Ct);

    /// <summary>The hidden fields of the form that buys, with what is typed into it.</summary>
    private static List<KeyValuePair<string, string>> Fields(IHtmlDocument page, Dictionary<string, string> typed)
        => [.. page.QuerySelector("form[action='/gio-qua/them'], form.basket-mend")!.QuerySelectorAll("input[type=hidden]")
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Where(f => !typed.ContainsKey(f.Key)), .. typed];

    private static async Task<IHtmlDocument> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Parser.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }
}
