using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

public sealed class ApiTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private HttpClient Client => Market.CreatePlainClient();

    [Fact]
    public async Task A_product_is_listed_with_the_fields_others_build_on()
    {
        var tea = await Market.PutOnSaleAsync("Trà shan tuyết Hồ Thầu", stars: 5, price: 180_000, set: 11, packing: "250 g", grams: 250, gift: true);

        var page = await FindAsync("/api/v1/products?q=shan+tuyet+ho+thau", total: 1);

        Assert.Equal((1, 1, 24), (page.GetProperty("total").GetInt32(), page.GetProperty("page").GetInt32(), page.GetProperty("pageSize").GetInt32()));
        var item = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(tea.Listing.Value, item.GetProperty("id").GetGuid());
        Assert.Equal(tea.Slug, item.GetProperty("slug").GetString());
        Assert.Equal("Trà shan tuyết Hồ Thầu", item.GetProperty("name").GetString());
        Assert.Equal(5, item.GetProperty("stars").GetInt32());
        Assert.Equal(tea.Number, item.GetProperty("certificateNumber").GetString());
        Assert.Equal($"{Clock.Today().AddYears(3):yyyy-MM-dd}", item.GetProperty("validThrough").GetString());
        Assert.Equal("thuc-pham", item.GetProperty("group").GetString());
        Assert.Equal("HTX Trà shan tuyết Hồ Thầu", item.GetProperty("producer").GetString());
        Assert.Equal("ha-noi", item.GetProperty("province").GetString());
        Assert.Equal(180_000, item.GetProperty("priceVnd").GetInt64());
        Assert.Equal(720_000, item.GetProperty("unitPrice").GetInt64());
        Assert.True(item.GetProperty("inStock").GetBoolean());
        Assert.EndsWith("/img/sets/11.svg", item.GetProperty("imageUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, page.GetProperty("note").ValueKind);
        Assert.Equal(["group", "stars", "province", "price"], page.GetProperty("facets").EnumerateObject().Select(f => f.Name));
        Assert.Contains(page.GetProperty("facets").GetProperty("group").EnumerateArray(), f => f.GetProperty("value").GetString() == "thuc-pham" && f.GetProperty("count").GetInt32() == 1);
        Assert.Equal(34, page.GetProperty("facets").GetProperty("province").GetArrayLength());
    }

    [Fact]
    public async Task Filters_are_repeated_or_separated_by_commas()
    {
        await Market.PutOnSaleAsync("Gạo nếp Tú Lệ ba sao", stars: 3);
        await Market.PutOnSaleAsync("Gạo nếp Tú Lệ bốn sao", stars: 4);
        await Market.PutOnSaleAsync("Gạo nếp Tú Lệ năm sao", stars: 5);

        await FindAsync("/api/v1/products?q=nep+tu+le", total: 3);

        Assert.Equal(2, (await GetAsync("/api/v1/products?q=nep+tu+le&stars=3,5")).GetProperty("total").GetInt32());
        Assert.Equal(2, (await GetAsync("/api/v1/products?q=nep+tu+le&stars=3&stars=5&group=thuc-pham&province=ha-noi&sort=priceUp&pageSize=1")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await GetAsync("/api/v1/products?q=nep+tu+le&stars=3&group=do-uong")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_page_after_the_last_is_empty_and_keeps_the_total()
    {
        await Market.PutOnSaleAsync("Hồng treo gió Đà Lạt");
        await FindAsync("/api/v1/products?q=hong+treo+gio", total: 1);

        var page = await GetAsync("/api/v1/products?q=hong+treo+gio&page=99");

        Assert.Equal(1, page.GetProperty("total").GetInt32());
        Assert.Equal(99, page.GetProperty("page").GetInt32());
        Assert.Equal(0, page.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Alcohol_comes_only_with_adult()
    {
        var wine = await Market.PutOnSaleAsync("Rượu Kim Sơn nếp cái", set: 14);

        await FindAsync("/api/v1/products?q=ruou+kim+son&adult=true", total: 1);

        Assert.Equal(0, (await GetAsync("/api/v1/products?q=ruou+kim+son")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetAsync($"/api/v1/products/{wine.Slug}", Ct)).StatusCode);
        Assert.Equal("Rượu Kim Sơn nếp cái", (await GetAsync($"/api/v1/products/{wine.Slug}?adult=true")).GetProperty("product").GetProperty("name").GetString());
        Assert.DoesNotContain("Kim Sơn", await Client.GetStringAsync("/api/v1/suggest?q=ruou+kim", Ct), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await GetAsync($"/api/v1/certificates/{wine.Number}")).GetProperty("product").ValueKind);
        Assert.DoesNotContain("Kim Sơn", await Client.GetStringAsync("/sitemap.xml", Ct) + await Client.GetStringAsync("/feeds/products.xml", Ct), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ruou-kim-son", await Client.GetStringAsync("/sitemap.xml", Ct), StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Sơn", await Client.GetStringAsync("/du-lieu-mo/certificates.csv", Ct), StringComparison.Ordinal);
        Assert.Contains("Kim Sơn", await Client.GetStringAsync("/du-lieu-mo/certificates.csv?adult=true", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_that_ends_leaves_api_feed_and_sitemap_at_midnight()
    {
        var lastDay = Clock.Today().AddDays(10);
        var cake = await Market.PutOnSaleAsync("Bánh tráng phơi sương Trảng Bàng", validThrough: lastDay);
        async Task<bool[]> SeenAsync() =>
        [
            (await GetAsync("/api/v1/products?q=banh+trang+phoi+suong")).GetProperty("total").GetInt32() > 0,
            (await Client.GetAsync($"/api/v1/products/{cake.Slug}", Ct)).IsSuccessStatusCode,
            (await Client.GetStringAsync("/api/v1/suggest?q=banh+trang+phoi", Ct)).Contains(cake.Slug, StringComparison.Ordinal),
            (await Client.GetStringAsync("/sitemap.xml", Ct)).Contains(cake.Slug, StringComparison.Ordinal),
            (await Client.GetStringAsync("/feeds/products.xml", Ct)).Contains(cake.Slug, StringComparison.Ordinal),
        ];

        await FindAsync("/api/v1/products?q=banh+trang+phoi+suong", total: 1);
        Clock.SetVietnam(lastDay, new(23, 59, 59));
        var before = await SeenAsync();
        Clock.SetVietnam(lastDay.AddDays(1));
        var after = await SeenAsync();

        Assert.All(before, Assert.True);
        Assert.All(after, Assert.False);
        Assert.Equal("expired", (await GetAsync($"/api/v1/certificates/{cake.Number}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_certificate_answers_with_its_state()
    {
        var pot = await Market.CertifyAsync("Gốm Thanh Hà", stars: 3);

        var fresh = await GetAsync($"/api/v1/certificates/{pot.Number}");
        await Get<RevokeCertificate>().RunAsync(new(Actor.Operator("test"), new(pot.Number), RevocationGround.FalseDossier, "Hồ sơ sai", "8/QĐ-UBND"), Ct);
        var revoked = await Eventually.GetAsync(() => GetAsync($"/api/v1/certificates/{pot.Number}"), c => c.GetProperty("state").GetString() != "inForce");

        Assert.Equal("inForce", fresh.GetProperty("state").GetString());
        Assert.Equal(pot.Number, fresh.GetProperty("number").GetString());
        Assert.Equal(3, fresh.GetProperty("stars").GetInt32());
        Assert.Equal("Gốm Thanh Hà", fresh.GetProperty("product").GetString());
        Assert.Equal("HTX Gốm Thanh Hà", fresh.GetProperty("producer").GetString());
        Assert.True(fresh.GetProperty("onOffer").GetBoolean());
        Assert.Equal("revoked", revoked.GetProperty("state").GetString());
        Assert.Equal("falseDossier", revoked.GetProperty("revocationGround").GetString());
        Assert.False(revoked.GetProperty("onOffer").GetBoolean());
    }

    [Theory]
    [InlineData("/api/v1/certificates/KHONG-CO")]
    [InlineData("/api/v1/certificates/1/2/3/4")]
    [InlineData("/api/v1/certificates/%2F%2F")]
    [InlineData("/api/v1/certificates/")]
    public async Task An_unknown_certificate_is_said_to_be_unknown(string address)
    {
        using var answer = await Client.GetAsync(address, Ct);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("unknown", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=99999999999999999999", "page")]
    [InlineData("page=ba", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("minPrice=-5", "minPrice")]
    [InlineData("maxPrice=1e99", "maxPrice")]
    [InlineData("minPrice=10&maxPrice=5", "minPrice")]
    [InlineData("stars=2", "stars")]
    [InlineData("stars=6", "stars")]
    [InlineData("stars=3,x", "stars")]
    [InlineData("set=27", "set")]
    [InlineData("group=vu-khi", "group")]
    [InlineData("province=atlantis", "province")]
    [InlineData("commune=1%20or%201=1", "commune")]
    [InlineData("sort=drop%20table", "sort")]
    [InlineData("adult=maybe", "adult")]
    public async Task A_value_that_cannot_be_used_is_refused_with_a_sentence_that_names_it(string query, string name)
    {
        using var vietnamese = await Client.GetAsync($"/api/v1/products?{query}", Ct);
        using var english = await Client.GetAsync($"/api/v1/products?{query}&lang=en", Ct);

        Assert.Equal(HttpStatusCode.BadRequest, vietnamese.StatusCode);
        Assert.Equal("application/problem+json", vietnamese.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith($"Tham số “{name}”", (await vietnamese.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.StartsWith($"The parameter “{name}”", (await english.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_name_their_kind_and_their_page()
    {
        var jam = await Market.PutOnSaleAsync("Mứt dừa non Bến Tre");
        await FindAsync("/api/v1/products?q=mut+dua+non", total: 1);

        var found = (await GetAsync("/api/v1/suggest?q=mut+dua")).GetProperty("items").EnumerateArray().First();

        Assert.Equal(("product", "Mứt dừa non Bến Tre", $"/san-pham/{jam.Slug}"), (found.GetProperty("kind").GetString(), found.GetProperty("text").GetString(), found.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task The_document_describes_every_operation_and_its_parameters()
    {
        var paths = (await GetAsync("/openapi/v1.json")).GetProperty("paths");

        var search = paths.GetProperty("/api/v1/products").GetProperty("get");
        Assert.Equal(
            ["q", "group", "set", "stars", "province", "commune", "minPrice", "maxPrice", "producer", "gift", "adult", "sort", "page", "pageSize"],
            search.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        foreach (var path in paths.EnumerateObject())
        {
            var operation = path.Value.GetProperty("get");
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.True(operation.GetProperty("responses").TryGetProperty("200", out _));
            Assert.All(operation.GetProperty("parameters").EnumerateArray(), p => Assert.DoesNotContain("Param.", p.GetProperty("description").GetString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Open_data_is_marked_utf8_names_its_licence_and_disarms_formulas()
    {
        var trick = await Market.CertifyAsync("=HYPERLINK(\"http://x\",\"Chè\")");

        using var csv = await Client.GetAsync("/du-lieu-mo/certificates.csv", Ct);
        var bytes = await csv.Content.ReadAsByteArrayAsync(Ct);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var json = await GetAsync("/du-lieu-mo/certificates.json");

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\",\"\"Chè\"\")\",", text, StringComparison.Ordinal);
        Assert.Contains("creativecommons.org/licenses/by/4.0", csv.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        Assert.Equal("CC BY 4.0", json.GetProperty("licence").GetString());
        Assert.Contains(json.GetProperty("certificates").EnumerateArray(), c => c.GetProperty("number").GetString() == trick.Number && c.GetProperty("state").GetString() == "inForce");
    }

    [Theory]
    [InlineData("/du-lieu-mo/certificates.csv")]
    [InlineData("/du-lieu-mo/certificates.json")]
    [InlineData("/sitemap.xml")]
    [InlineData("/feeds/products.xml")]
    public async Task Who_has_a_file_already_is_told_so_until_the_market_changes(string address)
    {
        await Eventually.GetAsync(() => Task.FromResult(Get<OcopMarket.Platform.Changes.MarketChanges>().Listening), listening => listening);
        async Task<HttpStatusCode> AskAsync(string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return (await Client.SendAsync(request, Ct)).StatusCode;
        }

        using var first = await Client.GetAsync(address, Ct);
        var tag = first.Headers.ETag!.ToString();
        var again = await AskAsync(tag);
        await Market.CertifyAsync($"Mới thêm cho {address}");

        Assert.Equal(HttpStatusCode.NotModified, again);
        await Eventually.GetAsync(() => AskAsync(tag), status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Robots_are_invited_to_what_can_be_sold()
    {
        var lemon = await Market.PutOnSaleAsync("Chanh không hạt Bến Lức");

        var robots = await Client.GetStringAsync("/robots.txt", Ct);
        var map = XDocument.Parse(await Client.GetStringAsync("/sitemap.xml", Ct));
        var feed = XDocument.Parse(await Client.GetStringAsync("/feeds/products.xml", Ct));

        Assert.Contains("Sitemap: http://localhost/sitemap.xml", robots, StringComparison.Ordinal);
        Assert.Contains(map.Descendants().Where(e => e.Name.LocalName == "loc"), e => e.Value == $"http://localhost/san-pham/{lemon.Slug}");
        var item = feed.Descendants("item").Single(i => i.Element("link")!.Value.EndsWith(lemon.Slug, StringComparison.Ordinal));
        Assert.Equal("100000 VND", item.Elements().Single(e => e.Name.LocalName == "price").Value);
    }

    /// <summary>Waits until the change has been heard: lists count from memory.</summary>
    private Task<JsonElement> FindAsync(string address, int total)
        => Eventually.GetAsync(() => GetAsync(address), page => page.GetProperty("total").GetInt32() == total);

    private async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }
}
