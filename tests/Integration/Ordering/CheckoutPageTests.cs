using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed partial class CheckoutPageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Review = "/thanh-toan?buoc=5";

    [Fact]
    public async Task The_last_form_leads_to_the_order_and_sent_again_to_the_same_one()
    {
        var tea = await Market.PutOnSaleAsync("Chè đặt qua trang", stock: 5);
        using var visitor = Market.CreateVisitor();
        var (secret, total) = await ReachReviewAsync(visitor, tea);
        var token = await TokenAsync(visitor);

        using var first = await SendAsync(visitor, token, secret, total);
        using var second = await SendAsync(visitor, token, secret, total);

        Assert.Equal($"/don-hang/{secret}?xong=dat", first.LedTo());
        Assert.Equal(first.LedTo(), second.LedTo());
        await using var db = await OpenAsync();
        var hash = Secrets.Hash(secret);
        Assert.Equal(1, await db.Purchases.CountAsync(p => p.TokenHash == hash, Ct));
        Assert.Equal(4, await Market.StockOfAsync(tea));
    }

    [Fact]
    public async Task Refused_the_review_is_shown_again_with_the_reason_and_the_same_secret()
    {
        var tea = await Market.PutOnSaleAsync("Chè bị hỏi lại", stock: 5);
        using var visitor = Market.CreateVisitor();
        var (secret, total) = await ReachReviewAsync(visitor, tea);

        using var refused = await SendAsync(visitor, await TokenAsync(visitor), secret, total - 1);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Equal((secret, total), FormOf(page));
        Assert.Equal(5, await Market.StockOfAsync(tea));
        using var again = await SendAsync(visitor, await TokenAsync(visitor), secret, total);
        Assert.Equal($"/don-hang/{secret}?xong=dat", again.LedTo());
    }

    [Fact]
    public async Task Goods_that_went_meanwhile_are_named_with_the_way_to_the_basket()
    {
        var tea = await Market.PutOnSaleAsync("Chè vừa bán hết", stock: 1);
        using var visitor = Market.CreateVisitor();
        var (secret, total) = await ReachReviewAsync(visitor, tea);
        Assert.True((await Market.ConfirmAsync(await Market.FillCartAsync([(tea, 1)]))).Succeeded);

        using var refused = await SendAsync(visitor, await TokenAsync(visitor), secret, total);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Matches("(?s)role=\"alert\".*Chè vừa bán hết.*href=\"/gio-hang\".*href=\"/thanh-toan\\?buoc=5\"", page);
        Assert.DoesNotContain("name=\"Secret\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_basket_the_last_form_buys_nothing_and_says_so()
    {
        var tea = await Market.PutOnSaleAsync("Chè mất giỏ", stock: 5);
        using var visitor = Market.CreateVisitor();
        var (secret, total) = await ReachReviewAsync(visitor, tea);
        using var stranger = Market.CreateVisitor();

        using var answer = await SendAsync(stranger, await TokenAsync(stranger, "/bao-sai"), secret, total);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(5, await Market.StockOfAsync(tea));
    }

    private async Task<(string Secret, long Total)> ReachReviewAsync(HttpClient visitor, ProductOnSale tea)
    {
        await using (var db = await OpenAsync())
        {
            var variant = await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => v.ListingId == tea.Listing).Select(v => v.Id).SingleAsync(Ct);
            using var put = await visitor.PostAsync("/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", $"{variant}"), new("so-luong", "1")]), Ct);
        }

        using var one = await visitor.SubmitAsync("/thanh-toan?buoc=1", "dip-ngay", new() { ["Purpose"] = "own" }, Ct);
        using var two = await visitor.SubmitAsync("/thanh-toan?buoc=2", "nguoi-nhan", new() { ["Name"] = "Trần Thị Mua", ["Phone"] = "0912345678", ["Street"] = "Số 5", ["Commune"] = "Phường Hoàn Kiếm", ["Province"] = "01" }, Ct);
        using var four = await visitor.SubmitAsync("/thanh-toan?buoc=4", "giao-hang", new() { [$"tra-{tea.Producer}"] = "Cod", ["BuyerName"] = "Trần Thị Mua", ["BuyerPhone"] = "0912345678" }, Ct);
        return FormOf(await visitor.GetStringAsync(Review, Ct));
    }

    private static (string Secret, long Total) FormOf(string page) => (SecretField().Match(page).Groups[1].Value, long.Parse(TotalField().Match(page).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<string> TokenAsync(HttpClient visitor, string path = Review) => WebUtility.HtmlDecode(Token().Match(await visitor.GetStringAsync(path, Ct)).Groups[1].Value);

    private static Task<HttpResponseMessage> SendAsync(HttpClient visitor, string token, string secret, long total)
        => visitor.PostAsync(Review, new FormUrlEncodedContent([new("_handler", "dat-hang"), new("__RequestVerificationToken", token), new("Secret", secret), new("Total", $"{total}")]), Ct);

    [GeneratedRegex("name=\"Secret\" value=\"([^\"]+)\"")]
    private static partial Regex SecretField();

    [GeneratedRegex("name=\"Total\" value=\"([0-9]+)\"")]
    private static partial Regex TotalField();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
