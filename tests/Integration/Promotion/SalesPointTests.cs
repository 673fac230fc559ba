using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Sales points: their way to recognition, who may do what, and the rule on every shelf.</summary>
public sealed class SalesPointTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly IReadOnlyList<Commune> Communes = AreaDirectory.Instance.CommunesOf("01");

    [Fact]
    public async Task A_place_goes_from_proposal_over_survey_and_recognition_to_open()
    {
        var (keeper, commune) = (await Market.AsShopperAsync(), Communes[3]);
        var (office, province) = (SalesPoints.OfficerOf(commune.Code), SalesPoints.Province("01"));
        var point = Desks.Must(await Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, SalesPoints.Draft("Cửa hàng OCOP Bến Đò", commune), []), Ct));
        var slug = (await Market.PointAsync(point)).Slug;
        Assert.Null(await Get<SalesPointQueries>().FindAsync(slug, Ct));

        Assert.Equal("promotion.survey_missing", (await DecideAsync(province, point, PointDecision.Recognise, "15/QĐ-SCT")).Refusal?.Code);
        var survey = Desks.Must(await Get<BeginSurvey>().RunAsync(new(office, point), Ct));
        Assert.Equal(survey, Desks.Must(await Get<BeginSurvey>().RunAsync(new(office, point), Ct))); // after a dropped line it goes on
        var items = PointCriteria.Current.Items;
        foreach (var item in items.Skip(1))
        {
            Desks.Must(await Get<AnswerSurveyItem>().RunAsync(new(office, survey, item.Code, SurveyVerdict.Met, null, []), Ct));
        }

        Assert.Equal(new Refusal("promotion.survey_incomplete", 1), (await Get<FinishSurvey>().RunAsync(new(office, survey), Ct)).Refusal);
        Assert.Equal(items.Count - 1, (await Get<SurveyQueries>().FindAsync(office, survey, Ct))!.Answered);
        Desks.Must(await Get<AnswerSurveyItem>().RunAsync(new(office, survey, items[0].Code, SurveyVerdict.Met, null, []), Ct));
        Desks.Must(await Get<FinishSurvey>().RunAsync(new(office, survey), Ct));
        Assert.Equal(SalesPointState.Surveyed, (await Market.PointAsync(point)).State);

        Assert.Equal("promotion.point_not_your_level", (await DecideAsync(office, point, PointDecision.Recognise, "15/QĐ-SCT")).Refusal?.Code);
        Desks.Must(await DecideAsync(province, point, PointDecision.Recognise, " 15/QĐ-SCT "));
        var recognised = await Get<SalesPointQueries>().FindAsync(slug, Ct);
        Assert.Equal((SalesPointState.Recognised, new PointRecognition("15/QĐ-SCT", Clock.Today(), "950-2023")), (recognised!.State, recognised.Recognition));
        Assert.NotNull(await CardAsync(slug, c => !c.IsOpened));

        Desks.Must(await Get<ConfirmSalesPoint>().RunAsync(new(keeper.Actor, point), Ct));
        Assert.NotNull(await CardAsync(slug, c => c is { IsOpened: true, IsDoubtful: false }));
        await using var db = await OpenAsync();
        var actions = await db.Set<OcopMarket.Platform.Audit.AuditEntry>().Where(e => e.Subject == $"sales_point:{point}").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Ct);
        Assert.Equal(["promotion.point_proposed", "promotion.survey_begun", "promotion.survey_finished", "promotion.point_recognised", "promotion.point_confirmed"], actions);
    }

    [Fact]
    public async Task A_required_item_that_is_not_met_stands_in_the_way_and_the_operator_reads_why()
    {
        var (keeper, commune) = (await Market.AsShopperAsync(), Communes[4]);
        var (office, province) = (SalesPoints.OfficerOf(commune.Code), SalesPoints.Province("01"));
        var point = Desks.Must(await Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, SalesPoints.Draft("Quầy Chợ Mới", commune), []), Ct));
        var survey = Desks.Must(await Get<BeginSurvey>().RunAsync(new(office, point), Ct));
        var sign = PointCriteria.Current.Items.Single(i => i.Code == "bien-hieu");
        Assert.Equal("promotion.point_reason_missing", (await Get<AnswerSurveyItem>().RunAsync(new(office, survey, sign.Code, SurveyVerdict.NotMet, " ", []), Ct)).Refusal?.Code);
        foreach (var item in PointCriteria.Current.Items)
        {
            Desks.Must(await Get<AnswerSurveyItem>().RunAsync(new(office, survey, item.Code, item == sign ? SurveyVerdict.NotMet : SurveyVerdict.Met, item == sign ? "Biển tự vẽ" : null, []), Ct));
        }

        Desks.Must(await Get<FinishSurvey>().RunAsync(new(office, survey), Ct));

        var unmet = (await DecideAsync(province, point, PointDecision.Recognise, "16/QĐ-SCT")).Refusal;
        Assert.Equal(new Refusal("promotion.criteria_unmet", new TextInBoth(sign.TextVi, sign.TextEn)), unmet);
        var before = CultureInfo.CurrentUICulture;
        foreach (var (language, said) in new[] { ("vi-VN", sign.TextVi), ("en", sign.TextEn) })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.EndsWith(": " + said, Get<RefusalTexts>().Say(unmet!), StringComparison.Ordinal);
        }

        CultureInfo.CurrentUICulture = before;
        Assert.Equal("promotion.point_reason_missing", (await DecideAsync(province, point, PointDecision.Decline, null)).Refusal?.Code);
        Desks.Must(await DecideAsync(province, point, PointDecision.Decline, null, "Làm lại biển hiệu."));
        var file = await Get<SalesPointDeskQueries>().FindAsync(keeper.Actor, point, Ct);
        Assert.Equal((SalesPointState.Proposed, "Làm lại biển hiệu."), (file!.State, file.StateReason));
    }

    [Fact]
    public async Task What_a_province_counts_is_counted_at_recognition()
    {
        var (commune, province) = (AreaDirectory.Instance.CommunesOf("04")[0], SalesPoints.Province("04"));
        Assert.Equal("promotion.point_not_your_level", (await Get<AddProvinceCriterion>().RunAsync(new(SalesPoints.Province("01"), "04", CriterionKind.Required, "Ít nhất 2 sản phẩm", null, "QĐ tỉnh", PointMeasure.Products, 2, Clock.Today()), Ct)).Refusal?.Code);
        Desks.Must(await Get<AddProvinceCriterion>().RunAsync(new(province, "04", CriterionKind.Required, "Ít nhất 2 sản phẩm", null, "QĐ tỉnh", PointMeasure.Products, 2, Clock.Today()), Ct));
        var (one, two) = (await Market.PutOnSaleAsync("Miến dong một", commune: commune.Code), await Market.PutOnSaleAsync("Miến dong hai", commune: commune.Code));
        var point = Desks.Must(await Get<ProposeSalesPoint>().RunAsync(new(province, SalesPoints.Draft("Điểm bán Non Nước", commune), []), Ct));
        Desks.Must(await Get<ChangeShelf>().RunAsync(new(province, point, [one.Product], []), Ct));
        await SurveyAsync(province, point);

        Assert.Equal(new Refusal("promotion.criteria_unmet", new TextInBoth("Ít nhất 2 sản phẩm", null)), (await DecideAsync(province, point, PointDecision.Recognise, "1/QĐ")).Refusal);
        Desks.Must(await Get<ChangeShelf>().RunAsync(new(province, point, [two.Product], []), Ct));
        Desks.Must(await DecideAsync(province, point, PointDecision.Recognise, "1/QĐ"));
    }

    [Fact]
    public async Task A_place_proposed_twice_under_two_spellings_is_asked_about()
    {
        var (commune, keeper) = (Communes[5], await Market.AsShopperAsync());
        var first = await Market.OpenPointAsync("Điểm giới thiệu và bán sản phẩm OCOP Hàng Bông", commune);
        var again = SalesPoints.Draft("CUA HANG OCOP HANG BONG", commune, off: (0.004, 0));

        Assert.Equal(new Refusal("promotion.point_looks_known", "Điểm giới thiệu và bán sản phẩm OCOP Hàng Bông"), (await Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, again, []), Ct)).Refusal);
        Assert.Equal([first], (await Get<SimilarPoints>().OfAsync(again, Ct)).Select(s => s.Id));
        Assert.Equal([first], (await Get<SimilarPoints>().OfAsync(SalesPoints.Draft("Quán khác hẳn", commune, off: (0.0001, 0)), Ct)).Select(s => s.Id)); // the same spot
        Assert.Empty(await Get<SimilarPoints>().OfAsync(SalesPoints.Draft("Quán khác hẳn", commune, off: (0.004, 0)), Ct));

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ => await Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, again, [first]), Ct)));
        Assert.Single(both, r => r.Succeeded); // sent twice at once, the second is asked too
        Assert.Single(both, r => r.Refusal?.Code == "promotion.point_looks_known");
    }

    [Fact]
    public async Task Coordinates_the_wrong_way_round_or_in_the_sea_are_refused()
    {
        var (commune, keeper) = (Communes[6], await Market.AsShopperAsync());
        var draft = SalesPoints.Draft("Cửa hàng tọa độ", commune);

        Assert.Equal("platform.pin_swapped", (await ProposeAsync(new GeoPoint(commune.Lon, commune.Lat).ToString())).Refusal?.Code);
        Assert.Equal("platform.pin_elsewhere", (await ProposeAsync("16.0, 113.5")).Refusal?.Code);
        Assert.Equal("platform.pin_unreadable", (await ProposeAsync("ở gần chợ")).Refusal?.Code);
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from promotion.sales_points where name = {draft.Name}").SingleAsync(Ct));

        Task<Result<SalesPointId>> ProposeAsync(string pin) => Get<ProposeSalesPoint>().RunAsync(new(keeper.Actor, draft with { Pin = pin }, []), Ct);
    }

    [Fact]
    public async Task A_keeper_of_one_point_cannot_touch_another()
    {
        var (tea, here, there) = (await Market.PutOnSaleAsync("Chè giữ kệ"), Communes[7], Communes[8]);
        var (own, other) = (await Market.OpenPointAsync("Cửa hàng Suối Một", here), await Market.OpenPointAsync("Cửa hàng Đồi Hai", there));
        var keeper = await Market.AsShopperAsync();
        await KeepAsync(keeper, own);

        Desks.Must(await Get<ChangeShelf>().RunAsync(new(keeper.Actor, own, [tea.Product], []), Ct));
        var file = await Market.PointAsync(other);
        Result[] tries =
        [
            await Get<ChangeShelf>().RunAsync(new(keeper.Actor, other, [tea.Product], []), Ct), await Get<ConfirmSalesPoint>().RunAsync(new(keeper.Actor, other), Ct),
            await Get<KeepOtherGoods>().RunAsync(new(keeper.Actor, other, []), Ct), await Get<ChangeSalesPoint>().RunAsync(new(keeper.Actor, other, file.Version, file.Draft), Ct),
            await Get<KeepHours>().RunAsync(new(keeper.Actor, other, file.Version, "0912345678", file.Draft.Hours, [], null, null, null, []), Ct),
            await Get<MoveSalesPoint>().RunAsync(new(keeper.Actor, own, (await Market.PointAsync(own)).Version, PointMove.Close, "Thôi"), Ct), // not even their own: an office closes
            await Get<SendPointPeriod>().RunAsync(new(keeper.Actor, other, 2026, 1, 1, new Money(1), 1, 1, null), Ct), await Get<InviteKeeper>().RunAsync(new(keeper.Actor, other, "ai@example.vn", "vi"), Ct),
        ];

        Assert.All(tries, t => Assert.Equal("promotion.point_unknown", t.Refusal?.Code));
        Assert.Null(await Get<SalesPointDeskQueries>().FindAsync(keeper.Actor, other, Ct));
        Assert.Equal(file.Version, (await Market.PointAsync(other)).Version);
        Assert.Equal([own], (await Get<SalesPointDeskQueries>().KeptByAsync(keeper.Actor, Ct)).Select(p => p.Id));
    }

    [Fact]
    public async Task A_revoked_product_leaves_the_shelf_at_once_and_the_keeper_is_told_which_label_to_take_down()
    {
        var (tea, honey) = (await Market.PutOnSaleAsync("Chè bị thu hồi ở kệ"), await Market.PutOnSaleAsync("Mật còn trên kệ"));
        var point = await Market.OpenPointAsync("Cửa hàng Gỡ Nhãn", Communes[9], shelf: [tea.Product, honey.Product]);
        var keeper = await Market.AsShopperAsync();
        await KeepAsync(keeper, point);
        var slug = (await Market.PointAsync(point)).Slug;
        await using (var db = await OpenAsync())
        {
            var effects = new List<(EndingEffect Effect, int Count)>();
            foreach (var effect in Market.Services.GetServices<IEffectsOfEnding>())
            {
                effects.AddRange(await effect.OfAsync(db, tea.Product, Ct));
            }

            Assert.Contains((EndingEffect.SalesPoints, 1), effects);
        }

        await Market.RevokeAsync(tea);

        Assert.Equal([honey.Product], (await Get<SalesPointQueries>().FindAsync(slug, Ct))!.Shelf.Select(g => g.Product));
        Assert.NotNull(await CardAsync(slug, c => c.Products == 1));
        Assert.Empty((await Get<SalesPointQueries>().ListAsync(new(Product: tea.Product), 1, 20, Ct)).Items);
        Assert.Equal([tea.Product], (await Market.PointAsync(point)).Ended.Select(l => l.Product));
        var letter = await Market.LastLetterAsync(keeper.Email, Ct);
        Assert.Contains("Chè bị thu hồi ở kệ", letter, StringComparison.Ordinal);
        Assert.Contains("Cửa hàng Gỡ Nhãn", letter, StringComparison.Ordinal);
        Assert.Contains($"/diem-ban-cua-toi/{point}/ke-hang", letter, StringComparison.Ordinal);
        Assert.Equal(new Refusal("promotion.goods_not_in_force", tea.Name), (await Get<ChangeShelf>().RunAsync(new(keeper.Actor, point, [tea.Product], []), Ct)).Refusal);
        Desks.Must(await Get<ChangeShelf>().RunAsync(new(keeper.Actor, point, [], [tea.Product]), Ct));
        Assert.Empty((await Market.PointAsync(point)).Ended);
    }

    [Fact]
    public async Task What_runs_out_is_counted_on_no_shelf_from_the_first_moment_of_the_next_day()
    {
        var tea = await Market.PutOnSaleAsync("Chè hết hạn trên kệ", validThrough: Clock.Today().AddDays(1));
        var point = await Market.OpenPointAsync("Cửa hàng Qua Đêm", AreaDirectory.Instance.CommunesOf("12")[0], shelf: [tea.Product, (await Market.PutOnSaleAsync("Mật còn hạn")).Product]);
        var slug = (await Market.PointAsync(point)).Slug;
        Clock.SetVietnam(Clock.Today().AddDays(1), new(23, 59, 59));
        Assert.NotNull(await CardAsync(slug, c => c.Products == 2));
        Assert.NotEmpty((await Get<SalesPointQueries>().ListAsync(new(Product: tea.Product), 1, 20, Ct)).Items);

        Clock.Advance(TimeSpan.FromSeconds(1)); // nothing in the database has changed, and no notice comes

        Assert.Equal(1, Assert.Single((await Get<SalesPointQueries>().ListAsync(new("12"), 1, 20, Ct)).Items).Products);
        Assert.Empty((await Get<SalesPointQueries>().ListAsync(new(Product: tea.Product), 1, 20, Ct)).Items);
    }

    [Fact]
    public async Task What_nobody_confirms_becomes_doubtful_and_comes_last_until_its_keeper_answers_the_letter()
    {
        var commune = AreaDirectory.Instance.CommunesOf("08")[0];
        var (old, fresh) = (await Market.OpenPointAsync("A Điểm lâu không hỏi", commune), await Market.OpenPointAsync("B Điểm mới hỏi", commune, draft: SalesPoints.Draft("B Điểm mới hỏi", commune, off: (0.01, 0))));
        var keeper = await Market.AsShopperAsync();
        await KeepAsync(keeper, old);
        Assert.Equal([old, fresh], await OrderAsync(old));

        Clock.Advance(TimeSpan.FromDays(90));
        Desks.Must(await Get<ConfirmSalesPoint>().RunAsync(new(SalesPoints.OfficerOf(commune.Code), fresh), Ct));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([fresh, old], await OrderAsync(fresh));
        Assert.NotNull(await CardAsync((await Market.PointAsync(old)).Slug, c => c.IsDoubtful));

        var job = new AskPointsJob(Get<IDbContextFactory<MarketDbContext>>(), Get<OcopMarket.Platform.Settings.DatedSettings>(), Get<OcopMarket.Platform.Outbox.EventOutbox>(), Clock);
        await job.RunAsync(Ct);
        await job.RunAsync(Ct); // a second run the same day asks nobody again
        Assert.Single((await Market.LettersToAsync(keeper.Email, Ct)), l => l.Contains("A Điểm lâu không hỏi", StringComparison.Ordinal) && l.Contains("xac-nhan", StringComparison.Ordinal));
        var secret = (await Market.LinkOfLastLetterAsync(keeper.Email, Ct)).Split('/')[^1];

        Assert.Equal(old, (await Get<KeeperQueries>().AskedAboutAsync(secret, Ct))!.Value.Id);
        Assert.NotNull(await CardAsync((await Market.PointAsync(old)).Slug, c => c.IsDoubtful)); // looking answers nothing
        Assert.Equal("promotion.invitation_over", (await Get<ConfirmByLetter>().RunAsync(secret[..^3] + "AAA", Ct)).Refusal?.Code);
        Desks.Must(await Get<ConfirmByLetter>().RunAsync(secret, Ct));
        Assert.Equal([old, fresh], await OrderAsync(old));

        Desks.Must(await Get<RemoveKeeper>().RunAsync(new(keeper.Actor, old, keeper.Account), Ct));
        Assert.Equal("promotion.invitation_over", (await Get<ConfirmByLetter>().RunAsync(secret, Ct)).Refusal?.Code);

        async Task<IEnumerable<SalesPointId>> OrderAsync(SalesPointId first) => (await Eventually.GetAsync(() => Get<SalesPointQueries>().ListAsync(new("08"), 1, 20, Ct), l => l.Items.Count == 2 && l.Items[0].Id == first)).Items.Select(c => c.Id);
    }

    [Fact]
    public async Task Two_reports_that_wait_make_a_point_doubtful_and_an_answer_clears_it()
    {
        var commune = Communes[10];
        var point = await Market.OpenPointAsync("Cửa hàng Bị Báo", commune);
        var slug = (await Market.PointAsync(point)).Slug;

        Desks.Must(await Get<SendPointReport>().RunAsync(new(slug, PointReportKind.Closed, "Cửa khóa cả tuần", null), Ct));
        Assert.NotNull(await CardAsync(slug, c => !c.IsDoubtful));
        Desks.Must(await Get<SendPointReport>().RunAsync(new(slug, PointReportKind.WrongHours, null, "0900000000"), Ct));
        Assert.NotNull(await CardAsync(slug, c => c.IsDoubtful));
        Assert.True((await Get<SalesPointQueries>().FindAsync(slug, Ct))!.IsDoubtful);

        var office = SalesPoints.OfficerOf(commune.Code);
        var waiting = (await Get<SalesPointDeskQueries>().ListAsync(office, new(), PointNeeds.Reported, null, 1, Ct)).Value;
        Assert.Equal([point], waiting.Items.Select(r => r.Id));
        var report = (await Get<SalesPointDeskQueries>().FindAsync(office, point, Ct))!.Reports[0];
        Assert.Equal("promotion.point_unknown", (await Get<AnswerPointReport>().RunAsync(new(SalesPoints.OfficerOf(Communes[11].Code), report.Id, "Đã xem"), Ct)).Refusal?.Code);
        Desks.Must(await Get<AnswerPointReport>().RunAsync(new(office, report.Id, "Đã gọi điện, vẫn mở."), Ct));
        Assert.NotNull(await CardAsync(slug, c => !c.IsDoubtful));
    }

    [Fact]
    public async Task After_how_many_days_and_reports_a_point_is_doubtful_is_said_by_an_administrator()
    {
        var commune = AreaDirectory.Instance.CommunesOf("19")[0];
        var point = await Market.OpenPointAsync("Cửa hàng Theo Cài Đặt", commune);
        var slug = (await Market.PointAsync(point)).Slug;
        Desks.Must(await Get<SendPointReport>().RunAsync(new(slug, PointReportKind.Closed, null, null), Ct));
        Assert.False((await Get<SalesPointQueries>().FindAsync(slug, Ct))!.IsDoubtful);

        await SetAsync(SalesPointSettings.DoubtfulReports.Key, "1");
        Assert.True((await Get<SalesPointQueries>().FindAsync(slug, Ct))!.IsDoubtful);
        await SetAsync(SalesPointSettings.DoubtfulReports.Key, "2");
        await SetAsync(SalesPointSettings.DoubtfulDays.Key, "20");
        Clock.Advance(TimeSpan.FromDays(20));
        Assert.False((await Get<SalesPointQueries>().FindAsync(slug, Ct))!.IsDoubtful);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Get<SalesPointQueries>().FindAsync(slug, Ct))!.IsDoubtful);
        await SetAsync(SalesPointSettings.DoubtfulDays.Key, "90");

        async Task SetAsync(string key, string value) => Desks.Must(await Get<OcopMarket.Platform.Settings.ChangeSetting>().RunAsync(new(Actor.Operator("máy"), key, value, Clock.Today(), "Thử"), Ct));
    }

    [Fact]
    public async Task A_keeper_takes_along_what_is_known_of_them_and_leaves_no_address_behind()
    {
        var point = await Market.OpenPointAsync("Cửa hàng Dữ Liệu Riêng", AreaDirectory.Instance.CommunesOf("20")[0]);
        var keeper = await Market.AsShopperAsync();
        await KeepAsync(keeper, point);

        var data = await Get<OcopMarket.Accounts.Profile.PersonalDataQueries>().OfAsync(keeper.Actor, Ct);
        Assert.Contains("Cửa hàng Dữ Liệu Riêng", System.Text.Json.JsonSerializer.Serialize(data!.Records["sales_points"], OcopMarket.Platform.PlatformJson.Options), StringComparison.Ordinal);
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from promotion.keeper_invitations where email = {keeper.Email}").SingleAsync(Ct));

        await db.Database.BeginTransactionAsync(Ct);
        foreach (var module in Market.Services.GetServices<OcopMarket.Accounts.Contracts.IForgetPerson>())
        {
            await module.ForgetAsync(db, keeper.Account, Ct);
        }

        await db.Database.CommitTransactionAsync(Ct);
        Assert.Empty(await Get<SalesPointDeskQueries>().KeptByAsync(keeper.Actor, Ct));
    }

    [Fact]
    public async Task The_nearest_come_first_and_only_what_is_open_at_this_minute_where_that_is_asked()
    {
        var commune = AreaDirectory.Instance.CommunesOf("11")[0];
        var here = new GeoPoint(commune.Lat, commune.Lon);
        var far = await Market.OpenPointAsync("Điểm xa", commune, draft: SalesPoints.Draft("Điểm xa", commune, off: (0.05, 0)));
        var near = await Market.OpenPointAsync("Điểm gần đêm", commune, draft: SalesPoints.Draft("Điểm gần đêm", commune, off: (0.01, 0), hours: "18:00-23:00"));

        var all = await Eventually.GetAsync(() => Get<SalesPointQueries>().ListAsync(new("11", Near: here), 1, 20, Ct), l => l.Items.Count(c => c.IsOpened) == 2);
        Assert.Equal([near, far], all.Items.Select(c => c.Id));
        Assert.Equal(1112, all.Items[0].Metres!.Value, 2.0);

        Clock.SetVietnam(Clock.Today(), new TimeOnly(17, 59));
        Assert.Equal([far], (await Get<SalesPointQueries>().ListAsync(new("11", Near: here, OpenNow: true), 1, 20, Ct)).Items.Select(c => c.Id));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([near, far], (await Get<SalesPointQueries>().ListAsync(new("11", Near: here, OpenNow: true), 1, 20, Ct)).Items.Select(c => c.Id));
    }

    [Fact]
    public async Task An_office_suspends_and_closes_with_reasons_and_the_page_says_so()
    {
        var point = await Market.OpenPointAsync("Cửa hàng Đóng Mở", Communes[12]);
        var (office, slug) = (SalesPoints.OfficerOf(Communes[12].Code), (await Market.PointAsync(point)).Slug);
        Assert.Equal("promotion.point_reason_missing", (await MoveAsync(PointMove.Suspend, null)).Refusal?.Code);
        Desks.Must(await MoveAsync(PointMove.Suspend, "Sửa nhà"));
        Assert.DoesNotContain((await Eventually.GetAsync(() => Get<SalesPointQueries>().ListAsync(new("01"), 1, 100, Ct), l => l.Items.All(c => c.Slug != slug))).Items, c => c.Slug == slug);
        Assert.Equal((SalesPointState.Suspended, "Sửa nhà"), await StateAsync());
        Desks.Must(await MoveAsync(PointMove.Open, null));
        var seen = (await Market.PointAsync(point)).Version;
        Desks.Must(await MoveAsync(PointMove.Close, "Nghỉ bán"));
        Assert.Equal("promotion.point_changed_meanwhile", (await Get<MoveSalesPoint>().RunAsync(new(office, point, seen, PointMove.Suspend, "Trễ"), Ct)).Refusal?.Code);
        Assert.Equal("promotion.point_wrong_state", (await MoveAsync(PointMove.Open, null)).Refusal?.Code);
        Assert.Equal((SalesPointState.Closed, "Nghỉ bán"), await StateAsync());

        async Task<Result> MoveAsync(PointMove move, string? reason) => await Get<MoveSalesPoint>().RunAsync(new(office, point, (await Market.PointAsync(point)).Version, move, reason), Ct);

        async Task<(SalesPointState, string?)> StateAsync() => await Get<SalesPointQueries>().FindAsync(slug, Ct) is { } view ? (view.State, view.StateReason) : default;
    }

    [Fact]
    public async Task A_quarter_is_reported_once_it_has_begun_and_corrected_by_sending_it_again()
    {
        var point = await Market.OpenPointAsync("Cửa hàng Báo Cáo", Communes[13]);
        var keeper = await Market.AsShopperAsync();
        await KeepAsync(keeper, point);
        var (year, next) = (Clock.Today().Year, (Clock.Today().Month + 2) / 3 + 1);

        Assert.Equal("promotion.period_numbers_wrong", (await SendAsync(next > 4 ? year + 1 : year, next > 4 ? 1 : next, 1)).Refusal?.Code);
        Assert.Equal("promotion.period_numbers_wrong", (await SendAsync(year - 1, 4, -1)).Refusal?.Code);
        Desks.Must(await SendAsync(year - 1, 4, 10));
        Desks.Must(await SendAsync(year - 1, 4, 12));
        var period = Assert.Single((await Market.PointAsync(point)).Periods);
        Assert.Equal((year - 1, 4, 12, new Money(5_000_000)), (period.Year, period.Quarter, period.Products, period.Revenue));

        Task<Result> SendAsync(int y, int quarter, int products) => Get<SendPointPeriod>().RunAsync(new(keeper.Actor, point, y, quarter, products, new Money(5_000_000), 100, 1, null), Ct);
    }

    private Task<Result> DecideAsync(Actor actor, SalesPointId point, PointDecision decision, string? number, string? reason = null) => DecideAsync(actor, point, decision, number, reason, Clock.Today().AddMonths(6));

    private async Task<Result> DecideAsync(Actor actor, SalesPointId point, PointDecision decision, string? number, string? reason, DateOnly review)
        => await Get<DecidePoint>().RunAsync(new(actor, point, (await Market.PointAsync(point)).Version, decision, number, Clock.Today(), review, reason), Ct);

    private async Task SurveyAsync(Actor actor, SalesPointId point)
    {
        var survey = Desks.Must(await Get<BeginSurvey>().RunAsync(new(actor, point), Ct));
        foreach (var item in (await Get<SurveyQueries>().FindAsync(actor, survey, Ct))!.Items)
        {
            Desks.Must(await Get<AnswerSurveyItem>().RunAsync(new(actor, survey, item.Criterion.Code, SurveyVerdict.Met, null, []), Ct));
        }

        Desks.Must(await Get<FinishSurvey>().RunAsync(new(actor, survey), Ct));
    }

    /// <summary>By the letter of an invitation.</summary>
    private async Task KeepAsync(TestPerson keeper, SalesPointId point)
    {
        Desks.Must(await Get<InviteKeeper>().RunAsync(new(Actor.Operator("máy"), point, keeper.Email, "vi"), Ct));
        var secret = (await Market.LinkOfLastLetterAsync(keeper.Email, Ct)).Split("ma=")[1];
        Assert.Equal(point, Desks.Must(await Get<AcceptKeeping>().RunAsync(new(keeper.Actor, secret), Ct)));
        Assert.Equal("promotion.invitation_over", (await Get<AcceptKeeping>().RunAsync(new(keeper.Actor, secret), Ct)).Refusal?.Code);
    }

    /// <summary>The point in the list as expected, once the notice of the change has come round; null when it does not.</summary>
    private async Task<PointCard?> CardAsync(string slug, Func<PointCard, bool> isExpected)
        => (await Eventually.GetAsync(() => Get<SalesPointQueries>().AllAsync(Ct), l => l.Any(c => c.Slug == slug && isExpected(c)))).SingleOrDefault(c => c.Slug == slug && isExpected(c));
}
