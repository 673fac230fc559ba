using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>The basket as a browser without script meets it: from the product page's form to signing in.</summary>
public sealed class BasketPageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task The_product_pages_form_puts_it_in_and_the_basket_says_so_in_both_languages()
    {
        var tea = await Market.PutOnSaleAsync("Chè Suối Giàng", price: 89_500, stock: 20);
        using var visitor = Market.CreateVisitor();
        var form = (await PageAsync(visitor, $"/san-pham/{tea.Slug}")).QuerySelector("form[action='/gio-hang/them']")!;
        Assert.Equal((await Market.VariantOfAsync(tea)).ToString(), form.QuerySelector("input[name='quy-cach'][checked]")!.GetAttribute("value"));

        var answer = await AddAsync(visitor, tea, "3");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/gio-hang?xong=them", answer.LedTo(), StringComparison.Ordinal);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, c => c.StartsWith("gio=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(cookies, c => c.StartsWith("gio-so=3;", StringComparison.Ordinal) && !c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        var basket = await PageAsync(visitor, answer.LedTo()!);
        Assert.Contains("Đã thêm Chè Suối Giàng vào giỏ.", basket.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("268.500\u00a0đ", basket.QuerySelector(".basket-pay .price")!.TextContent);
        Assert.Equal("/thanh-toan", basket.QuerySelector(".basket-pay a")!.GetAttribute("href"));
        using var english = await visitor.GetAsync("/gio-hang?lang=en", Ct);
        Assert.Equal("Basket", (await PageAsync(visitor, "/gio-hang")).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Nobody_keeps_it_on_the_way_and_robots_stay_out()
    {
        using var visitor = Market.CreateVisitor();
        using var basket = await visitor.GetAsync("/gio-hang", Ct);

        Assert.Equal("no-store", basket.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("gio", basket.Headers.TryGetValues("Set-Cookie", out var cookies) ? string.Join(';', cookies.Select(c => c.Split('=')[0])) : "", StringComparison.Ordinal);
        Assert.Contains("noindex", await basket.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Disallow: /gio-hang", await visitor.GetStringAsync("/robots.txt", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("ba")]
    [InlineData("")]
    public async Task A_number_that_cannot_be_is_refused_with_a_sentence_and_no_basket_begins(string quantity)
    {
        var tea = await Market.PutOnSaleAsync($"Chè số {quantity.Length}");
        using var visitor = Market.CreateVisitor();

        var answer = await AddAsync(visitor, tea, quantity);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("Số lượng phải là số nguyên từ 1 đến 1.000. Cần nhiều hơn, mời bạn liên hệ chủ thể.", page.QuerySelector("[role=alert]")!.TextContent.Trim());
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("gio", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_price_from_the_form_is_not_read()
    {
        var tea = await Market.PutOnSaleAsync("Chè giá thật", price: 89_500);
        using var visitor = Market.CreateVisitor();

        await AddAsync(visitor, tea, "1", new() { ["gia"] = "1", ["price"] = "1" });
        await SendAsync(visitor, new() { ["lam"] = $"nhan:{await Market.VariantOfAsync(tea)}:1" });

        Assert.Equal("89.500\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);
    }

    [Fact]
    public async Task Alcohol_needs_the_word_of_the_visitor_and_is_not_named_before()
    {
        var spirit = await Market.PutOnSaleAsync("Rượu cần Hòa Bình", set: 14);
        using var visitor = Market.CreateVisitor();

        var refused = await AddAsync(visitor, spirit, "1");
        var text = await refused.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("Bạn đã đủ 18 tuổi chưa?", text, StringComparison.Ordinal);
        Assert.DoesNotContain(spirit.Name, text, StringComparison.Ordinal);

        await visitor.PostAsync("/xac-nhan-tuoi", new FormUrlEncodedContent([new("len", "1"), new("ve", "/")]), Ct);
        Assert.Equal(HttpStatusCode.Found, (await AddAsync(visitor, spirit, "1")).StatusCode);
        Assert.Contains(spirit.Name, (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-line")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_another_site_changes_nothing()
    {
        var tea = await Market.PutOnSaleAsync("Chè trang lạ");
        using var visitor = Market.CreateVisitor();
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/gio-hang/them")
        {
            Content = new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", (await Market.VariantOfAsync(tea)).ToString()), new("so-luong", "1")]),
            Headers = { { "Sec-Fetch-Site", "cross-site" } },
        };

        using var answer = await visitor.SendAsync(foreign, Ct);

        Assert.Equal("/gio-hang", answer.LedTo());
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("gio", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Numbers_are_changed_removed_and_brought_back()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè nhiều cửa", price: 50_000), await Market.PutOnSaleAsync("Mật nhiều cửa", price: 80_000));
        var (teas, honeys) = (await Market.VariantOfAsync(tea), await Market.VariantOfAsync(honey));
        using var visitor = Market.CreateVisitor();
        await AddAsync(visitor, tea, "1");
        await AddAsync(visitor, honey, "2");

        // one window raises the tea, another that still shows 1 takes one honey away: both hold
        await SendAsync(visitor, new() { ["lam"] = "luu", [$"sl-{teas}"] = "4", [$"cu-{teas}"] = "1", [$"sl-{honeys}"] = "2", [$"cu-{honeys}"] = "2" });
        await SendAsync(visitor, new() { ["lam"] = $"bot:{honeys}", [$"sl-{teas}"] = "1", [$"cu-{teas}"] = "1", [$"sl-{honeys}"] = "2", [$"cu-{honeys}"] = "2" });
        Assert.Equal("280.000\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);

        var removed = await SendAsync(visitor, new() { ["lam"] = $"bo:{teas}", [$"sl-{teas}"] = "no", [$"cu-{teas}"] = "4" });
        var page = await PageAsync(visitor, removed.LedTo()!);
        Assert.Equal("80.000\u00a0đ", page.QuerySelector(".basket-pay .price")!.TextContent);
        var undo = page.QuerySelector(".notice form")!;
        await visitor.PostAsync("/gio-hang/them", new FormUrlEncodedContent(undo.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")))), Ct);
        Assert.Equal("280.000\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent);

        using var refused = await SendAsync(visitor, new() { ["lam"] = "luu", [$"sl-{teas}"] = "77", [$"cu-{teas}"] = "4" });
        var told = Parser.ParseDocument(await refused.Content.ReadAsStringAsync(Ct));
        Assert.Equal("Chè nhiều cửa chỉ còn 10 trong kho. Mời bạn giảm số lượng.", told.QuerySelector("[role=alert]")!.TextContent.Trim());
        Assert.Equal("77", told.QuerySelector($"input[name='sl-{teas}']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_changed_stands_on_top_and_the_way_on_leads_there_first()
    {
        var tea = await Market.PutOnSaleAsync("Chè đổi giá", price: 100_000);
        var variant = await Market.VariantOfAsync(tea);
        using var visitor = Market.CreateVisitor();
        await AddAsync(visitor, tea, "2");
        await using (var db = await OpenAsync())
        {
            await db.Variants.Where(v => v.Id == variant).ExecuteUpdateAsync(set => set.SetProperty(v => v.Price, new Money(120_000)), Ct);
        }

        var page = await PageAsync(visitor, "/gio-hang");
        Assert.Contains("Giá tăng từ 100.000\u00a0đ lên 120.000\u00a0đ.", page.QuerySelector(".basket-changes")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/gio-hang#thay-doi", page.QuerySelector(".basket-pay a")!.GetAttribute("href"));

        await SendAsync(visitor, new() { ["lam"] = page.QuerySelector(".basket-changes button[value^='nhan:']")!.GetAttribute("value")! });

        var agreed = await PageAsync(visitor, "/gio-hang");
        Assert.Null(agreed.QuerySelector(".basket-changes"));
        Assert.Equal("240.000\u00a0đ", agreed.QuerySelector(".basket-pay .price")!.TextContent);
    }

    [Fact]
    public async Task Another_or_a_made_up_cookie_opens_no_basket_and_is_not_taken_over()
    {
        var tea = await Market.PutOnSaleAsync("Chè cookie lạ");
        using var plain = Market.CreatePlainClient();
        foreach (var cookie in new[] { new string('A', 32), "x", "'; drop table ordering.carts; --" })
        {
            using var look = new HttpRequestMessage(HttpMethod.Get, "/gio-hang") { Headers = { { "Cookie", "gio=" + cookie } } };
            using var seen = await plain.SendAsync(look, Ct);
            Assert.Contains("Giỏ hàng đang trống", await seen.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using var add = new HttpRequestMessage(HttpMethod.Post, "/gio-hang/them")
        {
            Content = new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", (await Market.VariantOfAsync(tea)).ToString()), new("so-luong", "1")]),
            Headers = { { "Cookie", "gio=" + new string('A', 32) } },
        };
        using var added = await plain.SendAsync(add, Ct);

        Assert.DoesNotContain("AAAAAAAA", string.Join(';', added.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_by_the_form_brings_the_basket_along_and_signing_out_leaves_no_number_behind()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè đăng nhập", price: 50_000), await Market.PutOnSaleAsync("Mật đăng nhập", price: 80_000));
        var member = await Market.AsShopperAsync();
        using (var atHome = member.Client())
        {
            await AddAsync(atHome, tea, "2");
        }

        using var visitor = Market.CreateVisitor();
        await AddAsync(visitor, tea, "3");
        await AddAsync(visitor, honey, "1");
        using var signedIn = await visitor.SubmitAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = member.Email, ["Password"] = TestPerson.Password }, Ct);

        Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        Assert.Contains(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("gio-so=4;", StringComparison.Ordinal));
        Assert.Contains(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("gio=;", StringComparison.Ordinal));
        Assert.Equal("230.000\u00a0đ", (await PageAsync(visitor, "/gio-hang")).QuerySelector(".basket-pay .price")!.TextContent); // 3 × 50.000 + 80.000
        using var signedOut = await visitor.SubmitAsync("/tai-khoan", "", [], Ct, to: "/tai-khoan/dang-xuat");
        Assert.Contains(signedOut.Headers.GetValues("Set-Cookie"), c => c.StartsWith("gio-so=;", StringComparison.Ordinal));
        Assert.Contains("Giỏ hàng đang trống", (await PageAsync(visitor, "/gio-hang")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_basket_of_public_pages_holds_no_number_of_anybody()
    {
        var tea = await Market.PutOnSaleAsync("Chè trang chung");
        using var visitor = Market.CreateVisitor();
        await AddAsync(visitor, tea, "7");

        var page = await PageAsync(visitor, $"/san-pham/{tea.Slug}");

        Assert.All(page.QuerySelectorAll("[data-basket-count]"), sign => Assert.Equal("", sign.TextContent));
        Assert.NotEmpty(page.QuerySelectorAll("a[href='/gio-hang']"));
    }

    private async Task<HttpResponseMessage> AddAsync(HttpClient client, ProductOnSale product, string quantity, Dictionary<string, string>? more = null)
        => await client.PostAsync("/gio-hang/them", new FormUrlEncodedContent(
            [new("_handler", "them"), new("quy-cach", (await Market.VariantOfAsync(product)).ToString()), new("so-luong", quantity), .. more ?? []]), Ct);

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Dictionary<string, string> fields) => client.SubmitAsync("/gio-hang", "gio", fields, Ct);

    private static async Task<IHtmlDocument> PageAsync(HttpClient client, string path) => Parser.ParseDocument(await client.GetStringAsync(path, Ct));
}
