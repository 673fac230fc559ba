using System.Globalization;
using Microsoft.Playwright;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.EndToEnd.Desks;
using OcopMarket.Tests.EndToEnd.Support;
using OcopMarket.Tests.Support;
using Given = OcopMarket.Tests.Support.Desks;

namespace OcopMarket.Tests.EndToEnd.Promotion;

/// <summary>One fair from its announcement to its figures: 60 booths, 80 producers, a move by a week, a gate without a line.</summary>
public sealed class FairJourneyTests(Browser browser, ListingJourneyTests.DeskMarket desks) : BrowserTest(browser), IClassFixture<ListingJourneyTests.DeskMarket>
{
    private const int Booths = 60, Applicants = 80, OnTheRaster = 10;
    private const string Name = "Hội chợ OCOP ba ngày";

    private readonly List<(ProductOnSale Product, FairApplicationId Application)> _applied = [];
    private readonly List<string> _found = [];

    protected override string Address => desks.Address;

    private MarketFactory Market => desks.Market;

    [Fact]
    public async Task A_fair_of_sixty_booths_goes_from_its_announcement_to_its_figures()
    {
        var officer = await OpenAsAsync(await Market.AsProvinceOfficerAsync("01"), "/can-bo/hoi-cho/moi");
        var opens = Market.Clock.Today().AddDays(40);
        var fair = await AnnounceAsync(officer, opens);
        var slug = (await Market.FileOfAsync(fair)).Slug;
        var (phone, own) = await ApplyAsync(fair, slug, opens);
        await OfferAsync(officer, fair, phone, own, slug);
        await PlaceAsync(officer, fair);
        await MoveAsync(officer, fair, slug, opens.AddDays(7));
        await CheckInAsync(officer, fair, opens.AddDays(7));
        await TellAsync(officer, phone, fair, slug, opens.AddDays(7));
        Assert.True(_found.Count == 0, string.Join('\n', _found)); // for those who do not see the pages well
    }

    private async Task LookAsync(IPage page)
    {
        await page.WaitForLoadStateAsync(); // of half a page a skip link leads nowhere
        _found.AddRange(await Axe.FindAsync(page));
        _found.AddRange(await Axe.TooWideAsync(page));
    }

    private async Task<FairId> AnnounceAsync(IPage officer, DateOnly opens)
    {
        var today = Market.Clock.Today();
        foreach (var (field, value) in new (string, string)[]
        {
            ("ten", Name), ("ten-en", "OCOP fair of three days"), ("tu", Iso(opens)), ("den", Iso(opens.AddDays(2))), ("mo", "08:00"), ("dong", "21:00"), ("noi", "Trung tâm hội chợ"), ("dia-chi", "Số 1"),
            ("Commune", AreaDirectory.Instance.CommunesOf("01")[0].FullName), ("to-chuc", "Sở Công Thương Hà Nội"), ("khu", "A | Khu OCOP | OCOP zone"), ("nhan-tu", Iso(today)), ("nhan-den", Iso(today.AddDays(20))),
            ("so-gian", Booths.ToString(CultureInfo.InvariantCulture)), ("phi", "3.000.000"), ("ho-tro", "50"),
        })
        {
            await officer.Locator($"form.form-wide [name='{field}']").First.FillAsync(value);
        }

        await officer.Locator("select[name=Province]").First.SelectOptionAsync("01");
        await officer.Locator("form:has([name=ten]) button.btn-primary").ClickAsync();
        await Expect(officer.Locator(".notice-ok")).ToBeVisibleAsync();
        await officer.GetByRole(AriaRole.Button, new() { Name = "Công bố" }).ClickAsync();
        await Expect(officer.GetByRole(AriaRole.Link, new() { Name = "Xem trang công khai" })).ToBeVisibleAsync();
        return new(Guid.Parse(new Uri(officer.Url).Segments[^1].Trim('/')));
    }

    /// <summary>One from the phone, one whose certificate ends on the second day, the others by script.</summary>
    private async Task<(IPage Phone, FairApplicationId Own)> ApplyAsync(FairId fair, string slug, DateOnly opens)
    {
        var tea = await Market.CertifyAsync("Chè Ba Vì", producer: "HTX Chè Ba Vì");
        await Market.CertifyAsync("Mật ong Ba Vì", producer: "HTX Chè Ba Vì", validThrough: opens.AddDays(1));
        var phone = await OpenAsAsync(await Market.AsStaffOfAsync(tea.Producer), $"/kenh-chu-the/hoi-cho/{slug}", width: 360);
        await Expect(phone.Locator("label.check").Filter(new() { HasText = "Mật ong Ba Vì" })).ToContainTextAsync("trước ngày cuối của hội chợ");
        await Expect(phone.Locator($"[name=san-pham][value='{tea.Product}']")).ToBeCheckedAsync();
        await LookAsync(phone);
        await phone.Locator("[name=nguoi]").FillAsync("Chị Lan");
        await phone.Locator("[name=dien-thoai]").FillAsync("0912 345 678");
        await phone.Locator("[name=e-mail]").FillAsync("ba-vi@example.vn");
        await phone.Locator("form:has([name=nguoi]) button.btn-primary").ClickAsync();
        await Expect(phone.Locator(".notice-ok")).ToBeVisibleAsync();
        var own = (await Market.BoardAsync(fair)).Rows.Single().Id;
        _applied.Add((tea, own));

        var late = await Market.ApplicantAsync(fair, "Nem chua hết hạn ngày hai", validThrough: opens.AddDays(1));
        Assert.Equal(ParticipationState.NotEligible, await Market.StateOfAsync(fair, late.Application));
        while (_applied.Count < Applicants - 1)
        {
            _applied.Add(await Market.ApplicantAsync(fair, $"Đặc sản hội chợ {_applied.Count:00}"));
        }

        var board = await Market.BoardAsync(fair);
        Assert.Equal((Applicants, 1), (board.Rows.Count, board.Rows.Count(r => r.State is ParticipationState.NotEligible)));
        return (phone, own);
    }

    /// <summary>Sixty of them get a place, the others wait; one declines, and the first who waits moves up.</summary>
    private async Task OfferAsync(IPage officer, FairId fair, IPage phone, FairApplicationId own, string slug)
    {
        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}/tham-gia?cot=eligible");
        await TickAllAsync(officer);
        await LookAsync(officer);
        await officer.Locator("button[name=lam][value=moi]").ClickAsync();
        await Expect(officer.Locator(".notice-ok")).ToContainTextAsync("60");
        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}/tham-gia?cot=eligible");
        await TickAllAsync(officer);
        await officer.Locator("button[name=lam][value=cho]").ClickAsync();
        await Expect(officer.Locator(".notice-ok")).ToBeVisibleAsync();
        var (first, waits) = (_applied[1], _applied[Booths]);
        Assert.Equal(ParticipationState.Waiting, await Market.StateOfAsync(fair, waits.Application));

        await phone.ReloadAsync();
        await phone.Locator("button[name=tra-loi][value=nhan]").ClickAsync();
        await Expect(phone.Locator(".state").First).ToContainTextAsync("đã nhận gian");
        Assert.Equal(ParticipationState.Accepted, await Market.StateOfAsync(fair, own));
        var other = await OpenAsAsync(await Market.AsStaffOfAsync(first.Product.Producer), $"/kenh-chu-the/hoi-cho/{slug}", width: 360);
        await other.Locator("button[name=tra-loi][value=tu-choi]").ClickAsync();
        await Expect(other.Locator(".notice-ok")).ToBeVisibleAsync();

        Assert.Equal(ParticipationState.Offered, await Market.StateOfAsync(fair, waits.Application));
        Assert.Contains(Name, await Market.LastLetterAsync($"lienhe-{waits.Product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        await AcceptOffersAsync(fair);
        Assert.Equal(Booths, (await Market.BoardAsync(fair)).Rows.Count(r => r.State is ParticipationState.Accepted));
    }

    private async Task PlaceAsync(IPage officer, FairId fair)
    {
        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}/so-do");
        await officer.Locator("[name=hang]").FillAsync("6");
        await officer.Locator("[name=cot]").FillAsync(OnTheRaster.ToString(CultureInfo.InvariantCulture));
        await officer.GetByRole(AriaRole.Button, new() { Name = "Vẽ", Exact = false }).ClickAsync();
        await Expect(officer.Locator("tbody tr")).ToHaveCountAsync(Booths);
        await officer.Locator("form:has(input[value=xep]) button").ClickAsync();
        await Expect(officer.Locator("tbody tr").First).ToContainTextAsync("HTX Chè Ba Vì");
        await LookAsync(officer);
        Assert.All((await Market.BoardAsync(fair)).Rows.Where(r => r.State is ParticipationState.Accepted), row => Assert.Single(row.BoothNames));
    }

    /// <summary>Page, feed and letters say the same new days, and everybody who had a place is asked again.</summary>
    private async Task MoveAsync(IPage officer, FairId fair, string slug, DateOnly opens)
    {
        var shopper = await OpenAsync($"/hoi-cho/{slug}");
        var before = await (await shopper.APIRequest.GetAsync($"{Address.TrimEnd('/')}/hoi-cho/{slug}.ics")).TextAsync();
        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}");
        await officer.Locator("#doi summary").ClickAsync();
        await officer.Locator("#doi [name=tu]").FillAsync(Iso(opens));
        await officer.Locator("#doi [name=den]").FillAsync(Iso(opens.AddDays(2)));
        await officer.Locator("#doi [name=ly-do]").FillAsync("Sân đang sửa");
        await officer.Locator("#doi button.btn-primary").ClickAsync();
        await Expect(officer.Locator(".notice-ok")).ToBeVisibleAsync();

        await shopper.ReloadAsync();
        await Expect(shopper.Locator("main")).ToContainTextAsync("Sân đang sửa");
        await LookAsync(shopper);
        var day = opens.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        await Expect(shopper.Locator(".fair-when")).ToContainTextAsync(opens.AddDays(2).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        var feed = await (await shopper.APIRequest.GetAsync($"{Address.TrimEnd('/')}/hoi-cho/{slug}.ics")).TextAsync();
        Assert.DoesNotContain(day, before, StringComparison.Ordinal);
        Assert.Contains(day, feed, StringComparison.Ordinal);
        Assert.True(SequenceOf(feed) > SequenceOf(before));
        Assert.Contains(opens.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), await Market.LastLetterAsync("ba-vi@example.vn", Ct), StringComparison.Ordinal);

        await AcceptOffersAsync(fair);
        Assert.Equal(Booths, (await Market.BoardAsync(fair)).Rows.Count(r => r is { State: ParticipationState.Accepted, BoothNames.Count: 1 }));
    }

    /// <summary>Presses made while the line is down arrive when it is back, once each.</summary>
    private async Task CheckInAsync(IPage officer, FairId fair, DateOnly opens)
    {
        ExpectedErrors.Add("Failed to load resource: net::ERR_INTERNET_DISCONNECTED");
        Market.Clock.SetVietnam(opens, new(8, 30));
        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}/diem-danh");
        var rows = officer.Locator("li[data-application]");
        await Expect(rows).ToHaveCountAsync(Booths);
        await LookAsync(officer);
        await officer.Context.SetOfflineAsync(true);
        for (var i = 0; i < 3; i++)
        {
            await rows.Nth(i).Locator("button[name=don]").ClickAsync();
            await Expect(rows.Nth(i).Locator(".state")).ToHaveTextAsync("Đã bấm, chờ gửi");
        }

        Assert.DoesNotContain((await Market.BoardAsync(fair)).Rows, r => r.State is ParticipationState.CheckedIn);
        await officer.Context.SetOfflineAsync(false);
        await Expect(officer.Locator("li[data-application] .state-ok")).ToHaveCountAsync(3);
        Assert.Equal(3, (await Market.BoardAsync(fair)).Rows.Count(r => r.State is ParticipationState.CheckedIn));
        var others = (await Market.BoardAsync(fair)).Rows.Where(r => r.State is ParticipationState.Accepted).Select(r => new CheckInParticipants.Press(Guid.NewGuid(), r.Id, Market.Clock.GetUtcNow())).ToList();
        Assert.All(Given.Must(await Market.Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, others), Ct)), Assert.Null);
    }

    /// <summary>One tells its figures on the phone, the others by script; the organiser's totals are their sum.</summary>
    private async Task TellAsync(IPage officer, IPage phone, FairId fair, string slug, DateOnly opens)
    {
        Market.Clock.SetVietnam(opens.AddDays(4), new(9, 0));
        await phone.GotoAsync($"/kenh-chu-the/hoi-cho/{slug}");
        foreach (var (field, value) in new (string, string)[] { ("Revenue", "12.000.000"), ("Ocop", "9.000.000"), ("Visitors", "300"), ("Contacts", "12"), ("Contracts", "1"), ("ContractsWorth", "50.000.000") })
        {
            await phone.Locator($"#ket-qua [name={field}]").FillAsync(value);
        }

        await LookAsync(phone);
        await phone.Locator("#ket-qua button.btn-primary").ClickAsync();
        await Expect(phone.Locator(".notice-ok")).ToBeVisibleAsync();
        var came = (await Market.BoardAsync(fair)).Rows.Where(r => r.State is ParticipationState.CheckedIn).Select(r => r.Id).ToHashSet();
        foreach (var (product, application) in _applied.Skip(1).Where(a => came.Contains(a.Application)))
        {
            Given.Must(await Market.Get<SendFairResults>().RunAsync(new(Given.StaffOf(product, ProducerRights.Fairs), application, new(1_000_000, 600_000, 50, 3, 0, 0), null), Ct));
        }

        await officer.GotoAsync($"/can-bo/hoi-cho/{fair}/ket-qua");
        var totals = officer.Locator("dl.facts");
        await Expect(totals).ToContainTextAsync("71.000.000 đ"); // 12 + 59 × 1 million
        await Expect(totals).ToContainTextAsync("44.400.000 đ"); // 9 + 59 × 0.6 million
        await LookAsync(officer);
        await officer.Locator("form:has(input[value=bao-cao]) button").ClickAsync();
        await Expect(officer.Locator("form:has(input[value=bao-cao])")).ToHaveCountAsync(0);
        Assert.Equal(FairStage.Reported, (await Market.BoardAsync(fair)).Fair.Stage);
    }

    private async Task AcceptOffersAsync(FairId fair)
    {
        var offered = (await Market.BoardAsync(fair)).Rows.Where(r => r.State is ParticipationState.Offered).Select(r => r.Id).ToHashSet();
        foreach (var (product, application) in _applied.Where(a => offered.Contains(a.Application)))
        {
            Given.Must(await Market.Get<AcceptOffer>().RunAsync(new(Given.StaffOf(product, ProducerRights.Fairs), application), Ct));
        }
    }

    private static async Task TickAllAsync(IPage officer)
    {
        foreach (var box in await officer.Locator("[name=don]").AllAsync())
        {
            await box.CheckAsync();
        }
    }

    private static int SequenceOf(string feed) => int.Parse(feed.Split("SEQUENCE:")[1].Split('\r')[0], CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
