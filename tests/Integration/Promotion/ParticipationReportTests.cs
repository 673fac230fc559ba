using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.Reports;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>What an office reports of trade promotion: it adds up, to the fairs' own result pages too, and a sent copy stays.</summary>
public sealed class ParticipationReportTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly IReadOnlyList<Commune> Communes = AreaDirectory.Instance.CommunesOf("01");
    private static readonly Commune Elsewhere = AreaDirectory.Instance.CommunesOf("38")[0];
    private static readonly ReportQuestion Question = new(ReportKind.Participation, new());

    [Fact]
    public async Task Sums_of_communes_are_those_of_the_whole_and_of_each_fairs_own_results()
    {
        var (first, one) = await HeldAsync("Hội chợ một", (Communes[0], new(10_000_000, 7_000_000, 100, 10, 1, 20_000_000)), (Communes[1], new(6_000_000, 0, 40, 3, 0, 0)), (Elsewhere, new(1_000_000, 1_000_000, 9, 1, 0, 0)));
        var (second, _) = await HeldAsync("Hội chợ hai", (Communes[0], new(4_000_000, 4_000_000, 20, 2, 2, 5_000_000)), (Communes[1], null));
        await Market.AnnounceFairAsync(inDays: 300, name: "Hội chợ chưa tới");
        Desks.Must(await Get<GrantSupport>().RunAsync(new(FairPlaces.Officer, one[0].Application, 3_000_000, "12/QĐ-SCT"), Ct));

        var country = await ReadAsync(Fairs.Officer);
        Assert.Equal([first, second], country.Held.Select(f => f.Id).Where(f => f == first || f == second));
        foreach (var (fair, participants) in new[] { (first, 3), (second, 2) })
        {
            var results = (await Get<FairResultQueries>().OfFairAsync(FairPlaces.Officer, fair, Ct))!;
            var rows = country.Participations.Where(p => p.Fair.Id == fair).ToList();
            Assert.Equal((participants, results.Came, results.Told), (rows.Count, rows.Count(p => p.Came), rows.Count(p => p.Numbers is not null)));
            Assert.Equal(results.Total, FairNumbers.Sum(rows.Select(p => p.Numbers)));
            Assert.Equal(results.ByCommune.Select(c => (c.CommuneCode, c.Came, c.Total)), rows.GroupBy(p => p.CommuneCode).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count(p => p.Came), FairNumbers.Sum(g.Select(p => p.Numbers)))));
        }

        var province = await ReadAsync(FairPlaces.Officer);
        List<ReportedParticipation> ours = [.. province.Participations.Where(p => p.Fair.Id == first || p.Fair.Id == second)];
        var communes = new List<ParticipationFigures>();
        foreach (var commune in Communes.Take(2))
        {
            communes.Add(await ReadAsync(FairPlaces.Officer, Question with { Scope = new("01", commune.Code) }));
        }

        Assert.Equal(4, ours.Count);
        Assert.Equal([2, 2], communes.Select(c => c.Participations.Count));
        Assert.Equal(new FairNumbers(20_000_000, 11_000_000, 160, 15, 3, 25_000_000), FairNumbers.Sum(ours.Select(p => p.Numbers)));
        Assert.Equal(new FairNumbers(20_000_000, 11_000_000, 160, 15, 3, 25_000_000), FairNumbers.Sum(communes.SelectMany(c => c.Participations).Select(p => p.Numbers)));
        Assert.Equal([(new Money(3_000_000), "12/QĐ-SCT")], ours.Where(p => p.Support is not null).Select(p => (p.Support!.Value, p.SupportDocument!)));
        Assert.Equal([FairGround.OtherProvince], country.Participations.Where(p => p.ProvinceCode == "38").Select(p => p.Ground));
        Assert.All(ours, p => Assert.Equal(FairGround.OwnProvince, p.Ground));

        // The printed totals are those sums too.
        var document = Get<IReportPrinter>().Print(province);
        var places = document.Tables.Single(t => t.Key == "xa");
        for (var column = 1; column < places.Labels.Count; column++)
        {
            if (places.Lines[^1].Cells[column].Number is { } total && column is not (2 or 4)) // fairs and producers are counted once
            {
                Assert.Equal(total, places.Lines.Take(places.Lines.Count - 1).Sum(l => l.Cells[column].Number!.Value));
            }
        }

        Assert.Equal(province.Participations.Select(p => p.Fair.Id).Distinct().Count(), places.Lines[^1].Cells[2].Number);
    }

    [Fact]
    public async Task Each_number_opens_its_rows_and_its_office_alone_reads_them()
    {
        await HeldAsync("Hội chợ mở dòng", (Communes[2], new(2_000_000, 1_000_000, 10, 1, 0, 0)), (Communes[3], new(3_000_000, 1_000_000, 10, 1, 0, 0)));
        using var client = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();
        const string address = "/can-bo/bao-cao/xuc-tien";
        var page = await OpenAsync(client, address);
        var counts = page.QuerySelectorAll("#xa tbody tr:last-child td a").Where(a => a.GetAttribute("href")!.EndsWith("#luot", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(counts);
        var opened = counts[0];
        Assert.Equal(int.Parse(opened.TextContent, System.Globalization.CultureInfo.InvariantCulture), (await OpenAsync(client, opened.GetAttribute("href")!)).QuerySelectorAll("#luot tbody tr").Length);

        var commune = page.QuerySelectorAll("#xa tbody tr").First(r => r.TextContent.Contains(Communes[2].Name, StringComparison.Ordinal)).QuerySelectorAll("a").First(a => a.GetAttribute("href")!.EndsWith("#luot", StringComparison.Ordinal));
        Assert.Single((await OpenAsync(client, commune.GetAttribute("href")!)).QuerySelectorAll("#luot tbody tr"));
        var producer = page.QuerySelectorAll("#chu-the tbody tr td a").First(a => a.GetAttribute("href")!.Contains("chi=chu-the", StringComparison.Ordinal));
        Assert.Equal(int.Parse(producer.TextContent, System.Globalization.CultureInfo.InvariantCulture), (await OpenAsync(client, producer.GetAttribute("href")!)).QuerySelectorAll("#luot tbody tr").Length);

        using var file = await client.GetAsync(address + "/bang.xlsx", Ct);
        using var table = TableFile.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync(Ct))).Value;
        Assert.Equal("Xúc tiến thương mại: hội chợ, điểm bán, cung cầu", table.Header[0].Text);
        using var registry = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Registry)).Client();
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await registry.GetAsync(address, Ct)).StatusCode);
        Assert.Equal("registry.outside_your_area", (await Get<ReportQueries>().ReadAsync(FairPlaces.Officer, Question with { Scope = new("38") }, Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task A_sent_copy_stays_when_a_participant_corrects_its_results()
    {
        var (_, participants) = await HeldAsync("Hội chợ sửa sau", (Communes[4], new(5_000_000, 2_000_000, 10, 1, 0, 0)));
        var officer = Actor.Officer("Chị Xã", new OfficeArea(OfficeLevel.Commune, "01", Communes[4].Code), OfficeTasks.Fairs, AccountId.New());
        var sent = await Market.SendReportAsync(officer, Question, "Năm nay");
        var before = (await Get<SentReportQueries>().FindAsync(officer, sent, Ct)).Value.Document;
        var file = (await Get<SentReportQueries>().FileAsync(officer, sent, Ct)).Value.Workbook;

        Desks.Must(await Get<SendFairResults>().RunAsync(new(Desks.StaffOf(participants[0].Product, ProducerRights.Fairs), participants[0].Application, new(9_000_000, 2_000_000, 10, 1, 0, 0), null), Ct));

        Assert.Equal(before.Print(), (await Get<SentReportQueries>().FindAsync(officer, sent, Ct)).Value.Document.Print());
        Assert.Equal(5_000_000, Revenue(before));
        Assert.Equal(9_000_000, Revenue(Get<IReportPrinter>().Print(await ReadAsync(officer))));
        Assert.Equal(file, (await Get<SentReportQueries>().FileAsync(officer, sent, Ct)).Value.Workbook);
        var registryOnly = await Get<SendReport>().RunAsync(new(officer with { Tasks = OfficeTasks.Registry }, Question, OfficeLevel.Province, ""), Ct);
        Assert.Equal("registry.officers_only", registryOnly.Refusal?.Code);

        static long Revenue(ReportDocument document) => document.Tables.Single(t => t.Key == "xa").Lines[^1].Cells[7].Number!.Value;
    }

    [Fact]
    public async Task Sales_points_count_when_they_are_recognised_and_when_they_close()
    {
        var commune = AreaDirectory.Instance.CommunesOf("08")[1];
        var (open, closed) = (await Market.OpenPointAsync("Điểm còn mở báo cáo", commune), await Market.OpenPointAsync("Điểm đóng báo cáo", commune, draft: SalesPoints.Draft("Điểm đóng báo cáo", commune, off: (0.02, 0))));
        Desks.Must(await Get<MoveSalesPoint>().RunAsync(new(SalesPoints.OfficerOf(commune.Code), closed, (await Market.PointAsync(closed)).Version, PointMove.Close, "Nghỉ bán"), Ct));
        var officer = Actor.Officer("Anh Bảy", new OfficeArea(OfficeLevel.Commune, "08", commune.Code), OfficeTasks.Fairs, AccountId.New());

        var today = await ReadAsync(officer, Question with { Scope = new(From: Clock.Today(), Through: Clock.Today()) });
        var yesterday = await ReadAsync(officer, Question with { Scope = new(From: Clock.Today().AddDays(-1), Through: Clock.Today().AddDays(-1)) });

        Assert.Equal([(open, true, null), (closed, false, Clock.Today())], today.Points.OrderBy(p => p.ClosedOn is not null).Select(p => (p.Id, p.Operates, p.ClosedOn)));
        Assert.Equal([open], yesterday.Points.Select(p => p.Id)); // it operates today; the other closed on another day
    }

    [Fact]
    public async Task The_organisers_report_is_a_workbook_and_a_paper_for_its_own_office()
    {
        var (fair, _) = await HeldAsync("Hội chợ có báo cáo", (Communes[5], new(5_000_000, 2_000_000, 10, 1, 1, 7_000_000)), (Communes[6], null));
        using var officer = (await Market.AsProvinceOfficerAsync("01", OfficeTasks.Fairs)).Client();
        using var elsewhere = (await Market.AsProvinceOfficerAsync("04", OfficeTasks.Fairs)).Client();

        using var paper = await officer.GetAsync($"/can-bo/hoi-cho/{fair}/ket-qua/bao-cao.pdf", Ct);
        using var workbook = await officer.GetAsync($"/can-bo/hoi-cho/{fair}/ket-qua/bang.xlsx", Ct);

        Assert.Equal("application/pdf", paper.Content.Headers.ContentType?.MediaType);
        using var table = TableFile.Open(new MemoryStream(await workbook.Content.ReadAsByteArrayAsync(Ct))).Value;
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add(string.Join('|', table.Row.Cells.Select(c => c.Text)));
        }

        Assert.Contains("Chủ thể có mặt: 2", rows);
        Assert.Contains("Tổng cộng|2|5000000|2000000|10|1|1|7000000", rows);
        foreach (var name in new[] { "bao-cao.pdf", "bang.xlsx" })
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await elsewhere.GetAsync($"/can-bo/hoi-cho/{fair}/ket-qua/{name}", Ct)).StatusCode);
        }
    }

    /// <summary>A fair of Hà Nội that is over: everybody came, some told.</summary>
    private async Task<(FairId Fair, List<(ProductOnSale Product, FairApplicationId Application)> Participants)> HeldAsync(string name, params (Commune Commune, FairNumbers? Numbers)[] participants)
    {
        var fair = await Market.AnnounceFairAsync(inDays: 11, name: name);
        var all = new List<(ProductOnSale Product, FairApplicationId Application)>();
        foreach (var (commune, _) in participants)
        {
            all.Add(await Market.ApplicantAsync(fair, commune: commune.Code));
            await Market.AcceptAsync(fair, all[^1].Product, all[^1].Application);
        }

        Clock.Advance(TimeSpan.FromDays(11));
        Assert.All(Desks.Must(await Get<CheckInParticipants>().RunAsync(new(FairPlaces.Officer, fair, [.. all.Select(a => new CheckInParticipants.Press(Guid.NewGuid(), a.Application, Clock.GetUtcNow()))]), Ct)), Assert.Null);
        Clock.Advance(TimeSpan.FromDays(3));
        foreach (var ((product, application), numbers) in all.Zip(participants, (a, p) => (a, p.Numbers)).Where(p => p.Numbers is not null))
        {
            Desks.Must(await Get<SendFairResults>().RunAsync(new(Desks.StaffOf(product, ProducerRights.Fairs), application, numbers!, null), Ct));
        }

        return (fair, all);
    }

    private async Task<ParticipationFigures> ReadAsync(Actor actor, ReportQuestion? question = null) => (ParticipationFigures)Desks.Must(await Get<ReportQueries>().ReadAsync(actor, question ?? Question, Ct));

    private static async Task<IDocument> OpenAsync(HttpClient client, string url)
    {
        using var answer = await client.GetAsync(url.Split('#')[0], Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Ct), Ct);
    }
}
