using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Mail;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

public sealed class AdministrationTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_person_is_added_sets_a_password_by_letter_and_is_appointed()
    {
        var administrator = await Market.AsAdministratorAsync();
        using var desk = administrator.Client();
        using var added = await desk.SubmitAsync("/quan-tri/nguoi-dung", "moi", new() { ["Name"] = "Vàng Thị Dở", ["Email"] = "vang-thi-do@xa.example.vn", ["Reason"] = "Cán bộ mới" }, Ct);
        var page = added.LedTo()!.Split('?')[0];
        using var visitor = Market.CreateVisitor();
        using var set = await visitor.SubmitAsync(await Market.LinkOfLastLetterAsync("vang-thi-do@xa.example.vn", Ct), "dat-lai", new() { ["Password"] = TestPerson.Password }, Ct);
        Assert.Equal("/tai-khoan/dat-lai-mat-khau?xong=1", set.LedTo());

        Assert.Contains("value=\"c:02839\"", await desk.GetStringAsync(page + "?dia-ban=bac+ha+lao+cai", Ct), StringComparison.Ordinal);
        using var appointed = await desk.SubmitAsync(page, "bo-nhiem", new() { ["Area"] = "c:02839", ["Tasks"] = "Registry", ["Reason"] = "QĐ 12/QĐ-UBND" }, Ct);

        Assert.Equal(page + "?xong=bo-nhiem", appointed.LedTo());
        var person = Assert.Single((await Get<PeopleQueries>().SearchAsync(administrator.Actor, "vang thi DO", null, 1, 10, Ct)).Rows);
        Assert.Equal((AccountKind.Officer, "02839", OfficeTasks.Registry), (person.Kind, person.Office!.CommuneCode, person.Office.Tasks));
        var trail = await Get<AuditQueries>().SearchAsync(administrator.Actor, new(Subject: $"account:{person.Account}"), null, 10, Ct);
        Assert.Equal(["accounts.officer_appointed", "accounts.password_reset", "accounts.person_invited"], trail.Select(l => l.Action));
        Assert.Equal("QĐ 12/QĐ-UBND", trail[0].Reason);
    }

    [Fact]
    public async Task A_shut_account_is_out_at_once_and_comes_back_when_opened()
    {
        var (administrator, person) = (await Market.AsAdministratorAsync(), await Market.AsShopperAsync());
        using var session = person.Client();

        Assert.Null(await ManageAsync(administrator.Actor, person, AccountMeasure.Disable));
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/tai-khoan", Ct)).StatusCode);
        Assert.Equal("accounts.already_so", (await ManageAsync(administrator.Actor, person, AccountMeasure.Disable))!.Code);
        Assert.Null(await ManageAsync(administrator.Actor, person, AccountMeasure.Enable));

        using var visitor = Market.CreateVisitor();
        using var entered = await visitor.SubmitAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = person.Email, ["Password"] = TestPerson.Password }, Ct);
        Assert.Equal("/tai-khoan?vao=1", entered.LedTo());
    }

    [Fact]
    public async Task Two_administrators_who_remove_each_other_leave_one()
    {
        await using (var db = await OpenAsync())
        {
            await db.Accounts.Where(a => a.Kind == AccountKind.Administrator).ExecuteUpdateAsync(set => set.SetProperty(a => a.Kind, AccountKind.Member), Ct);
        }

        var (one, two) = (await Market.AsAdministratorAsync(), await Market.AsAdministratorAsync());

        var done = await Task.WhenAll(ManageAsync(one.Actor, two, AccountMeasure.EndAdministrator), ManageAsync(two.Actor, one, AccountMeasure.EndAdministrator));

        Assert.Equal("accounts.last_administrator", Assert.Single(done, r => r is not null)!.Code);
        Assert.Equal("accounts.not_your_own_account", (await ManageAsync(one.Actor, one, AccountMeasure.ResetSecondFactor))!.Code);
    }

    [Fact]
    public async Task Nothing_is_done_to_a_person_without_a_reason()
    {
        var (administrator, officer) = (await Market.AsAdministratorAsync(), await Market.AsProvinceOfficerAsync("01"));

        var refused = await Get<ManageAccount>().RunAsync(new(administrator.Actor, officer.Account, AccountMeasure.ResetSecondFactor, "  "), Ct);
        Assert.Equal("accounts.reason_missing", refused.Refusal!.Code);
        Assert.Null(await ManageAsync(administrator.Actor, officer, AccountMeasure.ResetSecondFactor));

        await using var db = await OpenAsync();
        Assert.False((await db.Accounts.SingleAsync(a => a.Id == officer.Account, Ct)).TwoFactorEnabled);
    }

    [Fact]
    public async Task A_job_run_by_hand_says_what_it_did_and_leaves_its_mark()
    {
        using var desk = (await Market.AsAdministratorAsync()).Client();

        using var ran = await desk.SubmitAsync("/quan-tri/cong-viec", "chay-outbox", new() { ["Job"] = "outbox" }, Ct);

        Assert.Contains("messages handled", await ran.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var job = (await Get<JobQueries>().ListAsync(Actor.Operator("test"), Ct)).Single(j => j.Name == "outbox");
        Assert.Equal((Clock.GetUtcNow(), false), (job.LastAt!.Value, job.Failed));
    }

    [Fact]
    public async Task An_administrator_reads_letters_but_not_their_secrets()
    {
        var (administrator, person) = (await Market.AsAdministratorAsync(), await Market.AsShopperAsync());
        using var visitor = Market.CreateVisitor();
        using var _ = await visitor.SubmitAsync("/tai-khoan/quen-mat-khau", "quen", new() { ["Email"] = person.Email }, Ct);
        var secret = (await Market.LinkOfLastLetterAsync(person.Email, Ct)).Split("&ma=")[1];
        var letter = (await Get<LetterQueries>().ListAsync(administrator.Actor, 100, Ct)).Single(l => l.To == person.Email);
        using var desk = administrator.Client();

        var shown = await desk.GetStringAsync($"/quan-tri/thu/{letter.Name}", Ct);

        Assert.Contains("Đặt lại mật khẩu OcopMarket", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync("/quan-tri/thu/..%2F..%2Fetc", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("ai=Tr%E1%BA%A7n%25&viec=accounts.&tu=2026-03-02&den=2026-03-02")]
    [InlineData("tu=khong&den=9999-99-99&truoc=abc&ai=%00")]
    [InlineData("truoc=1")]
    public async Task The_audit_trail_answers_whatever_is_asked(string query)
    {
        using var desk = (await Market.AsAdministratorAsync()).Client();

        Assert.Equal(HttpStatusCode.OK, (await desk.GetAsync("/quan-tri/nhat-ky?" + query, Ct)).StatusCode);
    }

    private async Task<Refusal?> ManageAsync(Actor by, TestPerson person, AccountMeasure measure)
        => (await Get<ManageAccount>().RunAsync(new(by, person.Account, measure, "Thử nghiệm"), Ct)).Refusal;
}
