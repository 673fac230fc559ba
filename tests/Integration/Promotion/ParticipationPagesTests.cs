using System.Net;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>The way from the form on a producer's phone over the office's board to the plan, without script.</summary>
public sealed class ParticipationPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_producer_applies_is_offered_a_booth_accepts_and_stands_on_the_plan()
    {
        var fair = await Market.AnnounceFairAsync(name: "Hội chợ đi hết đường");
        var product = await Market.CertifyAsync("Chè đi đường", producer: "HTX Đi đường");
        await Market.CertifyAsync("Mật thiếu ngày", producer: "HTX Đi đường", validThrough: Clock.Today().AddDays(31));
        var slug = (await Market.BoardAsync(fair)).Fair.Slug;
        using var producer = (await Market.AsStaffOfAsync(product.Producer, ProducerRights.Fairs)).Client();
        using var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();

        Assert.Contains("Hội chợ đi hết đường", await PageAsync(producer, "/kenh-chu-the/hoi-cho"), StringComparison.Ordinal);
        var form = await PageAsync(producer, $"/kenh-chu-the/hoi-cho/{slug}");
        Assert.Contains("Chè đi đường", form, StringComparison.Ordinal);
        Assert.Contains("trước ngày cuối của hội chợ", form, StringComparison.Ordinal); // why the honey may not go

        using (var wrong = await producer.SubmitAsync($"/kenh-chu-the/hoi-cho/{slug}", "dang-ky", new() { ["san-pham"] = product.Product.ToString(), ["so-gian"] = "2", ["nguoi"] = "Chị Lan", ["dien-thoai"] = "12" }, Ct))
        {
            var again = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct));
            Assert.Contains("Số điện thoại chưa đúng", again, StringComparison.Ordinal);
            Assert.Contains("value=\"Chị Lan\"", again, StringComparison.Ordinal); // what was typed is kept
        }

        (await producer.SubmitAsync($"/kenh-chu-the/hoi-cho/{slug}", "dang-ky", new() { ["san-pham"] = product.Product.ToString(), ["so-gian"] = "2", ["nguoi"] = "Chị Lan", ["dien-thoai"] = "0912345678" }, Ct)).Dispose();
        var row = Assert.Single((await Market.BoardAsync(fair)).Rows);
        Assert.Equal((ParticipationState.Eligible, 2, "HTX Đi đường"), (row.State, row.Booths, row.ProducerName));

        Assert.Contains("HTX Đi đường", await PageAsync(officer, $"/can-bo/hoi-cho/{fair}/tham-gia?cot=eligible"), StringComparison.Ordinal);
        Assert.DoesNotContain("HTX Đi đường", await PageAsync(officer, $"/can-bo/hoi-cho/{fair}/tham-gia?cot=waiting"), StringComparison.Ordinal);
        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/tham-gia", "chon", new() { ["don"] = row.Id.ToString(), ["lam"] = "moi" }, Ct)).Dispose();
        Assert.Contains("trả lời trước", await PageAsync(producer, $"/kenh-chu-the/hoi-cho/{slug}"), StringComparison.Ordinal);
        (await producer.SubmitAsync($"/kenh-chu-the/hoi-cho/{slug}", "tra-loi", new() { ["tra-loi"] = "nhan" }, Ct)).Dispose();
        Assert.Equal(ParticipationState.Accepted, await Market.StateOfAsync(fair, row.Id));

        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/so-do", "ve", new() { ["khu"] = "A", ["hang"] = "1", ["cot"] = "3", ["rong"] = "3", ["sau"] = "2,5", ["loi"] = "3", ["phi"] = "" }, Ct)).Dispose();
        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/so-do", "xep", [], Ct)).Dispose();
        var plan = await PageAsync(officer, $"/can-bo/hoi-cho/{fair}/so-do");
        Assert.Contains("<title>A01: HTX Đi đường</title>", plan, StringComparison.Ordinal);
        Assert.Contains("3 × 2,5 m", plan, StringComparison.Ordinal);
        Assert.Contains("3.000.000", plan, StringComparison.Ordinal);
        Assert.Contains("Gian của bạn: A01, A02", await PageAsync(producer, $"/kenh-chu-the/hoi-cho/{slug}"), StringComparison.Ordinal);

        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/tham-gia", "ho-tro", new() { ["cua"] = row.Id.ToString(), ["tien"] = "1.500.000", ["van-ban"] = "12/QĐ-SCT" }, Ct)).Dispose();
        Assert.Equal(new Money(1_500_000), (await Market.BoardAsync(fair)).Rows[0].Support);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await officer.GetAsync($"/can-bo/hoi-cho/{fair}/tham-gia/bang.xlsx", Ct)).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Producers_see_their_own_number_and_nobody_elses_name()
    {
        var fair = await Market.AnnounceFairAsync(booths: 1);
        var (first, one) = await Market.ApplicantAsync(fair, "Chè người trước");
        var (second, waits) = await Market.ApplicantAsync(fair, "Chè người sau");
        await Market.AcceptAsync(fair, first, one);
        Desks.Must(await Get<PutOnWaiting>().RunAsync(new(FairPlaces.Officer, fair, [waits]), Ct));
        using var client = (await Market.AsStaffOfAsync(second.Producer, ProducerRights.Fairs)).Client();

        var page = await PageAsync(client, $"/kenh-chu-the/hoi-cho/{(await Market.BoardAsync(fair)).Fair.Slug}");

        Assert.Contains("Đăng ký số 2 của bạn", page, StringComparison.Ordinal);
        Assert.Contains("danh sách chờ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chè người trước", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fairs_page_shows_who_exhibits_and_what_can_be_bought_and_alcohol_to_adults_only()
    {
        var fair = await Market.AnnounceFairAsync(name: "Hội chợ có hàng");
        var slug = (await Market.BoardAsync(fair)).Fair.Slug;
        var (tea, wine) = (await Market.PutOnSaleAsync("Chè trưng bày", producer: "HTX Trưng bày"), await Market.PutOnSaleAsync("Rượu trưng bày", set: 14, producer: "HTX Trưng bày"));
        using var visitor = Market.CreateClient();
        Assert.DoesNotContain("HTX Trưng bày", await PageAsync(visitor, $"/hoi-cho/{slug}"), StringComparison.Ordinal);
        var application = Desks.Must(await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, tea) with { Products = [tea.Product, wine.Product] }, Ct));
        await Market.AcceptAsync(fair, tea, application);
        Desks.Must(await Get<DrawZone>().RunAsync(new(FairPlaces.Officer, fair, "A", 1, 2, 300, 300, 200, null), Ct));
        Desks.Must(await Get<GiveBoothsInOrder>().RunAsync(new(FairPlaces.Officer, fair), Ct));

        var page = await PageAsync(visitor, $"/hoi-cho/{slug}");
        Assert.Contains("<title>A01: HTX Trưng bày</title>", page, StringComparison.Ordinal);
        Assert.Contains($"/san-pham/{tea.Slug}", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Rượu trưng bày", page, StringComparison.Ordinal);
        Assert.Contains("name=\"len\"", page, StringComparison.Ordinal); // the question of age

        await Market.RevokeAsync(tea);
        var after = await Eventually.GetAsync(() => PageAsync(visitor, $"/hoi-cho/{slug}"), p => !p.Contains("Chè trưng bày", StringComparison.Ordinal));
        Assert.DoesNotContain("Chè trưng bày", after, StringComparison.Ordinal);
        Assert.Contains("HTX Trưng bày", after, StringComparison.Ordinal); // with what is left
    }

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address, Ct));
}
