using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ApplicationTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly IReadOnlyList<Commune> Communes = AreaDirectory.Instance.CommunesOf("01");

    [Fact]
    public async Task A_household_applies_its_officer_confirms_and_it_owns_a_producer_with_its_account()
    {
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[2].Code));
        var id = await Market.ApplyAsync(may.Actor, Communes[2].Code, "Hộ Lò Thị Mây", "0100000001");

        var queue = (await Get<ApplicationQueries>().QueueAsync(officer.Actor, new(), ApplicationState.Submitted, 1, Ct)).Value;
        Assert.Contains(queue.Rows, r => r.Id == id);
        var producer = (await Get<ConfirmApplication>().RunAsync(officer.Actor, id, Ct)).Value;

        Assert.Equal((may.Account, ProducerRights.All), (await Get<IStaff>().OfProducerAsync(producer, Ct)).Select(s => (s.Account, s.Rights)).Single());
        await using var db = await OpenAsync();
        var made = await db.Producers.SingleAsync(p => p.Id == producer, Ct);
        Assert.Equal(("Hộ Lò Thị Mây", ProducerType.Household, "0100000001", Communes[2].Code, "0912345678"), (made.Name, made.Type, made.TaxCode, made.CommuneCode, made.Phone));
        Assert.Equal(new BankDetails("970405", "1500201234567", "LO THI MAY"), (await db.ProducerBankAccounts.SingleAsync(a => a.ProducerId == producer, Ct)).Details);
        var trail = await db.Set<AuditEntry>().Where(e => e.Subject == $"producer:{producer}").OrderBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal(["registry.producer_added", "registry.bank_account_changed", "accounts.owner_added"], trail.Select(e => e.Action));
        Assert.All(trail, e => Assert.DoesNotContain("1500201234567", e.After, StringComparison.Ordinal));
        Assert.Contains("Tài khoản của bạn nay là chủ của “Hộ Lò Thị Mây”", await Market.LastLetterAsync("may@example.vn", Ct), StringComparison.Ordinal);
        Assert.Equal("registry.application_not_waiting", (await Get<ConfirmApplication>().RunAsync(officer.Actor, id, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task The_next_communes_officer_sees_nothing_of_it_and_decides_nothing()
    {
        var (may, next, fairs) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[4].Code), await Market.AsCommuneOfficerAsync(Communes[3].Code, OfficeTasks.Fairs));
        var id = await Market.ApplyAsync(may.Actor, Communes[3].Code, "HTX Chè Suối Giàng", "0100000002");
        var paper = (await Get<ApplicationQueries>().FindAsync(may.Actor, id, Ct))!.Papers[0].Picture;
        var other = await Market.AsShopperAsync("Người khác");

        foreach (var stranger in new[] { next.Actor, fairs.Actor, other.Actor, Actor.Guest })
        {
            Assert.Null(await Get<ApplicationQueries>().FindAsync(stranger, id, Ct));
            Assert.Empty(await Get<ApplicationQueries>().MatchesAsync(stranger, id, Ct));
            Assert.Equal("registry.application_unknown", (await Get<ConfirmApplication>().RunAsync(stranger, id, Ct)).Refusal?.Code);
            Assert.Equal("registry.application_unknown", (await Get<ReturnApplication>().RunAsync(stranger, id, "x", Ct)).Refusal?.Code);
            Assert.Equal("registry.application_unknown", (await Get<SaveApplication>().RunAsync(stranger, id, new ApplicationChange.Claim(null), Ct)).Refusal?.Code);
            Assert.Equal("registry.application_unknown", (await Get<SubmitApplication>().RunAsync(stranger, id, Ct)).Refusal?.Code);
            Assert.Null(await Get<PictureQueries>().OpenPaperAsync(stranger, paper.Id, 320, "webp", Ct));
        }

        Assert.Empty((await Get<ApplicationQueries>().QueueAsync(next.Actor, new(), ApplicationState.Submitted, 1, Ct)).Value.Rows);
        Assert.Equal("registry.officers_only", (await Get<ApplicationQueries>().QueueAsync(fairs.Actor, new(), ApplicationState.Submitted, 1, Ct)).Refusal?.Code);
        await using var seen = await Get<PictureQueries>().OpenPaperAsync((await Market.AsProvinceOfficerAsync("01")).Actor, paper.Id, 320, "webp", Ct);
        Assert.NotNull(seen);
    }

    [Fact]
    public async Task A_returned_application_keeps_everything_and_is_sent_again()
    {
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[5].Code));
        var id = await Market.ApplyAsync(may.Actor, Communes[5].Code, "Hộ Vàng A Sùng", "0100000003");
        Assert.Equal("registry.application_not_open", (await Get<SaveApplication>().RunAsync(may.Actor, id, new ApplicationChange.Contact("0912345678", "a@b.vn"), Ct)).Refusal?.Code);
        Assert.Equal("registry.reason_missing", (await Get<ReturnApplication>().RunAsync(officer.Actor, id, " ", Ct)).Refusal?.Code);

        Assert.True((await Get<ReturnApplication>().RunAsync(officer.Actor, id, "Ảnh giấy đăng ký mờ, xin chụp lại.", Ct)).Succeeded);

        var returned = (await Get<ApplicationQueries>().OwnAsync(may.Actor, Ct))!;
        Assert.Equal((ApplicationState.Returned, "Ảnh giấy đăng ký mờ, xin chụp lại.", "Hộ Vàng A Sùng", 1), (returned.State, returned.ReturnReason, returned.Name, returned.Papers.Count));
        var letter = await Market.LastLetterAsync("may@example.vn", Ct);
        Assert.Contains("Ảnh giấy đăng ký mờ, xin chụp lại.", letter, StringComparison.Ordinal);
        Assert.Contains("/kenh-chu-the/dang-ky", letter, StringComparison.Ordinal);
        Assert.True((await Get<SubmitApplication>().RunAsync(may.Actor, id, Ct)).Succeeded);
        Assert.True((await Get<ConfirmApplication>().RunAsync(officer.Actor, id, Ct)).Succeeded);
    }

    [Fact]
    public async Task A_queue_holds_what_was_handed_in_in_the_place_and_period_asked_for()
    {
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsProvinceOfficerAsync("01"));
        var (id, today) = (await Market.ApplyAsync(may.Actor, Communes[16].Code, "Hộ Mùa A Tủa", "0100000017"), Clock.Today());

        Assert.Equal(id, Assert.Single(await RowsAsync(new(CommuneCode: Communes[16].Code, From: today, Through: today))).Id);
        Assert.Empty(await RowsAsync(new(CommuneCode: Communes[16].Code, Through: today.AddDays(-1))));
        Assert.Empty(await RowsAsync(new(CommuneCode: Communes[16].Code, From: today.AddDays(1))));
        Assert.Empty(await RowsAsync(new(CommuneCode: Communes[17].Code)));

        async Task<IReadOnlyList<ApplicationRow>> RowsAsync(OcopMarket.Registry.Contracts.DeskScope scope) => (await Get<ApplicationQueries>().QueueAsync(officer.Actor, scope, ApplicationState.Submitted, 1, Ct)).Value.Rows;
    }

    [Fact]
    public async Task Whoever_reads_English_gets_the_decision_in_English()
    {
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[14].Code));
        await using (var db = await OpenAsync())
        {
            await db.Database.ExecuteSqlAsync($"update accounts.accounts set language = 'en' where id = {may.Account.Value}", Ct);
        }

        var id = await Market.ApplyAsync(may.Actor, Communes[14].Code, "Hộ Thào Thị Dợ", "0100000014");
        Assert.True((await Get<ReturnApplication>().RunAsync(officer.Actor, id, "Ảnh mờ.", Ct)).Succeeded);

        var letter = await Market.LastLetterAsync("may@example.vn", Ct);

        Assert.Contains("Dear Hộ Thào Thị Dợ", letter, StringComparison.Ordinal);
        Assert.Contains("Ảnh mờ.", letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_their_account_deleted_leaves_no_unfinished_papers_but_what_was_confirmed_stays()
    {
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[15].Code));
        var confirmed = await Market.ApplyAsync(may.Actor, Communes[15].Code, "Hộ Cứ A Dế", "0100000015");
        var producer = (await Get<ConfirmApplication>().RunAsync(officer.Actor, confirmed, Ct)).Value;
        var waiting = await Market.ApplyAsync(may.Actor, Communes[15].Code, "Hộ Cứ A Dế hai", "0100000016");
        await Market.AsStaffOfAsync(producer);
        var papers = await PapersAsync();
        Assert.Equal(2, papers.Count);
        using var session = may.Client();

        using var gone = await session.SubmitAsync("/tai-khoan/du-lieu", "xoa", new() { ["Password"] = TestPerson.Password, ["Sure"] = "true" }, Ct);

        Assert.Equal("/tai-khoan/da-xoa", gone.LedTo());
        Assert.Equal(confirmed, Assert.Single(await PapersAsync()).ApplicationId);
        Assert.Equal("registry.application_unknown", (await Get<ConfirmApplication>().RunAsync(officer.Actor, waiting, Ct)).Refusal?.Code);
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);
        await using var db = await OpenAsync();
        var left = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from platform.pictures where made_by = {may.Account.Value}").ToListAsync(Ct);
        Assert.Equal([papers.Single(p => p.ApplicationId == confirmed).Picture.Value], left);

        async Task<List<ApplicationPaper>> PapersAsync()
        {
            await using var look = await OpenAsync();
            return (await look.ProducerApplications.AsNoTracking().Where(a => a.EnteredBy == may.Account).ToListAsync(Ct)).SelectMany(a => a.Papers).ToList();
        }
    }

    [Fact]
    public async Task Whom_the_register_knows_is_asked_about_and_taken_over_with_its_certificates()
    {
        var known = await Market.CertifyAsync("Chè Shan tuyết", commune: Communes[6].Code, producer: "Hợp tác xã Suối Bu");
        var (may, officer) = (await Market.AsShopperAsync(), await Market.AsCommuneOfficerAsync(Communes[6].Code));
        var id = (await Get<BeginApplication>().RunAsync(may.Actor, null, Ct)).Value;
        await Market.FillAsync(may.Actor, id, Communes[6].Code, "HỢP TÁC XÃ SUỐI BU", "0100000004");

        Assert.Equal(new Refusal("registry.application_incomplete", ApplicationStep.Claim), (await Get<SubmitApplication>().RunAsync(may.Actor, id, Ct)).Refusal);
        var match = Assert.Single(await Get<ApplicationQueries>().MatchesAsync(may.Actor, id, Ct));
        Assert.Equal((known.Producer, false, true, false), (match.Id, match.SameTaxCode, match.SameCommune, match.HasOwner));
        Assert.Equal("registry.claim_not_among_matches", (await Get<SaveApplication>().RunAsync(may.Actor, id, new ApplicationChange.Claim(ProducerId.New()), Ct)).Refusal?.Code);
        Assert.True((await Get<SaveApplication>().RunAsync(may.Actor, id, new ApplicationChange.Claim(known.Producer), Ct)).Succeeded);
        Assert.True((await Get<SubmitApplication>().RunAsync(may.Actor, id, Ct)).Succeeded);
        Assert.Equal(known.Producer, (await Get<ConfirmApplication>().RunAsync(officer.Actor, id, Ct)).Value);

        await using var db = await OpenAsync();
        var taken = await db.Producers.SingleAsync(p => p.Id == known.Producer, Ct);
        Assert.Equal(("Hợp tác xã Suối Bu", ProducerType.Cooperative, "0100000004"), (taken.Name, taken.Type, taken.TaxCode)); // of the register stay name and form

        // Another who says to be it: the tax code says so, but it has an owner now.
        var thief = await Market.AsShopperAsync("Kẻ mạo nhận");
        var second = (await Get<BeginApplication>().RunAsync(thief.Actor, null, Ct)).Value;
        await Market.FillAsync(thief.Actor, second, Communes[6].Code, "Tên khác hẳn", "0100000004");
        Assert.Equal("registry.tax_code_is_known", (await Get<SaveApplication>().RunAsync(thief.Actor, second, new ApplicationChange.Claim(null), Ct)).Refusal?.Code);
        Assert.True((await Get<SaveApplication>().RunAsync(thief.Actor, second, new ApplicationChange.Claim(known.Producer), Ct)).Succeeded);
        Assert.True((await Get<SubmitApplication>().RunAsync(thief.Actor, second, Ct)).Succeeded);
        Assert.Equal(new Refusal("registry.producer_has_owner", "Hợp tác xã Suối Bu"), (await Get<ConfirmApplication>().RunAsync(officer.Actor, second, Ct)).Refusal);
        Assert.Equal(ApplicationState.Submitted, (await Get<ApplicationQueries>().FindAsync(officer.Actor, second, Ct))!.State);
    }

    [Fact]
    public async Task An_officer_enters_for_a_producer_with_consent_only_and_each_step_is_in_the_trail()
    {
        var (officer, next) = (await Market.AsCommuneOfficerAsync(Communes[7].Code), await Market.AsCommuneOfficerAsync(Communes[8].Code));
        Assert.Equal("registry.consent_missing", (await Get<BeginApplication>().RunAsync(officer.Actor, null, Ct)).Refusal?.Code);
        Assert.Equal("registry.consent_in_future", (await Get<BeginApplication>().RunAsync(officer.Actor, new("Mây", Clock.Today().AddDays(1), ConsentWay.ByPhone), Ct)).Refusal?.Code);
        var id = (await Get<BeginApplication>().RunAsync(officer.Actor, new("Lò Thị Mây, chủ hộ", Clock.Today(), ConsentWay.SignedPaper), Ct)).Value;
        Assert.Equal("registry.outside_your_area", (await Get<SaveApplication>().RunAsync(officer.Actor, id, new ApplicationChange.Place("Bản Mòng", Communes[8].Code, null), Ct)).Refusal?.Code);
        await Market.FillAsync(officer.Actor, id, Communes[7].Code, "Hộ Giàng Thị Dợ", "0100000005");
        Assert.Null(await Get<ApplicationQueries>().FindAsync(next.Actor, id, Ct));
        Assert.True((await Get<SubmitApplication>().RunAsync(officer.Actor, id, Ct)).Succeeded);

        var producer = (await Get<ConfirmApplication>().RunAsync(officer.Actor, id, Ct)).Value;

        Assert.Empty(await Get<IStaff>().OfProducerAsync(producer, Ct));
        await using var db = await OpenAsync();
        var trail = await db.Set<AuditEntry>().Where(e => e.Subject == $"application:{id}").OrderBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal(["registry.application_entered_for_producer", .. Enumerable.Repeat("registry.application_filled_for_producer", 5), "registry.application_submitted"], trail.Select(e => e.Action));
        Assert.Contains("SignedPaper", trail[0].After, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(ProducerType.Cooperative, null, "1", "registry.tax_code_missing")]
    [InlineData(ProducerType.Cooperative, "12345", "1", "registry.tax_code_wrong")]
    [InlineData(ProducerType.Household, "012345678901", null, "registry.registration_number_missing")]
    [InlineData(ProducerType.Household, "0123456789", "41A", null)]
    [InlineData(ProducerType.Enterprise, "0123456789-001", null, null)]
    [InlineData(ProducerType.Farm, null, null, null)]
    [InlineData(ProducerType.CooperativeGroup, null, null, "registry.registration_number_missing")]
    public async Task Each_legal_form_wants_its_own_numbers(ProducerType type, string? taxCode, string? registration, string? refusal)
    {
        var may = await Market.AsShopperAsync();
        var id = (await Get<BeginApplication>().RunAsync(may.Actor, null, Ct)).Value;

        var result = await Get<SaveApplication>().RunAsync(may.Actor, id, new ApplicationChange.Organisation(type, "Đơn vị", taxCode, registration, "Lò Thị Mây"), Ct);

        Assert.Equal(refusal, result.Refusal?.Code);
        Assert.Equal(refusal is null ? type : null, (await Get<ApplicationQueries>().OwnAsync(may.Actor, Ct))!.Type);
    }

    [Fact]
    public async Task Papers_must_be_ones_own_and_private_and_stay_while_the_application_does()
    {
        var (may, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync("Người khác"));
        var id = await Market.ApplyAsync(may.Actor, Communes[9].Code, "Hộ giữ giấy", "0100000006");
        var photo = TestPhotos.Jpeg(320, 240);
        var theirs = (await Get<AddPicture>().RunAsync(new(other.Actor, "a.jpg", photo.Length, Private: true), new MemoryStream(photo), Ct)).Value;
        var open = (await Get<AddPicture>().RunAsync(new(other.Actor, "a.jpg", photo.Length, Private: false), new MemoryStream(photo), Ct)).Value;
        var otherId = (await Get<BeginApplication>().RunAsync(other.Actor, null, Ct)).Value;
        var mine = (await Get<ApplicationQueries>().FindAsync(may.Actor, id, Ct))!.Papers[0].Picture.Id;

        foreach (var foreign in new[] { mine, open.Id })
        {
            Assert.Equal("platform.picture_unknown", (await Get<SaveApplication>().RunAsync(other.Actor, otherId, new ApplicationChange.Papers([(foreign, "")]), Ct)).Refusal?.Code);
        }

        Clock.Advance(TimeSpan.FromDays(8));
        await Get<JobRunner>().RunAsync("picture-clean-up", Ct);

        var left = await Get<PictureQueries>().FindAsync([mine, theirs.Id, open.Id], null, Ct);
        Assert.Equal([mine], left.Keys);
    }

    [Fact]
    public async Task The_account_for_payments_is_changed_by_who_may_and_knows_the_password()
    {
        var product = await Market.CertifyAsync("Mật ong bạc hà", commune: Communes[10].Code, producer: "HTX Mật ong");
        var (owner, staff) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsStaffOfAsync(product.Producer, ProducerRights.Listings));
        using var scope = Market.Services.CreateScope();
        var change = scope.ServiceProvider.GetRequiredService<ChangeBankAccount>();

        Assert.Equal("registry.money_right_missing", (await change.RunAsync(new(staff.Actor, product.Producer, "970405", "1500201234567", "HTX MAT ONG", TestPerson.Password), Ct)).Refusal?.Code);
        Assert.Equal("accounts.password_wrong", (await change.RunAsync(new(owner.Actor, product.Producer, "970405", "1500201234567", "HTX MAT ONG", "sai mat khau"), Ct)).Refusal?.Code);
        Assert.Null(await Get<BankAccountQueries>().FindAsync(owner.Actor, product.Producer, Ct));
        Assert.True((await change.RunAsync(new(owner.Actor, product.Producer, "970405", "1500201234567", "HTX MAT ONG", TestPerson.Password), Ct)).Succeeded);

        Assert.Equal("Agribank •••• 4567", (await Get<BankAccountQueries>().FindAsync(owner.Actor, product.Producer, Ct))!.Masked);
        Assert.Null(await Get<BankAccountQueries>().FindAsync(staff.Actor, product.Producer, Ct));
    }
}
