using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Live sessions: asked for, confirmed, reminded of, called off and seen again.</summary>
public sealed class SessionTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly Start = new(2026, 3, 2), First = Start.AddDays(30);

    [Fact]
    public async Task A_session_is_public_once_the_office_has_confirmed_it()
    {
        var (fair, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Assert.Empty(await Get<SessionQueries>().OfFairAsync(fair, Ct));
        Assert.Null(await Get<SessionQueries>().FindAsync(slug, session, Ct));

        Desks.Must(await DecideAsync(session, true));

        var shown = Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct));
        Assert.Equal(
            (SessionStage.Coming, "Pha một ấm chè", At(19), At(20), "https://phim.example/che", tea.ProducerSlug),
            (shown.Stage, shown.TitleVi, shown.Start, shown.End, shown.Video?.Address, shown.ProducerSlug));
        Assert.Equal([tea.Product], shown.Products.Select(p => p.Product));
        Assert.Contains("19:00 ngày 01/04/2026", await Market.LastLetterAsync(Contact(tea), Ct), StringComparison.Ordinal);
        Assert.Equal("promotion.session_wrong_state", (await DecideAsync(session, true)).Refusal?.Code);
    }

    [Fact]
    public async Task A_returned_session_brings_its_reason_and_may_be_asked_for_again()
    {
        var (fair, _, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Assert.Equal("promotion.reason_missing", (await DecideAsync(session, false)).Refusal?.Code);
        Desks.Must(await DecideAsync(session, false, "Tên phiên chưa rõ"));
        Assert.Contains("Lý do: Tên phiên chưa rõ", await Market.LastLetterAsync(Contact(tea), Ct), StringComparison.Ordinal);

        var staff = Desks.StaffOf(tea, ProducerRights.Fairs);
        var row = Assert.Single((await Get<SessionQueries>().OfOwnAsync(staff, application, Ct))!);
        Assert.Equal((SessionState.Returned, "Tên phiên chưa rõ"), (row.State, row.Reason));
        Desks.Must(await Get<AskSession>().RunAsync(new(staff, application, session, row.Version, Draft(tea) with { TitleVi = "Pha chè Tân Cương" }), Ct));
        Assert.Equal("promotion.session_changed_meanwhile", (await Get<AskSession>().RunAsync(new(staff, application, session, row.Version, Draft(tea)), Ct)).Refusal?.Code);
        Desks.Must(await DecideAsync(session, true));

        Assert.Equal("Pha chè Tân Cương", Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct)).TitleVi);
    }

    [Fact]
    public async Task A_producer_has_one_session_at_a_time_and_different_producers_may_overlap()
    {
        var (fair, _, tea, application) = await ExhibitorAsync();
        var (honey, other) = await Market.ExhibitorAsync(fair);
        await AskAsync(tea, application);

        Assert.Equal("promotion.session_clash", (await TryAsync(tea, application, Draft(tea) with { From = new(19, 30), To = new(20, 30) })).Refusal?.Code);
        Assert.True((await TryAsync(tea, application, Draft(tea) with { From = new(20, 0), To = new(21, 0) })).Succeeded);
        Assert.True((await TryAsync(honey, other, Draft(honey))).Succeeded);
        Assert.True((await EnterAsync(fair, null, "A")).Succeeded);
        Assert.Equal("promotion.session_clash", (await EnterAsync(fair, null, "A")).Refusal?.Code);
        Assert.True((await EnterAsync(fair, null, null)).Succeeded); // of the office, in no zone
        Assert.Equal("promotion.session_clash", (await EnterAsync(fair, application, null)).Refusal?.Code);
        Assert.Equal("promotion.zone_wrong", (await EnterAsync(fair, null, "Z")).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_askings_at_once_for_the_same_time_one_is_told()
    {
        var (_, _, tea, application) = await ExhibitorAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryAsync(tea, application, Draft(tea))));

        Assert.Equal((1, 5), (results.Count(r => r.Succeeded), results.Count(r => r.Refusal?.Code == "promotion.session_clash")));
    }

    [Fact]
    public async Task What_cannot_be_a_session_is_refused_by_name()
    {
        var (fair, _, tea, application) = await ExhibitorAsync();
        var (honey, _) = await Market.ExhibitorAsync(fair);
        var ending = await Market.PutOnSaleAsync("Chè hết hạn sớm", producer: "HTX Phiên lỗi", validThrough: First);
        var draft = Draft(tea);

        foreach (var (wrong, code) in new (SessionDraft, string)[]
        {
            (draft with { TitleVi = " " }, "promotion.session_title_missing"),
            (draft with { TitleVi = new string('a', 161) }, "promotion.session_title_missing"),
            (draft with { TitleEn = new string('a', 10_000) }, "promotion.session_title_missing"),
            (draft with { Day = null }, "promotion.session_times_missing"),
            (draft with { To = new(19, 0) }, "promotion.session_ends_before_start"),
            (draft with { To = new(18, 0) }, "promotion.session_ends_before_start"),
            (draft with { From = new(8, 0), To = new(16, 1) }, "promotion.session_too_long"),
            (draft with { Day = First.AddDays(-1) }, "promotion.not_day_of_fair"),
            (draft with { Day = First.AddDays(3) }, "promotion.not_day_of_fair"),
            (draft with { Link = "javascript:alert(1)" }, "promotion.video_link_wrong"),
            (draft with { Link = "http://phim.example" }, "promotion.video_link_wrong"),
            (draft with { Products = [honey.Product] }, "promotion.session_products_wrong"),
            (draft with { Products = [ending.Product] }, "promotion.session_products_wrong"),
        })
        {
            Assert.Equal(code, (await TryAsync(tea, application, wrong)).Refusal?.Code);
        }

        Clock.SetVietnam(First, new(19, 0));
        Assert.Equal("promotion.session_past", (await TryAsync(tea, application, draft)).Refusal?.Code);
        Reset();
    }

    [Fact]
    public async Task Nobody_but_its_producer_and_its_office_touches_a_session()
    {
        var (fair, _, tea, application) = await ExhibitorAsync();
        var (honey, _) = await Market.ExhibitorAsync(fair);
        var session = await AskAsync(tea, application);
        var elsewhere = Actor.Officer("Anh Xa", new OfficeArea(OfficeLevel.Province, "04"), OfficeTasks.Fairs, AccountId.New());
        var listings = Actor.Officer("Chị Tin", new OfficeArea(OfficeLevel.Province, "01"), OfficeTasks.Moderation, AccountId.New());
        var version = await VersionAsync(session);

        foreach (var stranger in new[] { Actor.Guest, Desks.StaffOf(honey, ProducerRights.Fairs), Desks.StaffOf(tea, ProducerRights.Listings), elsewhere, listings })
        {
            Assert.Equal("promotion.session_unknown", (await Get<DecideSession>().RunAsync(new(stranger, session, version, true, null), Ct)).Refusal?.Code);
            Assert.Equal("promotion.session_unknown", (await Get<CancelSession>().RunAsync(new(stranger, session, version, "x"), Ct)).Refusal?.Code);
            Assert.Equal("promotion.session_unknown", (await Get<RecordSession>().RunAsync(new(stranger, session, version, null), Ct)).Refusal?.Code);
            Assert.Equal("promotion.application_unknown", (await Get<AskSession>().RunAsync(new(stranger, application, session, version, Draft(tea)), Ct)).Refusal?.Code);
            Assert.Null(await Get<SessionQueries>().OfOwnAsync(stranger, application, Ct));
        }

        Assert.Equal("promotion.session_unknown", (await Get<DecideSession>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), session, version, true, null), Ct)).Refusal?.Code); // nobody confirms for itself
        Assert.Equal(SessionState.Asked, Assert.Single((await Get<SessionQueries>().OfOfficeAsync(FairPlaces.Officer, fair, Ct))!.Value.Rows).State);
    }

    [Fact]
    public async Task A_session_that_waits_stands_in_the_offices_queue()
    {
        var (_, _, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Actor;
        await using var db = await OpenAsync();
        var queue = Market.Services.GetService(typeof(IEnumerable<ICases>)) is IEnumerable<ICases> all ? all.Single(c => c.Kind == CaseKind.FairSession) : throw new InvalidOperationException();
        Assert.True((await queue.In(db).SingleAsync(c => c.Id == session.Value, Ct)).Open);
        Assert.NotNull(await Get<CaseQueries>().FindAsync(officer, CaseKind.FairSession, session.Value, Ct));

        Desks.Must(await DecideAsync(session, true));

        Assert.False((await queue.In(db).SingleAsync(c => c.Id == session.Value, Ct)).Open);
    }

    [Fact]
    public async Task A_mailbox_that_confirmed_is_reminded_half_an_hour_before_and_once()
    {
        var (_, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Desks.Must(await DecideAsync(session, true));
        await RemindAsync(slug, session, "xem@example.vn");
        await RemindAsync(slug, session, "im@example.vn", confirm: false);
        Assert.Contains("Pha một ấm chè", await Market.LastLetterAsync("im@example.vn", Ct), StringComparison.Ordinal);

        Clock.SetVietnam(First, new(18, 29));
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync("xem@example.vn", Ct)); // the question
        Clock.SetVietnam(First, new(18, 30));
        await RunJobAsync();
        await RunJobAsync();
        Clock.SetVietnam(First, new(18, 55));
        await RunJobAsync();

        var letters = await Market.LettersToAsync("xem@example.vn", Ct);
        Assert.Equal(2, letters.Count);
        Assert.All(await Market.EndPagesAsync("xem@example.vn", Ct), page => Assert.Contains(letters, l => l.Contains(page!, StringComparison.Ordinal)));
        Assert.Contains(letters, l => l.Contains("sắp bắt đầu: 19:00 ngày 01/04/2026", StringComparison.Ordinal) && l.Contains($"/hoi-cho/{slug}/phat-song/{session}", StringComparison.Ordinal));
        Assert.Single(await Market.LettersToAsync("im@example.vn", Ct));
        Reset();
    }

    [Fact]
    public async Task Whoever_asked_hears_that_a_session_is_off_and_is_not_reminded()
    {
        var (fair, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Desks.Must(await DecideAsync(session, true));
        await RemindAsync(slug, session, "huy@example.vn");

        Desks.Must(await Get<CancelSession>().RunAsync(new(FairPlaces.Officer, session, await VersionAsync(session), "Mất điện"), Ct));

        Assert.Contains(await Market.LettersToAsync("huy@example.vn", Ct), l => l.Contains("đã hủy", StringComparison.Ordinal) && l.Contains("Lý do: Mất điện", StringComparison.Ordinal));
        Assert.Contains("Mất điện", await Market.LastLetterAsync(Contact(tea), Ct), StringComparison.Ordinal);
        var shown = Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct));
        Assert.Equal((SessionStage.Off, "Mất điện", (string?)null), (shown.Stage, shown.Reason, shown.Video?.Address));
        var before = (await Market.LettersToAsync("huy@example.vn", Ct)).Count;
        Clock.SetVietnam(First, new(18, 40));
        await RunJobAsync();
        Assert.Equal(before, (await Market.LettersToAsync("huy@example.vn", Ct)).Count);
        Reset();
        Assert.Equal("promotion.reminder_too_late", (await Get<AskFairReminder>().RunAsync(slug, "muon@example.vn", "vi", Ct, session)).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_gives_its_place_back_has_its_sessions_called_off()
    {
        var (fair, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Desks.Must(await DecideAsync(session, true));
        await RemindAsync(slug, session, "rut@example.vn");

        Desks.Must(await Get<OcopMarket.Promotion.Participation.WithdrawFromFair>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application), Ct));

        var shown = Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct));
        Assert.Equal((SessionStage.Off, 0, (string?)null), (shown.Stage, shown.Products.Count, shown.Video?.Address));
        await RunJobAsync();
        await RunJobAsync();
        Assert.Single(await Market.LettersToAsync("rut@example.vn", Ct), l => l.Contains("Lý do: Chủ thể không còn gian hàng", StringComparison.Ordinal));
        Assert.Equal(SessionState.Cancelled, Assert.Single((await Get<SessionQueries>().OfOfficeAsync(FairPlaces.Officer, fair, Ct))!.Value.Rows).State);
    }

    [Fact]
    public async Task A_session_that_is_called_off_waits_for_no_officer_any_more()
    {
        var (_, _, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        Desks.Must(await Get<TakeCase>().RunAsync(officer.Actor, CaseKind.FairSession, session.Value, Ct));
        Assert.Equal(officer.Account, (await Get<CaseQueries>().FindAsync(officer.Actor, CaseKind.FairSession, session.Value, Ct))!.Holder?.Account);

        Desks.Must(await Get<OcopMarket.Promotion.Participation.WithdrawFromFair>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application), Ct));
        await RunJobAsync();

        Assert.Null((await Get<CaseQueries>().FindAsync(officer.Actor, CaseKind.FairSession, session.Value, Ct))!.Holder);
    }

    [Fact]
    public async Task A_session_that_its_producer_takes_back_waits_for_no_officer_any_more()
    {
        var (_, _, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        Desks.Must(await Get<TakeCase>().RunAsync(officer.Actor, CaseKind.FairSession, session.Value, Ct));

        Desks.Must(await Get<CancelSession>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), session, await VersionAsync(session), "Đổi kế hoạch"), Ct));

        Assert.Null((await Get<CaseQueries>().FindAsync(officer.Actor, CaseKind.FairSession, session.Value, Ct))!.Holder);
    }

    [Fact]
    public async Task A_fair_that_moves_takes_its_sessions_along_and_reminds_of_the_new_time()
    {
        var (fair, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Desks.Must(await DecideAsync(session, true));
        await RemindAsync(slug, session, "doi@example.vn");

        await Market.MoveFairAsync(fair, First.AddDays(7), First.AddDays(9));
        Assert.Contains(await Market.LettersToAsync("doi@example.vn", Ct), l => l.Contains("08/04/2026", StringComparison.Ordinal)); // the fair's own letter
        Desks.Must(await Get<OcopMarket.Promotion.Participation.AcceptOffer>().RunAsync(new(Desks.StaffOf(tea, ProducerRights.Fairs), application), Ct)); // asked again, it stays

        Assert.Equal(At(19).AddDays(7), Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct)).Start);
        Clock.SetVietnam(First, new(18, 40));
        await RunJobAsync();
        Assert.DoesNotContain(await Market.LettersToAsync("doi@example.vn", Ct), l => l.Contains("sắp bắt đầu", StringComparison.Ordinal));
        Clock.SetVietnam(First.AddDays(7), new(18, 40));
        await RunJobAsync();
        Assert.Contains(await Market.LettersToAsync("doi@example.vn", Ct), l => l.Contains("sắp bắt đầu: 19:00 ngày 08/04/2026", StringComparison.Ordinal));
        Reset();
    }

    [Fact]
    public async Task What_is_over_shows_its_recording_and_nothing_before()
    {
        var (fair, slug, tea, application) = await ExhibitorAsync();
        var session = await AskAsync(tea, application);
        Desks.Must(await DecideAsync(session, true));
        Assert.Equal("promotion.session_not_over", (await RecordAsync(tea, session, "https://youtu.be/abcDEF_-123")).Refusal?.Code);

        Clock.SetVietnam(First, new(19, 30));
        Assert.Equal(SessionStage.OnNow, (await Get<SessionQueries>().FindAsync(slug, session, Ct))!.Session.Stage);
        Clock.SetVietnam(First, new(20, 0));
        Assert.Equal((SessionStage.Over, (string?)null), ((await Get<SessionQueries>().FindAsync(slug, session, Ct))!.Session is var s ? (s.Stage, s.Video?.Address) : default));
        Assert.Equal("promotion.video_link_wrong", (await RecordAsync(tea, session, "javascript:alert(1)")).Refusal?.Code);
        Desks.Must(await RecordAsync(tea, session, "https://youtu.be/abcDEF_-123"));

        Assert.Equal("https://www.youtube-nocookie.com/embed/abcDEF_-123", Assert.Single(await Get<SessionQueries>().OfFairAsync(fair, Ct)).Video?.Player);
        Assert.Equal("promotion.session_past", (await Get<CancelSession>().RunAsync(new(FairPlaces.Officer, session, await VersionAsync(session), "x"), Ct)).Refusal?.Code);
        Reset();
    }

    private async Task<(FairId Fair, string Slug, ProductOnSale Product, FairApplicationId Application)> ExhibitorAsync()
    {
        Reset();
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ExhibitorAsync(fair);
        return (fair, (await Market.BoardAsync(fair)).Fair.Slug, product, application);
    }

    private void Reset() => Clock.SetVietnam(Start, new(9, 0));

    private static DateTimeOffset At(int hour) => OcopMarket.Platform.Clock.VietnamTime.StartOf(First).AddHours(hour);

    private static string Contact(ProductOnSale product) => $"lienhe-{product.Producer}@example.vn";

    private static SessionDraft Draft(ProductOnSale product) => new("Pha một ấm chè", "A pot of tea", First, new(19, 0), new(20, 0), "https://phim.example/che", [product.Product]);

    private Task<Result<FairSessionId>> TryAsync(ProductOnSale product, FairApplicationId application, SessionDraft draft)
        => Get<AskSession>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application, null, 0, draft), Ct);

    private async Task<FairSessionId> AskAsync(ProductOnSale product, FairApplicationId application) => Desks.Must(await TryAsync(product, application, Draft(product)));

    private Task<Result<FairSessionId>> EnterAsync(FairId fair, FairApplicationId? application, string? zone)
        => Get<EnterSession>().RunAsync(new(FairPlaces.Officer, fair, application, new("Phiên của ban tổ chức", null, First, new(19, 0), new(20, 0), "https://phim.example/btc", [], zone)), Ct);

    private async Task<Result> DecideAsync(FairSessionId session, bool confirm, string? reason = null) => await Get<DecideSession>().RunAsync(new(FairPlaces.Officer, session, await VersionAsync(session), confirm, reason), Ct);

    private async Task<Result> RecordAsync(ProductOnSale product, FairSessionId session, string link)
        => await Get<RecordSession>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), session, await VersionAsync(session), link), Ct);

    private async Task<uint> VersionAsync(FairSessionId session)
    {
        await using var db = await OpenAsync();
        return await db.FairSessions.Where(s => s.Id == session).Select(s => EF.Property<uint>(s, "xmin")).SingleAsync(Ct);
    }

    private async Task RemindAsync(string slug, FairSessionId session, string mailbox, bool confirm = true)
    {
        Desks.Must(await Get<AskFairReminder>().RunAsync(slug, mailbox, "vi", Ct, session));
        if (confirm)
        {
            var secret = System.Text.RegularExpressions.Regex.Match(await Market.LastLetterAsync(mailbox, Ct), @"/hoi-cho/nhac/(\S+)").Groups[1].Value;
            Desks.Must(await Get<ConfirmFairReminder>().RunAsync(secret, Ct));
        }
    }

    private async Task RunJobAsync()
    {
        await Get<JobRunner>().RunAsync(SessionReminderJob.Name, Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }
}
