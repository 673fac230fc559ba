using System.Net.Http.Json;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>At the gate and afterwards: who came, what it brought, and the paper that says so.</summary>
public sealed class CheckInTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_press_sent_late_and_twice_counts_once_with_its_own_time()
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11);
        var (product, application) = await Market.ApplicantAsync(fair);
        await Market.AcceptAsync(fair, product, application);
        var officer = await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs);
        var early = new CheckInParticipants.Press(Guid.NewGuid(), application, Clock.GetUtcNow());
        Assert.Equal("promotion.not_fair_day", (await Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, [early]), Ct)).Value[0]?.Code);

        Clock.Advance(TimeSpan.FromDays(11));
        var pressed = Clock.GetUtcNow();
        Clock.Advance(TimeSpan.FromMinutes(40)); // the line was gone
        using var client = officer.Client();
        var sent = new { presses = new[] { new { key = Guid.NewGuid(), application = application.Value, at = pressed } } };
        for (var i = 0; i < 2; i++)
        {
            using var answer = await client.PostAsJsonAsync($"/can-bo/hoi-cho/{fair}/diem-danh/gui", sent, Ct);
            Assert.Contains("\"text\":null", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        var row = Assert.Single((await Market.BoardAsync(fair)).Rows);
        Assert.Equal((ParticipationState.CheckedIn, pressed), (row.State, row.CameAt));
        await using var db = await OpenAsync();
        Assert.Equal(1, db.Set<OcopMarket.Platform.Audit.AuditEntry>().Count(e => e.Action == "promotion.checked_in" && e.Subject == $"fair_application:{application}"));

        Desks.Must(await Get<UndoCheckIn>().RunAsync(new(FairPlaces.Officer, fair, application), Ct));
        Assert.Equal((ParticipationState.Accepted, null), (await Market.BoardAsync(fair)).Rows.Select(r => (r.State, r.CameAt)).Single());
    }

    [Fact]
    public async Task Without_script_the_list_is_a_form_and_who_has_no_place_is_not_on_it()
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11);
        var (product, application) = await Market.ApplicantAsync(fair);
        var (stranger, _) = await Market.ApplicantAsync(fair);
        await Market.AcceptAsync(fair, product, application);
        Clock.Advance(TimeSpan.FromDays(11));
        using var client = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();

        var page = await client.GetStringAsync($"/can-bo/hoi-cho/{fair}/diem-danh?don={application}", Ct);
        Assert.Contains($"HTX {product.Name}", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain($"HTX {stranger.Name}", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);

        using var answer = await client.SubmitAsync($"/can-bo/hoi-cho/{fair}/diem-danh", "diem-danh", new() { ["don"] = application.ToString() }, Ct);
        Assert.Equal(ParticipationState.CheckedIn, await Market.StateOfAsync(fair, application));
    }

    [Fact]
    public async Task Papers_are_for_those_who_have_a_place_and_for_their_own_people()
    {
        var fair = await Market.AnnounceFairAsync();
        Assert.Equal("promotion.nobody_has_place", (await Get<FairPapers>().OfFairAsync(FairPlaces.Officer, fair, FairPaper.NameCards, Ct)).Refusal?.Code);
        var applicants = new List<(ProductOnSale Product, OcopMarket.Promotion.Contracts.FairApplicationId Application)>();
        for (var i = 0; i < 9; i++)
        {
            applicants.Add(await Market.ApplicantAsync(fair));
            await Market.AcceptAsync(fair, applicants[i].Product, applicants[i].Application);
        }

        var cards = Desks.Must(await Get<FairPapers>().OfFairAsync(FairPlaces.Officer, fair, FairPaper.NameCards, Ct));
        Assert.Equal(2, Pages(cards)); // eight on a sheet
        Assert.Equal(9, Pages(Desks.Must(await Get<FairPapers>().OfFairAsync(FairPlaces.Officer, fair, FairPaper.Admission, Ct))));
        Assert.Equal(1, Pages(Desks.Must(await Get<FairPapers>().OfFairAsync(FairPlaces.Officer, fair, FairPaper.BoothList, Ct))));

        using var own = (await Market.AsStaffOfAsync(applicants[0].Product.Producer, ProducerRights.Fairs)).Client();
        Assert.Equal("application/pdf", (await own.GetAsync($"/kenh-chu-the/hoi-cho/don/{applicants[0].Application}/giay-moi.pdf", Ct)).Content.Headers.ContentType?.MediaType);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await own.GetAsync($"/kenh-chu-the/hoi-cho/don/{applicants[1].Application}/giay-moi.pdf", Ct)).StatusCode);
        using var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();
        Assert.Equal("application/pdf", (await officer.GetAsync($"/can-bo/hoi-cho/{fair}/the-ten.pdf", Ct)).Content.Headers.ContentType?.MediaType);
        using var elsewhere = (await Market.AsProvinceOfficerAsync("04", OfficeTasks.Fairs)).Client();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/can-bo/hoi-cho/{fair}/the-ten.pdf", Ct)).StatusCode);
    }

    [Fact]
    public async Task Results_are_asked_for_until_they_are_in_and_stay_once_the_fair_is_reported()
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11);
        var ((tea, one), (honey, other)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));
        foreach (var (product, application) in new[] { (tea, one), (honey, other) })
        {
            await Market.AcceptAsync(fair, product, application);
        }

        Clock.Advance(TimeSpan.FromDays(11));
        Assert.All(Desks.Must(await Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, [new(Guid.NewGuid(), one, Clock.GetUtcNow()), new(Guid.NewGuid(), other, Clock.GetUtcNow())]), Ct)), Assert.Null);
        var numbers = new FairNumbers(12_000_000, 9_000_000, 150, 12, 2, 40_000_000);
        Assert.Equal("promotion.results_not_due", (await SendAsync(tea, one, numbers)).Refusal?.Code);

        Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal("promotion.results_wrong", (await SendAsync(tea, one, numbers with { Ocop = 12_000_001 })).Refusal?.Code);
        Assert.Equal("promotion.results_wrong", (await SendAsync(tea, one, numbers with { Visitors = -1 })).Refusal?.Code);
        Desks.Must(await SendAsync(tea, one, numbers));

        foreach (var (days, letters) in new[] { (0, 0), (2, 1), (1, 1), (3, 2), (7, 3), (30, 3) })
        {
            Clock.Advance(TimeSpan.FromDays(days));
            await Get<JobRunner>().RunAsync(FairResultsJob.Name, Ct);
            Assert.Equal(letters, (await Market.LettersToAsync($"lienhe-{honey.Producer}@example.vn", Ct)).Count(l => l.Contains("năm con số", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(await Market.LettersToAsync($"lienhe-{tea.Producer}@example.vn", Ct), l => l.Contains("năm con số", StringComparison.Ordinal));

        Desks.Must(await SendAsync(honey, other, new(1_000_000, 0, 10, 0, 0, 0)));
        var results = (await Get<FairResultQueries>().OfFairAsync(FairPlaces.Officer, fair, Ct))!;
        Assert.Equal((2, 2, 2, new FairNumbers(13_000_000, 9_000_000, 160, 12, 2, 40_000_000)), (results.Applied, results.Came, results.Told, results.Total));
        Assert.Equal(results.Total, FairNumbers.Sum(results.ByCommune.Select(c => c.Total)));

        Desks.Must(await Get<ReportFair>().RunAsync(new(FairPlaces.Officer, fair), Ct));
        Assert.Equal(new Refusal("promotion.fair_wrong_state", FairStage.Reported), (await SendAsync(honey, other, numbers)).Refusal);
        Assert.Equal(results.Total, (await Get<FairResultQueries>().OfFairAsync(FairPlaces.Officer, fair, Ct))!.Total);
    }

    [Fact]
    public async Task A_confirmation_is_for_who_came_and_anybody_can_check_its_code()
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11, name: "Hội chợ có giấy");
        var (product, application) = await Market.ApplicantAsync(fair, "Chè có giấy");
        await Market.AcceptAsync(fair, product, application);
        var staff = Desks.StaffOf(product, ProducerRights.Fairs);
        Assert.Equal("promotion.application_wrong_state", (await Get<IssueEvidence>().RunAsync(new(staff, application), Ct)).Refusal?.Code);
        Clock.Advance(TimeSpan.FromDays(11));
        Desks.Must(await Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, [new(Guid.NewGuid(), application, Clock.GetUtcNow())]), Ct));

        Assert.Equal(1, Pages(Desks.Must(await Get<IssueEvidence>().RunAsync(new(staff, application), Ct))));
        await using var db = await OpenAsync();
        var kept = db.Set<FairEvidence>().Single(e => e.ApplicationId == application);
        Assert.Equal(("Hội chợ có giấy", "HTX Chè có giấy"), (kept.Words.FairVi, kept.Words.Producer));
        Assert.Equal(["Chè có giấy"], kept.Words.Products);
        Assert.Equal(64, kept.Print.Length); // the code itself is on the paper only

        var code = Secrets.New();
        db.Set<FairEvidence>().Add(new() { Id = Guid.CreateVersion7(), ApplicationId = application, Print = Secrets.Hash(code), Words = kept.Words, IssuedAt = kept.IssuedAt });
        await db.SaveChangesAsync(Ct);
        using var visitor = Market.CreateClient();
        Assert.Contains("HTX Chè có giấy", System.Net.WebUtility.HtmlDecode(await visitor.GetStringAsync($"/xac-nhan-tham-gia/{code}", Ct)), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.GetAsync($"/xac-nhan-tham-gia/{Secrets.New()}", Ct)).StatusCode);
    }

    private Task<Result> SendAsync(ProductOnSale product, OcopMarket.Promotion.Contracts.FairApplicationId application, FairNumbers numbers)
        => Get<SendFairResults>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application, numbers, null), Ct);

    private static int Pages(byte[] pdf)
    {
        using var file = new MemoryStream(pdf);
        using var document = PdfSharp.Pdf.IO.PdfReader.Open(file, PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        return document.PageCount;
    }
}
