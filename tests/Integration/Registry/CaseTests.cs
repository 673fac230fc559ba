using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Officers;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Misuse;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Registry.Producers;
using OcopMarket.Tests.Integration.Ordering;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>The officers' work over all queues: taken up, handed over, put back, covered for.</summary>
public sealed class CaseTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private CaseQueries Cases => Get<CaseQueries>();

    [Fact]
    public async Task Every_queue_hands_over_the_same_way_and_a_decided_case_is_nobodys_work_any_more()
    {
        const string Here = "16645", Next = "16624";
        var product = await Market.PutOnSaleAsync("Nem chua Hà Trung", commune: Here);
        var (first, second, next, province) = (await OfficerAsync(Here, "Lê Thị Hoa"), await OfficerAsync(Here, "Phạm Văn Đức"), await OfficerAsync(Next, "Người Xã Bên"), await Market.AsProvinceOfficerAsync("38"));
        var owner = await Market.AsStaffOfAsync(product.Producer);
        var application = await Market.ApplyAsync((await Market.AsShopperAsync()).Actor, Here);
        var proposal = Desks.Must(await Get<ProposeLicence>().RunAsync(new(owner.Actor, product.Producer, LicenceKind.FoodSafety, "12/2026/ATTP", new(2026, 1, 1)), Ct));
        Desks.Must(await Get<SuspendProducer>().RunAsync(new(first.Actor, product.ProducerSlug, "Chờ kiểm tra lại nhãn"), Ct));
        Desks.Must(await Get<AppealSuspension>().RunAsync(new(owner.Actor, product.Producer, "Nhãn đã được sửa"), Ct));
        Desks.Must(await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Label, "Nem chua lạ", "Nhãn sai", Here), Ct));
        await Market.SubmitChangeAsync(product, "Nem gói lá chuối.");
        Desks.Must(await Get<TakeDownListing>().RunAsync(new(first.Actor, product.Listing, TakeDownReason.LabelFalse, "Nhãn ghi sai khối lượng"), Ct));

        var open = await OpenAsync(first.Actor, Whose.All);
        Assert.Equal([CaseKind.Application, CaseKind.LicenceProposal, CaseKind.Appeal, CaseKind.MisuseReport, CaseKind.Revision, CaseKind.TakeDown], open.Select(c => c.Kind).Order());
        Assert.Empty(await OpenAsync(next.Actor, Whose.All));
        Assert.Empty(await OpenAsync(first.Actor, Whose.Mine));
        foreach (var row in open)
        {
            Assert.Equal("registry.case_unknown", (await Get<TakeCase>().RunAsync(next.Actor, row.Kind, row.Id, Ct)).Refusal?.Code);
            Desks.Must(await Get<TakeCase>().RunAsync(first.Actor, row.Kind, row.Id, Ct));
            Desks.Must(await Get<TakeCase>().RunAsync(first.Actor, row.Kind, row.Id, Ct)); // pressed twice
            Assert.Equal("registry.case_held", (await Get<TakeCase>().RunAsync(second.Actor, row.Kind, row.Id, Ct)).Refusal?.Code);
            Assert.Equal("registry.case_not_yours", (await Get<PutCaseBack>().RunAsync(second.Actor, row.Kind, row.Id, null, Ct)).Refusal?.Code);
            Assert.Equal("registry.reason_missing", (await HandAsync(first, row, second.Account, " ")).Refusal?.Code);
            Assert.Equal("registry.colleague_without_right", (await HandAsync(first, row, next.Account, "giúp")).Refusal?.Code);
            Assert.Equal("registry.colleague_without_right", (await HandAsync(province, row, province.Account, "về tôi")).Refusal?.Code);
            Assert.Equal("registry.case_unknown", (await HandAsync(next, row, second.Account, "giúp")).Refusal?.Code);
            Desks.Must(await HandAsync(first, row, second.Account, "Tôi đi họp"));
            var view = (await Cases.FindAsync(second.Actor, row.Kind, row.Id, Ct))!;
            Assert.Equal(("Phạm Văn Đức", true, "Tôi đi họp", 2), (view.Holder?.Name, view.Mine, view.History[0].Note, view.History.Count));
            Assert.Equal([first.Account, province.Account], view.Colleagues.Select(c => c.Account).Where(new[] { first.Account, second.Account, next.Account, province.Account }.Contains)); // the province has others' officers too
        }

        Assert.Equal(6, (await OpenAsync(second.Actor, Whose.Mine)).Count);
        Assert.Empty(await OpenAsync(first.Actor, Whose.Mine));
        Assert.Empty(await OpenAsync(first.Actor, Whose.Nobody));
        Assert.Equal("Phạm Văn Đức", (await Get<ApplicationQueries>().QueueAsync(second.Actor, new() { Whose = Whose.Mine }, ApplicationState.Submitted, 1, Ct)).Value.Rows.Single(r => r.Id == application).Holder?.Name);
        Assert.Equal(0, (await Get<ApplicationQueries>().QueueAsync(first.Actor, new() { Whose = Whose.Nobody }, ApplicationState.Submitted, 1, Ct)).Value.Total);
        Assert.Equal((1, 0), ((await Get<ModerationQueries>().QueueAsync(second.Actor, new() { Whose = Whose.Mine }, 1, Ct)).Total, (await Get<ModerationQueries>().QueueAsync(first.Actor, new() { Whose = Whose.Mine }, 1, Ct)).Total));
        Assert.Equal((1, 0), ((await Get<ModerationQueries>().OpenTakeDownsAsync(second.Actor, Whose.Mine, Ct)).Count, (await Get<ModerationQueries>().OpenTakeDownsAsync(second.Actor, Whose.Nobody, Ct)).Count));
        Assert.Equal((MisuseState.Working, 0), ((await Get<MisuseQueries>().QueueAsync(second.Actor, new() { Whose = Whose.Mine }, false, Ct)).Value.Single().State, (await Get<MisuseQueries>().QueueAsync(first.Actor, new() { Whose = Whose.Nobody }, false, Ct)).Value.Count));
        Assert.Contains((await Get<AuditQueries>().SearchAsync((await Market.AsAdministratorAsync()).Actor, new(Subject: $"application:{application}"), null, 50, Ct)), e => e.Action == "registry.case_handed_over" && e.Reason == "Tôi đi họp");

        // who handed a case over takes it back; who deals with one puts it back
        var paper = open.Single(c => c.Kind is CaseKind.LicenceProposal);
        Desks.Must(await Get<TakeCase>().RunAsync(first.Actor, paper.Kind, paper.Id, Ct));
        Desks.Must(await Get<PutCaseBack>().RunAsync(first.Actor, paper.Kind, paper.Id, "Cần người am hiểu", Ct));
        Assert.Equal(paper.Id, Assert.Single(await OpenAsync(second.Actor, Whose.Nobody)).Id);

        Desks.Must(await Get<AnswerLicenceProposal>().RunAsync(new(second.Actor, proposal, null), Ct));
        Desks.Must(await Get<LiftSuspension>().RunAsync(new(second.Actor, product.ProducerSlug, "Đã kiểm tra"), Ct));
        Desks.Must(await Get<RestoreListing>().RunAsync(new(second.Actor, product.Listing, "Nhãn đúng"), Ct));
        var (revision, submitted) = await Market.LastRevisionAsync(product);
        Desks.Must(await Get<ApproveRevision>().RunAsync(new(second.Actor, revision, submitted), Ct));
        Desks.Must(await Get<ConfirmApplication>().RunAsync(second.Actor, application, Ct));
        Desks.Must(await Get<AnswerMisuseReport>().RunAsync(new(second.Actor, open.Single(c => c.Kind is CaseKind.MisuseReport).Id, "Đã xử lý"), Ct));
        Assert.Empty(await OpenAsync(second.Actor, Whose.All));
        await using var db = await OpenAsync();
        Assert.Equal(0, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from registry.hand_overs where ended_at is null and commune_code = {Here}").SingleAsync(Ct));
        Assert.Equal("registry.case_closed", (await Get<TakeCase>().RunAsync(first.Actor, paper.Kind, paper.Id, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task While_an_officer_is_away_old_and_new_work_is_the_covers_and_on_the_day_after_it_is_not()
    {
        const string Here = "15766", Next = "16171";
        var (away, cover, next, fairs) = (await OfficerAsync(Here, "Đỗ Đi Vắng"), await OfficerAsync(Here, "Vũ Làm Thay"), await OfficerAsync(Next, "Người Xã Bên"), await Market.AsCommuneOfficerAsync(Here, OfficeTasks.Fairs));
        var (today, old) = (Clock.Today(), await ReportAsync(Here, "Cũ"));
        Desks.Must(await Get<TakeCase>().RunAsync(away.Actor, CaseKind.MisuseReport, old, Ct));

        Assert.Equal("registry.cover_without_right", (await AwayAsync(away, away, next, today, today)).Refusal?.Code);
        Assert.Equal("registry.cover_without_right", (await AwayAsync(away, away, fairs, today, today)).Refusal?.Code);
        Assert.Equal("registry.cover_without_right", (await AwayAsync(away, away, away, today, today)).Refusal?.Code);
        Assert.Equal("registry.officers_only", (await AwayAsync(cover, away, cover, today, today)).Refusal?.Code);
        Assert.Equal("registry.absence_days_wrong", (await AwayAsync(away, away, cover, today.AddDays(-1), today)).Refusal?.Code);
        Assert.Equal("registry.absence_days_wrong", (await AwayAsync(away, away, cover, today.AddDays(1), today)).Refusal?.Code);
        Desks.Must(await AwayAsync(await Market.AsAdministratorAsync(), away, cover, today.AddDays(1), today.AddDays(3)));
        Assert.Equal("registry.absent_already", (await AwayAsync(away, away, cover, today.AddDays(3), today.AddDays(4))).Refusal?.Code);
        Assert.Equal("registry.covers_for_somebody", (await AwayAsync(cover, cover, await OfficerAsync(Here, "Người Thứ Ba"), today.AddDays(2), today.AddDays(2))).Refusal?.Code);
        Desks.Must(await AwayAsync(cover, cover, away, today, today));
        Assert.Equal("registry.cover_is_away", (await AwayAsync(away, away, cover, today, today)).Refusal?.Code);
        Assert.Empty(await OpenAsync(cover.Actor, Whose.Mine));

        Clock.Advance(TimeSpan.FromDays(1));
        var fresh = await ReportAsync(Here, "Mới");
        await ReportAsync(Next, "Xã bên");
        Assert.Equal([old, fresh], (await OpenAsync(cover.Actor, Whose.Mine)).Select(c => c.Id));
        Assert.Equal(("Đỗ Đi Vắng", "Vũ Làm Thay"), ((await OpenAsync(away.Actor, Whose.Mine)).Single().Holder is { } h ? (h.Name, h.CoverName) : default));
        Assert.Empty(await OpenAsync(next.Actor, Whose.Mine));
        using (var client = cover.Client())
        {
            var page = await client.GetStringAsync("/can-bo/viec", Ct);
            Assert.Contains("Bạn đang làm thay Đỗ Đi Vắng", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.Contains("Đỗ Đi Vắng (đang vắng, Vũ Làm Thay làm thay)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            using var taken = await client.SubmitAsync($"/can-bo/bao-sai/{old}", $"nhan-viec-{old}", [], Ct);
            Assert.Equal($"/can-bo/bao-sai/{old}", taken.LedTo());
        }

        Assert.Equal(cover.Account, (await Cases.FindAsync(away.Actor, CaseKind.MisuseReport, old, Ct))!.Holder?.Account);
        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal([old], (await OpenAsync(cover.Actor, Whose.Mine)).Select(c => c.Id));
        Assert.Equal([fresh], (await OpenAsync(away.Actor, Whose.Nobody)).Select(c => c.Id));
    }

    [Fact]
    public async Task Who_leaves_the_office_holds_nothing_and_a_cover_of_less_area_is_refused()
    {
        const string Here = "14923";
        var (leaving, staying, province, administrator) = (await OfficerAsync(Here, "Ngô Sắp Nghỉ"), await OfficerAsync(Here, "Bùi Ở Lại"), await Market.AsProvinceOfficerAsync("38"), await Market.AsAdministratorAsync());
        var report = await ReportAsync(Here, "Của người nghỉ");
        Desks.Must(await Get<TakeCase>().RunAsync(leaving.Actor, CaseKind.MisuseReport, report, Ct));
        Assert.Equal("registry.cover_without_right", (await AwayAsync(province, province, staying, Clock.Today(), Clock.Today())).Refusal?.Code);
        Desks.Must(await AwayAsync(leaving, leaving, province, Clock.Today(), Clock.Today()));
        var board = (await Get<AbsenceQueries>().OfAsync(leaving.Actor, leaving.Account, Ct))!;
        Desks.Must(await Get<EndAbsence>().RunAsync(leaving.Actor, board.Own.Single().Id, Ct));
        Assert.Empty((await Get<AbsenceQueries>().OfAsync(leaving.Actor, leaving.Account, Ct))!.Own);
        Assert.Equal("registry.officers_only", (await Get<EndAbsence>().RunAsync(staying.Actor, board.Own.Single().Id, Ct)).Refusal?.Code);

        Desks.Must(await Get<EndAppointment>().RunAsync(new(administrator.Actor, leaving.Account, "Chuyển công tác"), Ct));

        Assert.Equal(report, Assert.Single(await OpenAsync(staying.Actor, Whose.Nobody)).Id);
        Desks.Must(await Get<TakeCase>().RunAsync(staying.Actor, CaseKind.MisuseReport, report, Ct));
        Assert.Equal("Bùi Ở Lại", (await Cases.FindAsync(staying.Actor, CaseKind.MisuseReport, report, Ct))!.Holder?.Name);
    }

    [Fact]
    public async Task A_file_being_imported_is_seen_by_whom_it_was_handed_to_and_by_nobody_else()
    {
        const string Here = "15607";
        var (first, second, third) = (await OfficerAsync(Here, "Người Đưa Tệp"), await OfficerAsync(Here, "Người Nhận Tệp"), await OfficerAsync(Here, "Người Ngoài"));
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("Số giấy chứng nhận,Tên sản phẩm\nX-1,Chè"));
        var file = Desks.Must(await Get<ImportDesk>().BringAsync(new(first.Actor, "dot-1.csv", content, false), Ct));
        Assert.Equal((CaseKind.Import, "dot-1.csv"), Assert.Single(await OpenAsync(first.Actor, Whose.Mine)) is var mine ? (mine.Kind, mine.Title) : default);
        Assert.Empty(await OpenAsync(second.Actor, Whose.All));
        Assert.Null(await Get<ImportFileQueries>().FindAsync(second.Actor, file, Ct));
        Assert.Equal("registry.case_unknown", (await Get<TakeCase>().RunAsync(second.Actor, CaseKind.Import, file, Ct)).Refusal?.Code);

        Desks.Must(await HandAsync(first, mine, second.Account, "Nhờ nhập tiếp"));

        Assert.NotNull(await Get<ImportFileQueries>().FindAsync(second.Actor, file, Ct));
        Assert.Null(await Get<ImportFileQueries>().FindAsync(third.Actor, file, Ct));
        Assert.Equal(file, Assert.Single(await OpenAsync(second.Actor, Whose.Mine)).Id);
        Assert.Empty(await OpenAsync(first.Actor, Whose.Mine));
        using (var client = second.Client())
        {
            using var answer = await client.GetAsync($"/can-bo/nhap/{file}", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Desks.Must(await AwayAsync(second, second, third, Clock.Today(), Clock.Today()));
        Assert.NotNull(await Get<ImportFileQueries>().FindAsync(third.Actor, file, Ct));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Get<ImportFileQueries>().FindAsync(third.Actor, file, Ct));
        Desks.Must(await Get<TakeCase>().RunAsync(first.Actor, CaseKind.Import, file, Ct)); // who handed it over takes it back
    }

    [Fact]
    public async Task A_complaint_that_came_up_and_reported_words_are_handed_over_like_any_other_work()
    {
        const string Here = "15382";
        var tea = await Market.PutOnSaleAsync("Chè nhiều việc", commune: Here);
        var (first, second, next) = (await OfficerAsync(Here, "Lê Thị Hoa"), await OfficerAsync(Here, "Phạm Văn Đức"), await OfficerAsync("15658", "Người Xã Bên"));
        var bought = await Market.BoughtAsync(tea, 1);
        Desks.Must(await Get<Complain>().RunAsync(new(bought.Secret, bought.Parcel, ComplaintStep.Write, "Chưa thấy hàng"), Ct));
        var question = Desks.Must(await Get<AskQuestion>().RunAsync(new((await Market.AsShopperAsync()).Actor, tea.Slug, "Mua ở chợ khác rẻ hơn?"), Ct)).Value;
        Desks.Must(await Get<AnswerContribution>().RunAsync(new(Desks.StaffOf(tea), ContributionKind.Question, question, "Dạ không ạ."), Ct));
        Assert.Empty(await OpenAsync(first.Actor, Whose.All)); // a complaint is between buyer and producer at first

        Clock.Advance(TimeSpan.FromDays(3));
        await Get<JobRunner>().RunAsync(EscalateJob.Name, Ct);
        Desks.Must(await Get<ReportContribution>().RunAsync(new(ContributionKind.Question, question, HideReason.Advertising), Ct));

        var open = await OpenAsync(first.Actor, Whose.All);
        Assert.Equal([CaseKind.Complaint, CaseKind.Contribution], open.Select(c => c.Kind).Order());
        Assert.Equal(question, open.Single(c => c.Kind is CaseKind.Contribution).Id);
        Assert.Empty(await OpenAsync(next.Actor, Whose.All));
        using (var client = first.Client())
        {
            foreach (var (page, row) in open.Select(c => (c.Kind is CaseKind.Complaint ? $"/can-bo/khieu-nai/{c.Id}" : "/can-bo/noi-dung-bi-bao", c)))
            {
                using var taken = await client.SubmitAsync(page, $"nhan-viec-{row.Id}", [], Ct);
                Assert.Equal(page, taken.LedTo());
            }
        }

        foreach (var row in open)
        {
            Assert.Equal("registry.case_unknown", (await Get<TakeCase>().RunAsync(next.Actor, row.Kind, row.Id, Ct)).Refusal?.Code);
            Desks.Must(await HandAsync(first, row, second.Account, "Tôi đi họp"));
        }

        Assert.Equal(2, (await OpenAsync(second.Actor, Whose.Mine)).Count);
        var (complaints, words) = (Get<ComplaintQueries>(), Get<ReportedQueries>());
        Assert.Equal("Phạm Văn Đức", (await complaints.QueueAsync(second.Actor, new() { Whose = Whose.Mine }, false, Ct)).Value.Single().Holder?.Name);
        Assert.Empty((await complaints.QueueAsync(first.Actor, new() { Whose = Whose.Nobody }, false, Ct)).Value);
        Assert.Equal((1, 0), ((await words.OfAsync(second.Actor, Whose.Mine, Ct))!.Waiting.Count, (await words.OfAsync(first.Actor, Whose.Nobody, Ct))!.Waiting.Count));

        Desks.Must(await Get<DecideComplaint>().RunAsync(new(first.Actor, open.Single(c => c.Kind is CaseKind.Complaint).Id, false, "Hàng đang trên đường"), Ct)); // holding gives no right, and takes none
        Desks.Must(await Get<JudgeContribution>().RunAsync(new(second.Actor, ContributionKind.Question, question, null, "Không vi phạm"), Ct));
        Assert.Empty(await OpenAsync(second.Actor, Whose.All));
        await using (var db = await OpenAsync())
        {
            Assert.Equal(0, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from registry.hand_overs where ended_at is null and commune_code = {Here}").SingleAsync(Ct));
        }

        Desks.Must(await Get<ReportContribution>().RunAsync(new(ContributionKind.Question, question, HideReason.Insult), Ct));
        Assert.Equal((question, null), Assert.Single(await OpenAsync(second.Actor, Whose.All)) is var again ? (again.Id, again.Holder) : default);
    }

    private Task<TestPerson> OfficerAsync(string commune, string name) => Market.AsOfficerAsync(new(OfficeLevel.Commune, CommuneCode: commune), name: name);

    private async Task<IReadOnlyList<CaseRow>> OpenAsync(Actor actor, Whose whose) => (await Cases.OpenAsync(actor, new() { Whose = whose }, Ct)).Value.Rows;

    private Task<Result> HandAsync(TestPerson by, CaseRow row, AccountId to, string note) => Get<HandOverCase>().RunAsync(new(by.Actor, row.Kind, row.Id, to, note), Ct);

    private Task<Result> AwayAsync(TestPerson by, TestPerson officer, TestPerson cover, DateOnly from, DateOnly through) => Get<DeclareAbsence>().RunAsync(new(by.Actor, officer.Account, cover.Account, from, through), Ct);

    private async Task<Guid> ReportAsync(string place, string subject)
    {
        var number = Desks.Must(await Get<SendMisuseReport>().RunAsync(new(MisuseKind.Label, subject, "Nhãn sai", place), Ct)).Number;
        return (await Get<MisuseQueries>().QueueAsync((await Market.AsMinistryOfficerAsync()).Actor, new(), false, Ct)).Value.Single(r => r.Number == number).Id;
    }
}
