using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Ordering.Reviews;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>Reviews and questions from page to page, without script.</summary>
public sealed class ReviewPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task From_the_orders_page_to_the_product_to_the_producers_answer()
    {
        var fish = await Market.PutOnSaleAsync("Cá kho làng Vũ Đại", producer: "Cơ sở Trần Luận");
        var line = await Market.BuyAndReceiveAsync(fish);
        var (guest, staff) = (Market.CreateVisitor(), await Market.AsStaffOfAsync(fish.Producer, ProducerRights.Listings));
        using var desk = staff.Client();
        var address = $"/danh-gia/{line.Giver}/{line.Line}";
        Assert.Contains(address, await ReadAsync(guest, $"/don-hang/{line.Giver}"), StringComparison.Ordinal);

        using var tooLong = await guest.SubmitAsync(address, "danh-gia", new() { ["Mark"] = "4", ["Body"] = new string('a', 10_000) }, Ct);
        Assert.Contains("10.000", WebUtility.HtmlDecode(await tooLong.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        using var sent = await guest.SubmitAsync(address, "danh-gia", new() { ["Mark"] = "4", ["Body"] = "Thịt chắc, <b>hơi mặn</b>.", ["Called"] = "Cô Nga" }, Ct);
        Assert.Equal($"{address}?xong=dang", sent.LedTo());

        var product = await Eventually.GetAsync(() => ReadAsync(guest, $"/san-pham/{fish.Slug}"), html => html.Contains("Cô Nga", StringComparison.Ordinal));
        Assert.Contains("Thịt chắc, <b>hơi mặn</b>.", WebUtility.HtmlDecode(product), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>hơi mặn</b>", product, StringComparison.Ordinal);
        Assert.Contains("Hài lòng", WebUtility.HtmlDecode(product), StringComparison.Ordinal);
        Assert.DoesNotContain(line.Giver, product, StringComparison.Ordinal);

        var review = (await Get<ListingQueries>().FindAsync(fish.Slug, Ct))!.Said!.Shown.Reviews[0].Id;
        using var answered = await desk.SubmitAsync("/kenh-chu-the/hoi-dap", $"tra-loi-{review}", new() { ["Reply"] = "Lần sau chúng tôi bớt muối." }, Ct);
        Assert.Equal("/kenh-chu-the/hoi-dap?xong=tra-loi", answered.LedTo());
        Assert.Contains("Lần sau chúng tôi bớt muối.", WebUtility.HtmlDecode(await Eventually.GetAsync(
            () => ReadAsync(guest, $"/san-pham/{fish.Slug}/danh-gia"), html => WebUtility.HtmlDecode(html).Contains("bớt muối", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reported_review_is_taken_down_at_the_desk_with_the_reason_for_all_to_read()
    {
        var fish = await Market.PutOnSaleAsync("Cá kho bị báo");
        var line = await Market.BuyAndReceiveAsync(fish);
        Desks.Must(await Get<WriteReview>().RunAsync(new(Actor.Guest, line.Giver, line.Line, new(1, "Gọi tôi 0987654321.", null, [])), Ct));
        var review = (await Get<ListingQueries>().FindAsync(fish.Slug, Ct))!.Said!.Shown.Reviews[0].Id;
        var (guest, officer) = (Market.CreateVisitor(), await Market.AsCommuneOfficerAsync(fish.CommuneCode));
        using var desk = officer.Client();

        using var reported = await guest.SubmitAsync($"/bao-noi-dung/danh-gia/{review}", "bao", new() { ["Reason"] = "PersonalData" }, Ct);
        using var unclear = await desk.SubmitAsync("/can-bo/noi-dung-bi-bao", $"xet-{review}", new() { ["Decision"] = "", ["Note"] = "Có số điện thoại." }, Ct);
        using var judged = await desk.SubmitAsync("/can-bo/noi-dung-bi-bao", $"xet-{review}", new() { ["Decision"] = "PersonalData", ["Note"] = "Có số điện thoại." }, Ct);

        Assert.Equal($"/bao-noi-dung/danh-gia/{review}?xong=bao", reported.LedTo());
        Assert.Equal(HttpStatusCode.OK, unclear.StatusCode);
        Assert.Equal("/can-bo/noi-dung-bi-bao?xong=xet", judged.LedTo());
        var page = WebUtility.HtmlDecode(await Eventually.GetAsync(() => ReadAsync(guest, $"/san-pham/{fish.Slug}/danh-gia"), html => !html.Contains("0987654321", StringComparison.Ordinal)));
        Assert.Contains("Lý do: lộ thông tin cá nhân", page, StringComparison.Ordinal);
        using var again = await guest.GetAsync($"/bao-noi-dung/danh-gia/{review}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_member_asks_on_the_page_and_a_guest_is_led_to_sign_in()
    {
        var fish = await Market.PutOnSaleAsync("Cá kho có người hỏi");
        using var member = (await Market.AsShopperAsync()).Client();
        var guest = Market.CreateVisitor();

        using var asked = await member.SubmitAsync($"/san-pham/{fish.Slug}/hoi-dap", "hoi", new() { ["Body"] = "Để tủ lạnh được bao lâu?" }, Ct);

        Assert.Equal($"/san-pham/{fish.Slug}/hoi-dap?xong=hoi", asked.LedTo());
        var page = await ReadAsync(guest, $"/san-pham/{fish.Slug}/hoi-dap");
        Assert.DoesNotContain("tủ lạnh", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Body\"", page, StringComparison.Ordinal);
        Assert.Single((await Get<AnswerDeskQueries>().OfAsync(Desks.StaffOf(fish), fish.Producer, Ct))!.Questions);
    }

    [Fact]
    public async Task Search_engines_hear_of_a_rating_only_when_there_are_reviews()
    {
        var (rated, unrated) = (await Market.PutOnSaleAsync("Cá kho được chấm"), await Market.PutOnSaleAsync("Cá kho chưa chấm"));
        foreach (var score in new[] { 5, 5, 3 })
        {
            var line = await Market.BuyAndReceiveAsync(rated);
            Desks.Must(await Get<WriteReview>().RunAsync(new(Actor.Guest, line.Giver, line.Line, new(score, null, null, [])), Ct));
        }

        var found = await Eventually.GetAsync(() => RatingAsync(rated), rating => rating?.GetProperty("reviewCount").GetInt32() == 3);

        Assert.Equal((4.3m, 5, 1), (found!.Value.GetProperty("ratingValue").GetDecimal(), found.Value.GetProperty("bestRating").GetInt32(), found.Value.GetProperty("worstRating").GetInt32()));
        Assert.Null(await RatingAsync(unrated));
    }

    [Theory]
    [InlineData("danh-gia")]
    [InlineData("hoi-dap")]
    public async Task Pages_about_alcohol_ask_for_the_age_first(string page)
    {
        var spirit = await Market.PutOnSaleAsync($"Rượu cần {page}", set: 14);

        Assert.DoesNotContain("Rượu cần", WebUtility.HtmlDecode(await ReadAsync(Market.CreateVisitor(), $"/san-pham/{spirit.Slug}/{page}")), StringComparison.Ordinal);
    }

    private async Task<JsonElement?> RatingAsync(ProductOnSale product)
    {
        var document = new HtmlParser().ParseDocument(await ReadAsync(Market.CreatePlainClient(), $"/san-pham/{product.Slug}"));
        using var data = JsonDocument.Parse(document.QuerySelector("script[type='application/ld+json']")!.TextContent);
        return data.RootElement.TryGetProperty("aggregateRating", out var rating) ? rating.Clone() : null;
    }

    private static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
