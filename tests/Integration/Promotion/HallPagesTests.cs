using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>The hall as people meet it: without script, with a video that loads nothing before it is asked for, and desks whose forms keep what was typed.</summary>
public sealed class HallPagesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Video = "https://www.youtube.com/watch?v=abcDEF_-123";

    private static readonly DateOnly Start = new(2026, 3, 2), First = Start.AddDays(30);

    [Fact]
    public async Task The_way_from_the_editor_to_the_hall_and_back_down()
    {
        var (fair, slug) = await FairAsync(FairType.Fair);
        var (tea, application) = await Market.ExhibitorAsync(fair, "Chè qua trang", producer: "HTX Qua trang");
        using var producer = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Fairs)).Client();
        using var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();
        using var visitor = Market.CreateVisitor();
        var editor = $"/kenh-chu-the/hoi-cho/{slug}/gian-hang";
        Assert.Contains("Chè qua trang", await PageAsync(producer, editor), StringComparison.Ordinal);

        using (var wrong = await producer.SubmitAsync(editor, "gian", new() { ["phien-ban"] = "0", ["loi"] = "Chè nhà làm", ["phim"] = "javascript:x" }, Ct))
        {
            var again = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct));
            Assert.Contains("phải bắt đầu bằng https://", again, StringComparison.Ordinal);
            Assert.Contains("Chè nhà làm", again, StringComparison.Ordinal); // what was typed is kept
        }

        using (var saved = await producer.SubmitAsync(editor, "gian", new() { ["phien-ban"] = "0", ["loi"] = "Chè nhà làm", ["phim"] = Video, [$"tu-{First:yyyyMMdd}"] = "09:00", [$"den-{First:yyyyMMdd}"] = "17:00", ["tu-moi-ngay"] = "18:00", ["den-moi-ngay"] = "20:00" }, Ct))
        {
            Assert.Equal(editor + "?xong=Saved", saved.LedTo());
        }

        Assert.Equal(
            [new FairHours(First, new(9, 0), new(17, 0)), new(First.AddDays(1), new(18, 0), new(20, 0)), new(First.AddDays(2), new(18, 0), new(20, 0))],
            (await Get<StallDeskQueries>().FindAsync(Desks.StaffOf(tea, ProducerRights.Fairs), tea.Producer, slug, Ct))!.Hours);

        var stall = $"/hoi-cho/{slug}/gian-hang/{tea.ProducerSlug}";
        Assert.Contains("Chè nhà làm", await EventuallyAsync(visitor, stall, p => p.Contains("Chè nhà làm", StringComparison.Ordinal)), StringComparison.Ordinal);
        var hall = Parse(await PageAsync(visitor, $"/hoi-cho/{slug}/gian-hang"));
        Assert.Equal(stall, hall.QuerySelector(".stall .card-name a")!.GetAttribute("href"));
        Assert.Contains($"/hoi-cho/{slug}/gian-hang", await PageAsync(visitor, $"/hoi-cho/{slug}"), StringComparison.Ordinal);
        Assert.Equal($"/san-pham/{tea.Slug}?hoi-cho={slug}", Parse(await PageAsync(visitor, stall)).QuerySelector(".card-name a")!.GetAttribute("href"));

        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/gian-hang", "go-1", new() { ["ly-do"] = "Sai sự thật" }, Ct)).Dispose();
        await EventuallyAsync(visitor, stall, p => !p.Contains("Chè nhà làm", StringComparison.Ordinal));
        Assert.Contains("Sai sự thật", await PageAsync(producer, editor), StringComparison.Ordinal);
        (await officer.SubmitAsync($"/can-bo/hoi-cho/{fair}/gian-hang", "lai-1", [], Ct)).Dispose();
        await EventuallyAsync(visitor, stall, p => p.Contains("Chè nhà làm", StringComparison.Ordinal));

        using var stranger = (await Market.AsStaffOfAsync((await Market.PutOnSaleAsync("Người lạ")).Producer, ProducerRights.Fairs)).Client();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(editor, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/kenh-chu-the/hoi-cho/{slug}/phat-song", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/kenh-chu-the/hoi-cho/don/{application}/nhan.pdf", Ct)).StatusCode);
        Assert.Equal("application/pdf", (await producer.GetAsync($"/kenh-chu-the/hoi-cho/don/{application}/nhan.pdf", Ct)).Content.Headers.ContentType?.MediaType);
        Assert.Equal("application/pdf", (await officer.GetAsync($"/can-bo/hoi-cho/{fair}/nhan-ke.pdf", Ct)).Content.Headers.ContentType?.MediaType);
        using var elsewhere = (await Market.AsProvinceOfficerAsync("04", OfficeTasks.Fairs)).Client();
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/can-bo/hoi-cho/{fair}/nhan-ke.pdf", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/can-bo/hoi-cho/{fair}/gian-hang", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/can-bo/hoi-cho/{fair}/phat-song", Ct)).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_a_strangers_video_is_on_the_page_before_play_is_pressed()
    {
        var (fair, slug) = await FairAsync(FairType.Fair);
        var (tea, application) = await Market.ExhibitorAsync(fair);
        Desks.Must(await Get<SaveStall>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application, 0, "Chè", null, [], Video, [], null), Ct));
        using var visitor = Market.CreateVisitor();
        var stall = $"/hoi-cho/{slug}/gian-hang/{tea.ProducerSlug}";

        using (var still = await visitor.GetAsync(stall, Ct))
        {
            var page = Parse(await still.Content.ReadAsStringAsync(Ct));
            Assert.Empty(page.QuerySelectorAll("iframe, video, embed, object"));
            Assert.All(page.QuerySelectorAll("[src]"), e => Assert.DoesNotContain("youtube", e.GetAttribute("src"), StringComparison.Ordinal));
            Assert.Equal(stall + "?xem=phim#phim", page.QuerySelector(".video a.btn-primary")!.GetAttribute("href"));
            Assert.DoesNotContain("frame-src", Policy(still), StringComparison.Ordinal);
        }

        for (var i = 0; i < 2; i++) // the second may come from memory
        {
            using var playing = await visitor.GetAsync(stall + "?xem=phim", Ct);
            Assert.Equal("https://www.youtube-nocookie.com/embed/abcDEF_-123", Assert.Single(Parse(await playing.Content.ReadAsStringAsync(Ct)).QuerySelectorAll("iframe")).GetAttribute("src"));
            Assert.EndsWith("; frame-src https://www.youtube-nocookie.com https://www.facebook.com", Policy(playing), StringComparison.Ordinal);
        }

        foreach (var other in new[] { $"/hoi-cho/{slug}?xem=phim", $"/hoi-cho/{slug}/gian-hang?xem=phim", "/san-pham?xem=phim", "/?xem=phim" })
        {
            using var answer = await visitor.GetAsync(other, Ct);
            Assert.DoesNotContain("frame-src", Policy(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hall_says_when_it_opens_that_it_is_over_and_that_it_is_off()
    {
        var (fair, slug) = await FairAsync(FairType.Online);
        var (tea, _) = await Market.ExhibitorAsync(fair, producer: "HTX Các cửa");
        using var visitor = Market.CreateVisitor();
        var hall = $"/hoi-cho/{slug}/gian-hang";

        var before = await PageAsync(visitor, hall);
        Assert.Contains("Hội trường mở lúc 08:00 01/04/2026", before, StringComparison.Ordinal);
        Assert.Contains("1 gian đã có chỗ", before, StringComparison.Ordinal);
        Assert.DoesNotContain("HTX Các cửa", before, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{hall}/{tea.ProducerSlug}", Ct)).StatusCode);
        using (var own = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Fairs)).Client())
        {
            Assert.Contains("Bản xem trước", await PageAsync(own, $"{hall}/{tea.ProducerSlug}"), StringComparison.Ordinal);
        }

        Clock.SetVietnam(First, new(9, 0));
        Assert.Contains("HTX Các cửa", await PageAsync(visitor, hall), StringComparison.Ordinal);
        Clock.SetVietnam(First, new(22, 0));
        Assert.Contains("Hội trường mở lại lúc 08:00 02/04/2026", await PageAsync(visitor, hall), StringComparison.Ordinal);
        Clock.SetVietnam(First.AddDays(3), new(9, 0));
        Assert.Contains("không còn giá của hội chợ", await PageAsync(visitor, hall), StringComparison.Ordinal);
        Clock.SetVietnam(Start, new(9, 0));

        await Market.CancelFairAsync(fair);
        var off = await EventuallyAsync(visitor, hall, p => p.Contains("Hội chợ đã hủy.", StringComparison.Ordinal));
        Assert.DoesNotContain("HTX Các cửa", off, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/hoi-cho/khong-co/gian-hang", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_session_is_asked_for_confirmed_reminded_of_put_into_a_calendar_and_called_off_by_forms()
    {
        var (fair, slug) = await FairAsync(FairType.Fair);
        var (tea, _) = await Market.ExhibitorAsync(fair, "Chè phát sóng");
        using var producer = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Fairs)).Client();
        using var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();
        using var visitor = Market.CreateVisitor();
        var (own, office) = ($"/kenh-chu-the/hoi-cho/{slug}/phat-song", $"/can-bo/hoi-cho/{fair}/phat-song");
        Dictionary<string, string> fields = new() { ["ten"] = "Rang chè", ["ngay"] = $"{First:yyyy-MM-dd}", ["tu"] = "19:00", ["den"] = "20:00", ["duong-dan"] = Video, ["san-pham"] = tea.Product.ToString() };

        using (var wrong = await producer.SubmitAsync(own, "moi", new(fields) { ["den"] = "18:00" }, Ct))
        {
            var again = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync(Ct));
            Assert.Contains("Giờ kết thúc phải sau giờ bắt đầu", again, StringComparison.Ordinal);
            Assert.Contains("value=\"Rang chè\"", again, StringComparison.Ordinal);
        }

        (await producer.SubmitAsync(own, "moi", fields, Ct)).Dispose();
        var row = Assert.Single((await Get<SessionQueries>().OfOfficeAsync(FairPlaces.Officer, fair, Ct))!.Value.Rows);
        using (var confirmed = await officer.SubmitAsync(office, $"xep-{row.Id}", new() { ["phien-ban"] = $"{row.Version}", ["lam"] = "xep" }, Ct))
        {
            Assert.Equal(office + "?xong=Confirmed", confirmed.LedTo());
        }

        var session = $"/hoi-cho/{slug}/phat-song/{row.Id}";
        var page = await EventuallyAsync(visitor, session, p => p.Contains("Rang chè", StringComparison.Ordinal));
        Assert.Contains("Chè phát sóng", page, StringComparison.Ordinal);
        var json = JsonDocument.Parse(Parse(await visitor.GetStringAsync(session, Ct)).QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;
        Assert.Equal(("2026-04-01T19:00:00+07:00", "https://schema.org/EventScheduled"), (json.GetProperty("startDate").GetString(), json.GetProperty("eventStatus").GetString()));
        Assert.Contains(session, await EventuallyAsync(visitor, $"/hoi-cho/{slug}", p => p.Contains(session, StringComparison.Ordinal)), StringComparison.Ordinal);
        var calendar = await visitor.GetStringAsync(session + ".ics", Ct);
        Assert.Contains("DTSTART:20260401T120000Z", calendar, StringComparison.Ordinal);
        Assert.Contains($"UID:{row.Id}@ocopmarket", calendar, StringComparison.Ordinal);

        using (var sent = await visitor.PostAsync(session + "/nhac-toi", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "nhac-toi", ["email"] = "phien@example.vn" }), Ct))
        {
            Assert.Equal(session + "/nhac-toi?xong=gui", sent.LedTo());
        }

        var link = new Uri(System.Text.RegularExpressions.Regex.Match(await Market.LastLetterAsync("phien@example.vn", Ct), @"https?://\S+/hoi-cho/nhac/\S+").Value).PathAndQuery;
        Assert.Contains("Rang chè", await PageAsync(visitor, link), StringComparison.Ordinal);

        (await producer.SubmitAsync(own, $"huy-{row.Id}", new() { ["ly-do"] = "Mưa" }, Ct)).Dispose();
        await EventuallyAsync(visitor, session, p => p.Contains("EventCancelled", StringComparison.Ordinal));
        var cancelled = await visitor.GetStringAsync(session + ".ics", Ct);
        Assert.Contains("STATUS:CANCELLED", cancelled, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", cancelled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_ten_to_a_sheet_and_only_of_what_is_shown()
    {
        var (fair, _) = await FairAsync(FairType.Fair);
        for (var i = 0; i < 11; i++)
        {
            await Market.ExhibitorAsync(fair, $"Chè nhãn {i}");
        }

        var sheet = Desks.Must(await Get<FairLabels>().OfFairAsync(FairPlaces.Officer, fair, Ct));

        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(sheet), @"/Type\s*/Page\b"));
    }

    [Fact]
    public async Task The_first_visit_of_a_hall_is_light_and_its_pictures_wait()
    {
        var (fair, slug) = await FairAsync(FairType.Fair);
        for (var i = 0; i < 24; i++)
        {
            await Market.ExhibitorAsync(fair, $"Chè nhẹ {i}");
        }

        using var visitor = Market.CreateVisitor();
        var html = await visitor.GetStringAsync($"/hoi-cho/{slug}/gian-hang", Ct);
        var page = Parse(html);

        Assert.Equal(24, page.QuerySelectorAll(".stall").Length);
        Assert.True(html.Length < 120_000, $"{html.Length} letters before they are packed");
        Assert.True(page.QuerySelectorAll(".stall img").Skip(4).All(i => i.GetAttribute("loading") == "lazy"));
    }

    private async Task<(FairId Fair, string Slug)> FairAsync(FairType type)
    {
        Clock.SetVietnam(Start, new(9, 0));
        var fair = await Market.AnnounceFairAsync(type: type);
        return (fair, (await Market.BoardAsync(fair)).Fair.Slug);
    }

    private static async Task<string> PageAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    // Another node's change is heard a moment later; pages of before it may come from memory until then.
    private static async Task<string> EventuallyAsync(HttpClient client, string address, Func<string, bool> isNew)
    {
        var page = await Eventually.GetAsync(async () => WebUtility.HtmlDecode(await (await client.GetAsync(address, Ct)).Content.ReadAsStringAsync(Ct)), isNew);
        Assert.True(isNew(page), page);
        return page;
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
}
