using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>What everybody sees of fairs: pages, calendars, open data and the desk's forms say the same.</summary>
public sealed class FairPageTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly April = new(2026, 4, 10);

    [Fact]
    public async Task After_a_move_page_calendar_data_and_api_say_the_new_days_with_one_uid_and_a_higher_sequence()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ khớp nhau", April) with { Place = new("Nhà văn hóa", "Đường 1", "09700", "21.06, 105.34", null) });
        var before = await TextAsync($"/hoi-cho/{fair.Slug}.ics");
        Assert.Contains("DTSTART:20260410T010000Z", before, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", before, StringComparison.Ordinal);

        await Market.MoveFairAsync(fair.Id!.Value, April.AddDays(7), April.AddDays(9), "Mưa bão");

        var uid = $"UID:{fair.Id}@ocopmarket";
        foreach (var address in new[] { $"/hoi-cho/{fair.Slug}.ics", "/hoi-cho.ics", "/hoi-cho.ics?tinh=ha-noi" })
        {
            var calendar = await EventuallyAsync(address, t => t.Contains("20260417T010000Z", StringComparison.Ordinal));
            Assert.Contains(uid, calendar, StringComparison.Ordinal);
            Assert.Contains("GEO:21.06;105.34", calendar, StringComparison.Ordinal);
        }

        Assert.Contains("SEQUENCE:1", await TextAsync($"/hoi-cho/{fair.Slug}.ics"), StringComparison.Ordinal);
        Assert.DoesNotContain(uid, await TextAsync("/hoi-cho.ics?tinh=da-nang"), StringComparison.Ordinal);
        var page = await PageAsync($"/hoi-cho/{fair.Slug}");
        Assert.Contains("17–19/04/2026", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Mưa bão", page.Body.TextContent, StringComparison.Ordinal);
        var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;
        Assert.Equal(("https://schema.org/EventRescheduled", "2026-04-10", "2026-04-17T08:00:00+07:00"), (json.GetProperty("eventStatus").GetString(), json.GetProperty("previousStartDate").GetString(), json.GetProperty("startDate").GetString()));
        var item = JsonDocument.Parse(await TextAsync("/api/v1/fairs?from=2026-04-17&to=2026-04-17&province=ha-noi")).RootElement.GetProperty("items").EnumerateArray().Single(i => i.GetProperty("slug").GetString() == fair.Slug);
        Assert.Equal(("2026-04-17", "2026-04-10", 1), (item.GetProperty("from").GetString(), item.GetProperty("movedFrom").GetString(), item.GetProperty("sequence").GetInt32()));
        Assert.Contains("hoi-cho-khop-nhau,Hội chợ khớp nhau", await TextAsync("/du-lieu-mo/fairs.csv"), StringComparison.Ordinal);
        Assert.Contains(JsonDocument.Parse(await TextAsync("/du-lieu-mo/fairs.json")).RootElement.GetProperty("fairs").EnumerateArray(), f => f.GetProperty("slug").GetString() == fair.Slug && f.GetProperty("from").GetString() == "2026-04-17");
    }

    [Fact]
    public async Task A_cancelled_fair_stays_crossed_out_with_its_word_everywhere()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Lễ hội đã hủy", April));
        await Market.CancelFairAsync(fair.Id!.Value, "Quá ít chủ thể");

        await EventuallyAsync($"/hoi-cho/{fair.Slug}", t => t.Contains("EventCancelled", StringComparison.Ordinal));
        var page = await PageAsync($"/hoi-cho/{fair.Slug}");
        Assert.Equal("Lễ hội đã hủy", page.QuerySelector("h1 s")!.TextContent);
        Assert.Contains("Quá ít chủ thể", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#nhac-toi"));
        await EventuallyAsync("/hoi-cho?thang=2026-04", t => t.Contains("<s>Lễ hội đã hủy</s>", StringComparison.Ordinal));
        var row = (await PageAsync("/hoi-cho?thang=2026-04")).QuerySelectorAll(".fair").Single(r => r.TextContent.Contains("Lễ hội đã hủy", StringComparison.Ordinal));
        Assert.Equal("Đã hủy", row.QuerySelector(".state")!.TextContent);
        Assert.Contains("<s>Lễ hội đã hủy</s>", await TextAsync("/hoi-cho?xem=luoi&thang=2026-04"), StringComparison.Ordinal);
        var calendar = await TextAsync($"/hoi-cho/{fair.Slug}.ics");
        Assert.Contains("STATUS:CANCELLED", calendar, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:ĐÃ HỦY: Lễ hội đã hủy", calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_postponed_fair_keeps_its_place_in_the_list_after_its_days_have_passed()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội nghị tạm hoãn", April));
        Desks.Must(await Get<PostponeFair>().RunAsync(new(Fairs.Officer, fair.Id!.Value, fair.Version, "Sửa hội trường", null), Ct));
        Clock.SetVietnam(new(2026, 6, 1));

        var list = await Get<FairQueries>().ListAsync(new(), 1, 100, Ct);
        var past = await Get<FairQueries>().ListAsync(new(Past: true), 1, 100, Ct);

        Assert.Contains(list.Items, f => f.Slug == fair.Slug && f.Stage is FairStage.Postponed);
        Assert.DoesNotContain(past.Items, f => f.Slug == fair.Slug);
        Assert.Contains("EventPostponed", await TextAsync($"/hoi-cho/{fair.Slug}"), StringComparison.Ordinal);
        Assert.Contains("STATUS:TENTATIVE", await TextAsync($"/hoi-cho/{fair.Slug}.ics"), StringComparison.Ordinal);
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
    }

    [Fact]
    public async Task The_list_is_filtered_by_province_type_month_and_what_producers_may_still_apply_for()
    {
        await Market.AnnounceFairAsync(Fairs.Draft("Lọc Hà Nội", new(2026, 9, 4)) with { ApplyFrom = new(2026, 3, 1), ApplyThrough = new(2026, 3, 20) });
        await Market.AnnounceFairAsync(Fairs.Draft("Lọc hai tháng", new(2026, 9, 29), days: 4, type: FairType.OcopWeek));
        await Market.AnnounceFairAsync(Fairs.Draft("Lọc trực tuyến", new(2026, 9, 10), type: FairType.Online) with { Website = "https://hoi-cho.example" });
        await Market.DraftFairAsync(Fairs.Draft("Lọc bản nháp", new(2026, 9, 4)));

        Assert.Equal(["Lọc Hà Nội", "Lọc hai tháng"], await NamesAsync(new("01", Month: new(2026, 9, 1))));
        Assert.Equal(["Lọc hai tháng"], await NamesAsync(new(Month: new(2026, 10, 1))));
        Assert.Equal(["Lọc hai tháng"], await NamesAsync(new(Type: FairType.OcopWeek)));
        Assert.Equal(["Lọc trực tuyến"], await NamesAsync(new(Online: true)));
        Assert.Equal(["Lọc Hà Nội"], await NamesAsync(new(OpenForApplications: true)));
        Assert.Empty(await NamesAsync(new("48")));
        var shelf = await Get<FairQueries>().ListAsync(new("01"), 1, 1, Ct);
        Assert.Contains((new DateOnly(2026, 10, 1), 1), shelf.Months);
        Assert.Single(shelf.Items);

        async Task<List<string>> NamesAsync(FairFilter filter)
            => [.. (await Get<FairQueries>().ListAsync(filter, 1, 100, Ct)).Items.Select(f => f.NameVi).Where(n => n.StartsWith("Lọc", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_change_is_seen_at_once_where_it_was_made_and_within_a_moment_on_another_node_and_midnight_needs_none()
    {
        await using var other = AnotherNode();
        var theirs = (FairQueries)other.Services.GetService(typeof(FairQueries))!;
        var month = new FairFilter(Month: new(2027, 3, 1));
        Assert.Equal((0, 0), ((await Get<FairQueries>().ListAsync(month, 1, 10, Ct)).Total, (await theirs.ListAsync(month, 1, 10, Ct)).Total));

        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Thấy ngay", new(2027, 3, 5), days: 2));
        Assert.Equal(FairStage.Announced, Assert.Single((await Get<FairQueries>().ListAsync(month, 1, 10, Ct)).Items).Stage);
        Assert.Equal(1, (await Eventually.GetAsync(() => theirs.ListAsync(month, 1, 10, Ct), l => l.Total == 1)).Total);
        await Market.CancelFairAsync(fair.Id!.Value);
        Assert.Equal(FairStage.Cancelled, Assert.Single((await Get<FairQueries>().ListAsync(month, 1, 10, Ct)).Items).Stage);
        var next = await Market.AnnounceFairAsync(Fairs.Draft("Qua nửa đêm", new(2027, 3, 8), days: 2));

        Clock.SetVietnam(new(2027, 3, 8));
        Assert.Equal(FairStage.Running, (await Get<FairQueries>().UpcomingAsync(50, Ct)).Single(f => f.Slug == next.Slug).Stage);
        Clock.SetVietnam(new(2027, 3, 10));
        Assert.DoesNotContain(await Get<FairQueries>().UpcomingAsync(50, Ct), f => f.Slug == next.Slug);
        Assert.Contains((await Get<FairQueries>().ListAsync(new(Past: true), 1, 100, Ct)).Items, f => f.Slug == next.Slug);
        Clock.SetVietnam(new(2026, 3, 2), new(9, 0));
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_and_a_wrong_filter_is_named()
    {
        var page = await PageAsync("/hoi-cho?tinh=ca-mau&thang=2031-05&loai=khong-co");

        Assert.Contains("Chưa có sự kiện nào ở Cà Mau trong tháng 05/2031", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("loai=khong-co", page.Body.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href^='webcal://']"));
    }

    [Fact]
    public async Task The_month_is_a_table_with_the_lunar_day_in_each_cell()
    {
        await Market.AnnounceFairAsync(Fairs.Draft("Trong bảng tháng", new(2026, 12, 5), days: 2));

        var page = await PageAsync("/hoi-cho?xem=luoi&thang=2026-12");

        var cells = page.QuerySelectorAll(".fair-grid td").Where(c => c.TextContent.Contains("Trong bảng tháng", StringComparison.Ordinal)).ToList();
        Assert.Equal(["5", "6"], cells.Select(c => c.QuerySelector("b")!.TextContent));
        Assert.Equal(["27/10", "28/10"], cells.Select(c => c.QuerySelector("small")!.TextContent));
        Assert.Equal(7, page.QuerySelectorAll(".fair-grid thead th").Length);
    }

    [Fact]
    public async Task The_map_links_each_province_to_its_fairs()
    {
        await Market.AnnounceFairAsync(Fairs.Draft("Trên bản đồ", new(2026, 11, 5)));

        var page = await PageAsync("/hoi-cho?xem=ban-do");

        Assert.Equal(34, page.QuerySelectorAll("svg.map a").Length);
        Assert.DoesNotContain("step-0", page.QuerySelector("svg.map a[href='/hoi-cho?tinh=ha-noi'] path")!.ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_nobodys_to_see()
    {
        var draft = await Market.FileOfAsync(await Market.DraftFairAsync(Fairs.Draft("Hội chợ giấu kín", April)));
        using var visitor = Market.CreateVisitor();

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/hoi-cho/{draft.Slug}", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/hoi-cho/{draft.Slug}.ics", Ct)).StatusCode);
        foreach (var address in new[] { "/hoi-cho", "/hoi-cho.ics", "/du-lieu-mo/fairs.csv", "/api/v1/fairs", "/sitemap.xml" })
        {
            Assert.DoesNotContain("giau-kin", await TextAsync(address), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Calendars_answer_in_the_language_of_their_address_without_a_redirect()
    {
        var fair = await Market.AnnounceFairAsync(Fairs.Draft("Hội chợ hai tiếng", April) with { NameEn = "Fair in two languages" });

        Assert.Contains("SUMMARY:Fair in two languages", await TextAsync($"/hoi-cho/{fair.Slug}.ics?lang=en"), StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Hội chợ hai tiếng", await TextAsync($"/hoi-cho/{fair.Slug}.ics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_names_a_wrong_day()
    {
        using var visitor = Market.CreateVisitor();

        var answer = await visitor.GetAsync("/api/v1/fairs?from=17/04/2026", Ct);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("from", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("/api/v1/fairs?from=2026-05-01&to=2026-04-01", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_officer_writes_announces_and_moves_a_fair_by_forms_without_script()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        using var client = officer.Client();
        var begun = await client.SubmitAsync("/can-bo/hoi-cho/moi", "su-kien", new()
        {
            ["phien-ban"] = "0", ["loai"] = "hoi-cho", ["ten"] = "Hội chợ bằng biểu mẫu", ["to-chuc"] = "Sở Công Thương", ["tu"] = "2026-05-08", ["den"] = "2026-05-10", ["mo"] = "08:00", ["dong"] = "21:00",
            ["noi"] = "Nhà văn hóa", ["Commune"] = "Xã Ba Vì", ["Province"] = "01", ["pin"] = "21.0581, 105.3415", ["gio-rieng"] = "10/05/2026 09:00-17:00", ["khu"] = "A | Khu OCOP | OCOP zone\r\nB | Khu ẩm thực",
            ["chuong-trinh"] = "08/05/2026 09:00 Khai mạc | Opening", ["so-gian"] = "60", ["phi"] = "5.000.000", ["ho-tro"] = "50", ["nhan-tu"] = "2026-03-01", ["nhan-den"] = "2026-04-01", ["han-xa"] = "Xã Ba Vì | 3", ["nhom-thuc-pham"] = "20",
        }, Ct);
        var home = begun.LedTo()!.Split('?')[0];
        var id = new OcopMarket.Promotion.Contracts.FairId(Guid.Parse(home.Split('/')[^1]));
        var file = await Market.FileOfAsync(id);
        Assert.Equal(("09700", 60, 5_000_000, 50, 2, "Opening"), (file.Draft.Place.CommuneCode, file.Draft.PlannedBooths!.Value, file.Draft.BoothFee!.Value.Dong, file.Draft.SupportPercent, file.Draft.Zones.Count, file.Draft.Programme[0].TitleEn));
        Assert.Equal([new FairQuota("09700", null, 3), new FairQuota(null, "thuc-pham", 20)], file.Draft.Quotas);
        Assert.Equal(new FairHours(new(2026, 5, 10), new(9, 0), new(17, 0)), file.Draft.OtherHours[0]);

        Assert.EndsWith("xong=Announced", (await client.SubmitAsync(home, "cong-bo", new() { ["phien-ban"] = $"{file.Version}" }, Ct)).LedTo(), StringComparison.Ordinal);
        file = await Market.FileOfAsync(id);
        Assert.EndsWith("xong=Moved", (await client.SubmitAsync(home, "doi", new()
        {
            ["phien-ban"] = $"{file.Version}", ["tu"] = "2026-05-15", ["den"] = "2026-05-17", ["noi"] = "Nhà văn hóa", ["Commune"] = "Xã Ba Vì", ["Province"] = "01", ["pin"] = "21.0581, 105.3415", ["ly-do"] = "Mưa bão",
        }, Ct)).LedTo(), StringComparison.Ordinal);
        Assert.Equal((new DateOnly(2026, 5, 15), FairStage.OpenForApplications), ((await Market.FileOfAsync(id)).Draft.From!.Value, (await Market.FileOfAsync(id)).Stage));

        var list = await client.GetStringAsync("/can-bo/hoi-cho", Ct);
        Assert.Contains("Hội chợ bằng biểu mẫu", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_in_the_form_is_named_and_everything_typed_stays()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        using var client = officer.Client();

        var answer = await client.SubmitAsync("/can-bo/hoi-cho/moi", "su-kien", new()
        {
            ["phien-ban"] = "0", ["loai"] = "le-hoi", ["ten"] = "Hội chợ gõ sai", ["tu"] = "2026-05-08", ["den"] = "2026-05-10", ["mo"] = "08:00", ["dong"] = "21:00", ["gio-rieng"] = "mười giờ sáng",
        }, Ct);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("Hội chợ gõ sai", "mười giờ sáng"), (page.QuerySelector("input[name=ten]")!.GetAttribute("value"), page.QuerySelector("textarea[name=gio-rieng]")!.TextContent.Trim()));
        Assert.Contains("mười giờ sáng", page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        await using var db = await OpenAsync();
        Assert.False(await db.Fairs.AnyAsync(f => f.NameVi == "Hội chợ gõ sai", Ct));
    }

    private async Task<string> TextAsync(string address)
    {
        using var visitor = Market.CreateVisitor();
        var answer = await visitor.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync(Ct)).Replace("\r\n ", "", StringComparison.Ordinal);
    }

    /// <summary>Pages are kept until the notice of a change has come round.</summary>
    private Task<string> EventuallyAsync(string address, Func<string, bool> isExpected) => Eventually.GetAsync(() => TextAsync(address), isExpected);

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(string address) => new HtmlParser().ParseDocument(await TextAsync(address));
}
