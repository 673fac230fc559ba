using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Keys;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>The price of a fair on everything the public can ask, and at the desks that deal with it.</summary>
public sealed partial class FairPricePagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Story = "Làm từ năm 1958, bà truyền cho cháu.";

    [Fact]
    public async Task Every_surface_that_names_the_ordinary_price_names_the_fair_price_on_its_days_and_no_longer()
    {
        const long Ordinary = 123_457, There = 98_765;
        var at = await Market.PutAtFairAsync("Chè mọi trang", price: Ordinary, story: Story, season: (1, 12), gift: true);
        await Market.SetPriceAsync(at, There);
        var secret = Secrets.New();
        Clock.SetVietnam(at.From.AddDays(-1), new(23, 59, 30));
        Desks.Must(await Get<AddToCart>().RunAsync(new(CartOwner.Guest(secret), at.Variant, 1), Ct));
        using var client = Market.CreatePlainClient();
        var addresses = PublicSurfaces.All.SelectMany(s => s.Addresses, (_, address) => address(at.Product)).Distinct().ToList();

        var before = await ReadAsync(client, secret, addresses);
        Clock.SetVietnam(at.From, new(0, 0, 1));
        var during = await ReadAsync(client, secret, addresses);
        Clock.SetVietnam(at.Through.AddDays(1), new(0, 0, 1));
        var after = await ReadAsync(client, secret, addresses);

        var named = addresses.Where(a => Names(before[a], Ordinary)).ToList();
        Assert.True(named.Count >= 10, string.Join(", ", named));
        Assert.Equal([], addresses.Where(a => Names(before[a], There)));
        Assert.Equal([], named.Where(a => !Names(during[a], There)));
        Assert.Equal([], addresses.Where(a => a != "/gio-hang" && Names(BesideOrdinary().Replace(during[a], ""), Ordinary))); // struck through, or named as the ordinary one
        Assert.Equal([], addresses.Where(a => a != "/gio-hang" && Names(after[a], There))); // the basket says what it was
        Assert.Equal([], named.Where(a => !Names(after[a], Ordinary)));
        Assert.Contains($"\"priceValidUntil\":\"{at.Through:yyyy-MM-dd}\"", during[$"/san-pham/{at.Product.Slug}"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_whose_price_it_is_and_at_whose_booth_the_reader_stands()
    {
        var at = await Market.PutAtFairAsync("Chè ở gian A01", price: 100_000, booth: true);
        await Market.SetPaidPriceAsync(at, 70_000, most: 15);
        var slug = (await Get<FairPriceQueries>().OfFairAsync(FairPlaces.Officer, at.Fair, Ct))!.Fair.Slug;
        var address = $"/san-pham/{at.Product.Slug}";
        Clock.SetVietnam(at.From.AddDays(-1), new(12, 0));
        using var client = Market.CreatePlainClient();
        Assert.DoesNotContain("Bạn đang ở", await TextAsync(client, $"{address}?hoi-cho={slug}"), StringComparison.Ordinal);

        Clock.SetVietnam(at.From, new(12, 0));
        var page = await TextAsync(client, $"{address}?hoi-cho={slug}");
        Assert.Contains("Bạn đang ở gian A01", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"hoi-cho\" value=\"{slug}\"", page, StringComparison.Ordinal);
        Assert.Contains($"Giá hội chợ đến hết {at.Through:dd/MM/yyyy}", page, StringComparison.Ordinal);
        Assert.Contains("phần chênh lệch do Sở Công Thương Hà Nội trả", page, StringComparison.Ordinal);
        Assert.Contains("còn 15 ở giá này", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bạn đang ở", await TextAsync(client, address), StringComparison.Ordinal);
        Assert.DoesNotContain("Bạn đang ở", await TextAsync(client, $"{address}?hoi-cho=khong-co"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_in_at_the_booth_says_so_in_the_basket_and_may_be_collected_there()
    {
        var at = await Market.PutAtFairAsync("Chè từ gian A01", price: 100_000, booth: true);
        var slug = (await Get<FairPriceQueries>().OfFairAsync(FairPlaces.Officer, at.Fair, Ct))!.Fair.Slug;
        Clock.SetVietnam(at.From, new(9, 0));
        using var visitor = Market.CreateVisitor();

        using var added = await visitor.PostAsync(
            "/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", at.Variant.ToString()), new("so-luong", "1"), new("hoi-cho", slug)]), Ct);

        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var basket = await TextAsync(visitor, "/gio-hang?tinh=01");
        Assert.Contains("Đặt tại gian A01", basket, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_confirms_a_payer_and_takes_home_what_is_owed()
    {
        var at = await Market.PutAtFairAsync("Chè chờ xác nhận", price: 100_000);
        Desks.Must(await Market.TrySetAsync(at, 60_000, payer: new(PricePayerKind.Sponsor, "Ngân hàng Mẫu"), most: 20));
        using var officer = (await Market.AsOfficerAsync(FairPlaces.Officer.Area!, OcopMarket.Platform.OfficeTasks.Fairs)).Client();
        var address = $"/can-bo/hoi-cho/{at.Fair}/gia";

        var waiting = await TextAsync(officer, address);
        Assert.Contains("Ngân hàng Mẫu", waiting, StringComparison.Ordinal);
        Assert.Contains("nhiều nhất 20 = nhiều nhất 800.000", waiting.Replace("\u00a0", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        var price = (await Get<IDatedPriceDesk>().OfFairAsync(at.Fair.Value, null, Ct))[0].Id;
        Assert.Equal(HttpStatusCode.Redirect, (await officer.SubmitAsync(address, $"duyet-{price}", [], Ct)).StatusCode);
        Assert.True((await Get<IDatedPriceDesk>().FindAsync(price, Ct))!.Confirmed);

        Clock.SetVietnam(at.From, new(9, 0));
        await Market.BuyAsync([(at.Product, 2)], method: PaymentMethod.Cod);
        Assert.Contains("80.000", await TextAsync(officer, address), StringComparison.Ordinal);
        using var file = await officer.GetAsync(address + "/ban-ke.xlsx", Ct);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(HttpClient client, string basket, IReadOnlyList<string> addresses)
    {
        var texts = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", $"gio={basket}");
            using var answer = await client.SendAsync(request, Ct);
            texts[address] = await answer.Content.ReadAsStringAsync(Ct);
        }

        return texts;
    }

    private static async Task<string> TextAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address, Ct));

    /// <summary>Where the ordinary price is said to be just that.</summary>
    [GeneratedRegex("<s(?:\\s[^>]*)?>.*?</s>|\"listPriceVnd\":[0-9]+", RegexOptions.Singleline)]
    private static partial Regex BesideOrdinary();

    /// <summary>For people or for programs.</summary>
    private static bool Names(string text, long dong)
        => text.Contains(dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), StringComparison.Ordinal) || text.Contains(dong.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
