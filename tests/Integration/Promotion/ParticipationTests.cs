using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Producers ask for places, an office offers them, and nobody gets one that there is not.</summary>
public sealed class ParticipationTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_product_goes_only_if_its_certificate_is_in_force_through_the_last_day()
    {
        var fair = await Market.AnnounceFairAsync();
        var (first, last) = (Clock.Today().AddDays(30), Clock.Today().AddDays(32));
        var (through, short1, revoked) = (await Market.CertifyAsync("Đủ ngày", validThrough: last), await Market.CertifyAsync("Thiếu ngày", validThrough: first.AddDays(1)), await Market.CertifyAsync("Bị thu hồi hội chợ"));
        await Market.RevokeAsync(revoked);
        var later = await Market.CertifyAsync("Chưa có giấy", issuedOn: first.AddDays(1), validThrough: last.AddYears(3));

        async Task<(FairBar?, DateOnly?)> WhyAsync(ProductOnSale product)
            => (await Get<FairFormQueries>().FindAsync(Desks.StaffOf(product, ProducerRights.Fairs), product.Producer, await SlugAsync(fair), Ct))!.Products.Single(p => p.Product == product.Product) is var found ? (found.Bar, found.Day) : default;

        Assert.Equal((null, null), await WhyAsync(through));
        Assert.Equal((FairBar.Ends, first.AddDays(1)), await WhyAsync(short1));
        Assert.Equal((FairBar.Revoked, Clock.Today()), await WhyAsync(revoked));
        Assert.Equal((FairBar.NotYet, first.AddDays(1)), await WhyAsync(later));

        var refusedNot = await Market.ApplyAsync(fair, short1);
        Assert.Equal(ParticipationState.NotEligible, await Market.StateOfAsync(fair, refusedNot));
        Assert.Equal(ParticipationState.Eligible, await Market.StateOfAsync(fair, await Market.ApplyAsync(fair, through)));
        Assert.Equal(new Refusal("promotion.application_wrong_state", ParticipationState.NotEligible), (await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [refusedNot]), Ct)).Refusal);
        Assert.Contains("chưa có sản phẩm nào", await Market.LastLetterAsync($"lienhe-{short1.Producer}@example.vn", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_officers_who_offer_the_last_booth_one_is_told()
    {
        var fair = await Market.AnnounceFairAsync(booths: 1);
        var ((_, one), (_, other)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));

        var results = await Task.WhenAll(new[] { one, other }.Select(a => Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [a]), Ct)));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(new Refusal("promotion.no_booths_left", 0), Assert.Single(results, r => !r.Succeeded).Refusal);
        Assert.Equal(1, (await Market.BoardAsync(fair)).Taken);
    }

    [Fact]
    public async Task An_offer_is_taken_to_its_last_second_and_not_one_later()
    {
        var fair = await Market.AnnounceFairAsync(booths: 2);
        var ((early, inTime), (late, tooLate)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));
        Desks.Must(await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [inTime, tooLate]), Ct));
        var ends = (await Market.BoardAsync(fair)).Rows[0].OfferEndsAt!.Value;
        Assert.Equal(Clock.GetUtcNow().AddHours(48), ends);

        Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        Desks.Must(await Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(early, ProducerRights.Fairs), inTime), Ct));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = await Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(late, ProducerRights.Fairs), tooLate), Ct);

        Assert.Equal(new Refusal("promotion.offer_over", ends.InVietnam().DateTime), refused.Refusal);
        Assert.Equal((ParticipationState.Accepted, ParticipationState.Offered), (await Market.StateOfAsync(fair, inTime), await Market.StateOfAsync(fair, tooLate)));
    }

    [Fact]
    public async Task An_offer_accepted_twice_is_accepted_once()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ApplicantAsync(fair);
        Desks.Must(await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [application]), Ct));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application), Ct)));

        Assert.All(answers, a => Assert.True(a.Succeeded));
        Assert.Single(await Market.LettersToAsync($"lienhe-{product.Producer}@example.vn", Ct), l => l.Contains("Bạn đã nhận gian hàng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_eighty_who_apply_sixty_get_booths_and_the_waiting_move_up_in_the_order_of_applying()
    {
        var fair = await Market.AnnounceFairAsync(booths: 60);
        var applicants = new List<(ProductOnSale Product, FairApplicationId Application)>();
        for (var i = 0; i < 80; i++)
        {
            applicants.Add(await Market.ApplicantAsync(fair));
        }

        var outcome = Desks.Must(await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [.. applicants.AsEnumerable().Reverse().Select(a => a.Application)]), Ct));
        Assert.Equal((60, 20), (outcome.Offered, outcome.NotOffered.Count));
        Assert.Equal(Enumerable.Range(61, 20), outcome.NotOffered.Select(n => n.Number));
        Desks.Must(await Get<PutOnWaiting>().RunAsync(new(FairPlaces.Officer, fair, [.. applicants.Skip(60).Select(a => a.Application)]), Ct));

        // one says no: the first who waits gets the place at once
        Desks.Must(await Get<DeclineOffer>().RunAsync(new(Desks.StaffOf(applicants[3].Product, ProducerRights.Fairs), applicants[3].Application), Ct));
        Assert.Equal(ParticipationState.Offered, await Market.StateOfAsync(fair, applicants[60].Application));
        Assert.Equal(ParticipationState.Waiting, await Market.StateOfAsync(fair, applicants[61].Application));

        // all but two answer; those two lapse, and the next two get their places
        foreach (var (product, application) in applicants.Take(61).Where((_, i) => i is not (3 or 7 or 8)))
        {
            Desks.Must(await Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application), Ct));
        }

        Clock.Advance(TimeSpan.FromHours(48));
        await Get<JobRunner>().RunAsync(FairOffersJob.Name, Ct);
        await Get<JobRunner>().RunAsync(FairOffersJob.Name, Ct);

        var board = await Market.BoardAsync(fair);
        Assert.Equal((60, 0), (board.Taken, board.Free));
        Assert.Equal([8, 9], board.Rows.Where(r => r.State is ParticipationState.Lapsed).Select(r => r.Number));
        Assert.Equal([62, 63], board.Rows.Where(r => r.State is ParticipationState.Offered).Select(r => r.Number));
        Assert.Equal(17, board.In(BoardColumn.Waiting).Count());
        Assert.Contains("đã hết hạn trả lời", await Market.LastLetterAsync($"lienhe-{applicants[7].Product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        Assert.Contains("Mời bạn nhận gian hàng", await Market.LastLetterAsync($"lienhe-{applicants[61].Product.Producer}@example.vn", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotas_of_communes_and_groups_hold()
    {
        var (here, there) = (AreaDirectory.Instance.CommunesOf("01")[0].Code, AreaDirectory.Instance.CommunesOf("01")[1].Code);
        var fair = await Market.AnnounceFairAsync(quotas: [new(here, null, 2), new(null, ProductSets.GetGroup(ProductSets.Get(16).Group).Slug, 1)]);
        var ((_, two), (_, over)) = (await Market.ApplicantAsync(fair, booths: 2, commune: here, set: 1), await Market.ApplicantAsync(fair, commune: here, set: 1));
        var ((_, tea), (_, moreTea)) = (await Market.ApplicantAsync(fair, commune: there, set: 16), await Market.ApplicantAsync(fair, commune: there, set: 16));

        var outcome = Desks.Must(await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [two, over, tea, moreTea]), Ct));

        Assert.Equal(2, outcome.Offered);
        Assert.Equal([(2, NoPlace.CommuneQuota), (4, NoPlace.GroupQuota)], outcome.NotOffered);
        Assert.Equal([2, 1], (await Market.BoardAsync(fair)).Quotas.Select(q => q.Taken));
        Assert.Equal("promotion.quota_full", (await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [over]), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_has_a_place_loses_a_product_that_ends_and_is_told_when_none_is_left()
    {
        var fair = await Market.AnnounceFairAsync();
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        var (honey, tea) = (await Market.CertifyAsync("Mật hai thứ", producer: "HTX Hai thứ"), await Market.CertifyAsync("Chè hai thứ", producer: "HTX Hai thứ"));
        var application = Desks.Must(await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, honey) with { Products = [honey.Product, tea.Product] }, Ct));
        await Market.AcceptAsync(fair, honey, application);
        Assert.Equal(2, Assert.Single((await Get<FairExhibitorQueries>().OfAsync(fair, Ct))!.Exhibitors).Products.Count);

        await Market.RevokeAsync(honey);
        Assert.Equal(tea.Product, Assert.Single(Assert.Single((await Get<FairExhibitorQueries>().OfAsync(fair, Ct))!.Exhibitors).Products).Product); // before any job
        Assert.Contains("không còn đủ điều kiện trưng bày và đã được bỏ", await Market.LastLetterAsync($"lienhe-{honey.Producer}@example.vn", Ct), StringComparison.Ordinal);

        await Market.RevokeAsync(tea);
        await Get<JobRunner>().RunAsync(CheckEligibilityJob.Name, Ct);
        Assert.Null(await Get<FairExhibitorQueries>().OfAsync(fair, Ct));
        Assert.Contains("Không còn sản phẩm nào", await Market.LastLetterAsync($"lienhe-{honey.Producer}@example.vn", Ct), StringComparison.Ordinal);
        Assert.Contains("không còn sản phẩm nào đủ điều kiện", await Market.LastLetterAsync(officer.Email, Ct), StringComparison.Ordinal);
        Assert.Equal(ParticipationState.Accepted, await Market.StateOfAsync(fair, application));
    }

    [Fact]
    public async Task Who_ends_a_certificate_sees_the_fairs_that_count_on_it()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ApplicantAsync(fair);
        await Market.AcceptAsync(fair, product, application);
        await using var db = await OpenAsync();
        var effects = new List<(EndingEffect, int)>();
        foreach (var module in (IEnumerable<IEffectsOfEnding>)Market.Services.GetService(typeof(IEnumerable<IEffectsOfEnding>))!)
        {
            effects.AddRange(await module.OfAsync(db, product.Product, Ct));
        }

        Assert.Equal([(EndingEffect.Fairs, 1)], effects);
    }

    [Fact]
    public async Task A_moved_fair_asks_again_and_looks_at_the_new_days()
    {
        var fair = await Market.AnnounceFairAsync(booths: 2);
        var (stays, ends) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair, validThrough: Clock.Today().AddDays(33)));
        await Market.AcceptAsync(fair, stays.Product, stays.Application);
        var next = await Market.ApplicantAsync(fair);
        await using (var db = await OpenAsync())
        {
            await db.Fairs.Where(f => f.Id == fair).ExecuteUpdateAsync(s => s.SetProperty(f => f.From, f => f.From.AddDays(7)).SetProperty(f => f.Through, f => f.Through.AddDays(7)), Ct);
            Get<EventOutbox>().Add(db, new FairChanged(fair, FairChangeKind.Moved, 1));
            Get<EventOutbox>().Add(db, new FairChanged(fair, FairChangeKind.Moved, 1)); // it may come twice
            await db.SaveChangesAsync(Ct);
        }

        var letters = await Market.LettersToAsync($"lienhe-{stays.Product.Producer}@example.vn", Ct);

        Assert.Single(letters, l => l.Contains("Xin trả lời lại", StringComparison.Ordinal));
        var board = await Market.BoardAsync(fair);
        Assert.Equal([ParticipationState.Offered, ParticipationState.NotEligible, ParticipationState.Eligible], board.Rows.Select(r => r.State));
        Assert.Equal((Clock.GetUtcNow().AddHours(48), 1), (board.Rows[0].OfferEndsAt, board.Taken));
        Assert.Single(await Market.LettersToAsync($"lienhe-{next.Product.Producer}@example.vn", Ct), l => l.Contains("nay diễn ra từ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_fair_offers_nothing_and_shows_nobody()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ApplicantAsync(fair);
        await Market.AcceptAsync(fair, product, application);
        var (other, waiting) = await Market.ApplicantAsync(fair);
        Desks.Must(await Get<OfferPlaces>().RunAsync(new(FairPlaces.Officer, fair, [waiting]), Ct));
        await using (var db = await OpenAsync())
        {
            Desks.Must((await db.Fairs.SingleAsync(f => f.Id == fair, Ct)).Cancel(Clock.Today(), Clock.GetUtcNow()));
            Get<EventOutbox>().Add(db, new FairChanged(fair, FairChangeKind.Cancelled, 2));
            await db.SaveChangesAsync(Ct);
        }

        Assert.Contains("đã bị hủy", await Market.LastLetterAsync($"lienhe-{product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        Assert.Null(await Get<FairExhibitorQueries>().OfAsync(fair, Ct));
        Assert.Equal(new Refusal("promotion.fair_wrong_state", FairStage.Cancelled), (await Get<AcceptOffer>().RunAsync(new(Desks.StaffOf(other, ProducerRights.Fairs), waiting), Ct)).Refusal);
        Clock.Advance(TimeSpan.FromHours(49));
        await Get<JobRunner>().RunAsync(FairOffersJob.Name, Ct);
        Assert.Equal(ParticipationState.Offered, await Market.StateOfAsync(fair, waiting));
    }

    [Fact]
    public async Task Sent_again_an_application_changes_and_keeps_its_place_and_taken_back_it_goes_to_the_end()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ApplicantAsync(fair);
        await Market.ApplicantAsync(fair);

        Assert.Equal(application, Desks.Must(await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, product, booths: 2), Ct)));
        Assert.Equal((1, 2), (await Market.BoardAsync(fair)).Rows.Where(r => r.Id == application).Select(r => (r.Number, r.Booths)).Single());

        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application), Ct));
        await Market.ApplyAsync(fair, product);
        Assert.Equal((3, ParticipationState.Eligible), (await Market.BoardAsync(fair)).Rows.Where(r => r.Id == application).Select(r => (r.Number, r.State)).Single());

        Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal("promotion.applications_not_open", (await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, product), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_has_a_place_and_takes_it_back_leaves_it_to_the_next()
    {
        var fair = await Market.AnnounceFairAsync(booths: 1);
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        var ((product, application), (_, next)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));
        await Market.AcceptAsync(fair, product, application);
        Desks.Must(await Get<PutOnWaiting>().RunAsync(new(FairPlaces.Officer, fair, [next]), Ct));
        Assert.Equal(ParticipationState.Waiting, await Market.StateOfAsync(fair, next));

        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application), Ct));

        Assert.Equal((ParticipationState.Withdrawn, ParticipationState.Offered), (await Market.StateOfAsync(fair, application), await Market.StateOfAsync(fair, next)));
        Assert.Contains("nay rút đăng ký", await Market.LastLetterAsync(officer.Email, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_wrong_is_refused_and_nothing_is_kept()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, others) = (await Market.CertifyAsync("Chè sai"), await Market.CertifyAsync("Chè của người khác"));
        var good = FairPlaces.Application(fair, product);
        (ApplyToFair.Command Sent, string Code)[] wrong =
        [
            (good with { Products = [] }, "promotion.products_missing"), (good with { Products = [others.Product] }, "promotion.product_not_yours"), (good with { Booths = 0 }, "promotion.booths_wrong"),
            (good with { Booths = 7 }, "promotion.booths_wrong"), (good with { Name = " " }, "promotion.contact_name_missing"), (good with { Phone = "12" }, "promotion.phone_wrong"), (good with { Email = "abc" }, "promotion.email_wrong"),
            (good with { Wishes = new string('x', 1001) }, "promotion.text_too_long"), (good with { Actor = Desks.StaffOf(others, ProducerRights.Fairs) }, "promotion.not_your_producer"),
            (good with { Actor = Desks.StaffOf(product, ProducerRights.Orders) }, "promotion.not_your_producer"), (good with { Fair = FairId.New() }, "promotion.fair_unknown"),
        ];
        foreach (var (sent, code) in wrong)
        {
            Assert.Equal(code, (await Get<ApplyToFair>().RunAsync(sent, Ct)).Refusal?.Code);
        }

        Assert.Empty((await Market.BoardAsync(fair)).Rows);
    }

    [Fact]
    public async Task Only_officers_of_the_fairs_office_or_above_run_its_places()
    {
        var commune = AreaDirectory.Instance.CommunesOf("01")[0].Code;
        var fair = await Market.AnnounceFairAsync(office: new(OfficeLevel.Commune, "01", commune));
        var (product, application) = await Market.ApplicantAsync(fair);
        Actor[] others = [Desks.OfficerOf(AreaDirectory.Instance.CommunesOf("01")[1].Code, OfficeTasks.Fairs), Desks.OfficerOf(commune, OfficeTasks.Registry), Desks.StaffOf(product, ProducerRights.All), Actor.Guest];
        foreach (var other in others)
        {
            Assert.Null(await Get<FairBoardQueries>().FindAsync(other, fair, Ct));
            Assert.Equal("promotion.fair_unknown", (await Get<OfferPlaces>().RunAsync(new(other, fair, [application]), Ct)).Refusal?.Code);
            Assert.Equal("promotion.fair_unknown", (await Get<TurnDownApplication>().RunAsync(new(other, fair, [application], "Không"), Ct)).Refusal?.Code);
        }

        Desks.Must(await Get<OfferPlaces>().RunAsync(new(Desks.OfficerOf(commune, OfficeTasks.Fairs), fair, [application]), Ct));
        Desks.Must(await Get<TurnDownApplication>().RunAsync(new(FairPlaces.Officer, fair, [application], "Hội chợ chỉ nhận đồ gỗ."), Ct));
        Assert.Contains("Lý do: Hội chợ chỉ nhận đồ gỗ.", await Market.LastLetterAsync($"lienhe-{product.Producer}@example.vn", Ct), StringComparison.Ordinal);
        Assert.Equal("promotion.application_wrong_state", (await Get<ApplyToFair>().RunAsync(FairPlaces.Application(fair, product), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Support_is_an_amount_with_a_paper_and_on_record()
    {
        var fair = await Market.AnnounceFairAsync();
        var (product, application) = await Market.ApplicantAsync(fair);
        Assert.Equal("promotion.application_wrong_state", (await Get<GrantSupport>().RunAsync(new(FairPlaces.Officer, application, 1_500_000, "12/QĐ-SCT"), Ct)).Refusal?.Code);
        await Market.AcceptAsync(fair, product, application);

        Assert.Equal("promotion.support_incomplete", (await Get<GrantSupport>().RunAsync(new(FairPlaces.Officer, application, 1_500_000, ""), Ct)).Refusal?.Code);
        Desks.Must(await Get<GrantSupport>().RunAsync(new(FairPlaces.Officer, application, 1_500_000, "12/QĐ-SCT"), Ct));
        Desks.Must(await Get<GrantSupport>().RunAsync(new(FairPlaces.Officer, application, 2_000_000, "15/QĐ-SCT"), Ct));

        var row = Assert.Single((await Market.BoardAsync(fair)).Rows);
        Assert.Equal((new Money(2_000_000), "15/QĐ-SCT"), (row.Support, row.SupportDocument));
        await using var db = await OpenAsync();
        var entries = await db.Set<OcopMarket.Platform.Audit.AuditEntry>().Where(e => e.Action == "promotion.support_granted" && e.Subject == $"fair_application:{application}").OrderBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal(2, entries.Count);
        Assert.Contains("12/QĐ-SCT", entries[1].Before, StringComparison.Ordinal);
    }

    private async Task<string> SlugAsync(FairId fair)
    {
        await using var db = await OpenAsync();
        return await db.Fairs.Where(f => f.Id == fair).Select(f => f.Slug).SingleAsync(Ct);
    }
}
