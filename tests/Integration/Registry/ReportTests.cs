using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ReportTests(ReportTests.World world) : MarketTest(world), IClassFixture<ReportTests.World>
{
    private const string Commune = ReportWorld.Commune, Neighbour = ReportWorld.Neighbour, Province = ReportWorld.Province;

    private static readonly Actor OfProvince = Actor.Officer("Trần Văn Sơn", new(OfficeLevel.Province, Province));
    private static readonly Actor OfCommune = Actor.Officer("Lê Thị Hoa", new(OfficeLevel.Commune, Province, Commune));

    public sealed class World : MarketFixture
    {
        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await Market.FillReportsAsync();
        }
    }

    [Fact]
    public async Task The_annex_counts_each_product_in_force_once_by_place_set_and_star()
    {
        var annex = await ReadAsync<AnnexFigures>(OfProvince, new(ReportKind.Annex, new()));
        var before = await ReadAsync<AnnexFigures>(OfProvince, new(ReportKind.Annex, new(Through: new(2026, 3, 31))));
        var own = await ReadAsync<AnnexFigures>(OfCommune, new(ReportKind.Annex, new()));

        Assert.Equal([new(Neighbour, 12, 5, 1), new(Commune, 12, 4, 3)], annex.Counts.OrderBy(c => c.Place, StringComparer.Ordinal).Select(c => c));
        Assert.Equal( // on 31 March: "hai" on its last day, "ba", "bốn" on its first, "sáu" with its old stars, "bảy" with its new certificate
            [new(Neighbour, 12, 5, 1), new(Commune, 6, 3, 1), new(Commune, 12, 3, 2), new(Commune, 12, 4, 2)],
            before.Counts.OrderBy(c => c.Place, StringComparer.Ordinal).ThenBy(c => c.Set).ThenBy(c => c.Stars).Select(c => c));
        Assert.Equal([new(Commune, 12, 4, 3)], own.Counts);
    }

    [Fact]
    public async Task Movement_puts_each_turn_into_the_quarter_of_its_day()
    {
        var movement = await ReadAsync<MovementFigures>(OfProvince, new(ReportKind.Movement, new()));
        var months = await ReadAsync<MovementFigures>(OfProvince, new(ReportKind.Movement, new(From: new(2026, 3, 31), Through: new(2026, 4, 1)), ReportStep.Month));
        var leap = await ReadAsync<MovementFigures>(OfProvince, new(ReportKind.Movement, new(From: new(2024, 2, 29), Through: new(2024, 2, 29))));

        Assert.Equal(
            [
                new(new(2026, 1, 1), new(2026, 3, 31), First: 1, Renewed: 1, Upgraded: 0, RanOut: 2, Lapsed: 1, Revoked: 0),
                new(new(2026, 4, 1), ReportWorld.Today, First: 1, Renewed: 0, Upgraded: 1, RanOut: 1, Lapsed: 1, Revoked: 1),
            ], movement.Lines);
        Assert.Equal(
            [
                new(new(2026, 3, 31), new(2026, 3, 31), First: 1, Renewed: 0, Upgraded: 0, RanOut: 1, Lapsed: 1, Revoked: 0),
                new(new(2026, 4, 1), new(2026, 4, 1), First: 1, Renewed: 0, Upgraded: 0, RanOut: 1, Lapsed: 1, Revoked: 0),
            ], months.Lines);
        Assert.Equal([new(new(2024, 2, 29), new(2024, 2, 29), 1, 0, 0, 0, 0, 0)], leap.Lines);
    }

    [Fact]
    public async Task The_forecast_puts_each_end_into_its_quarter_and_leaves_out_what_is_followed()
    {
        var forecast = await ReadAsync<ForecastFigures>(OfProvince, new(ReportKind.Forecast, new()));
        var toTheDayBefore = await ReadAsync<ForecastFigures>(OfProvince, new(ReportKind.Forecast, new(Through: new(2027, 2, 27))));

        Assert.Equal(
            [new(new(2027, 1, 1), Commune, 4, 1), new(new(2029, 1, 1), Neighbour, 5, 1), new(new(2029, 1, 1), Commune, 4, 1), new(new(2029, 4, 1), Commune, 4, 1)],
            forecast.Counts.OrderBy(c => c.Quarter).ThenBy(c => c.Place, StringComparer.Ordinal).Select(c => c));
        Assert.Equal((new DateOnly(2026, 4, 1), new DateOnly(2029, 4, 1), 13), (forecast.Quarters[0], forecast.Quarters[^1], forecast.Quarters.Count));
        Assert.Empty(toTheDayBefore.Counts); // issued on 29 February, it ends on the 28th
    }

    [Fact]
    public async Task Producers_are_counted_by_form_and_planned_products_by_what_became_of_them()
    {
        var producers = await ReadAsync<ProducersFigures>(OfProvince, new(ReportKind.Producers, new()));
        var plan = await ReadAsync<PlanFigures>(OfProvince, new(ReportKind.Plan, new()));

        Assert.Equal([new(ProducerType.Cooperative, 6, 3), new(ProducerType.Household, 1, 1)], producers.Forms.OrderBy(f => f.Form).Select(f => f));
        Assert.Equal([new(ProducerType.Cooperative, 4, 3), new(ProducerType.Household, 5, 1)], producers.Products.OrderBy(f => f.Form).Select(f => f));
        Assert.Equal(
            [("=1+1", PlanResult.Waiting, null), ("Chè sáu", PlanResult.Below, 4), ("Mắm Một", PlanResult.Reached, 4), ("Mắm bốn", PlanResult.Waiting, null)], // another maker's "bốn" is another product
            plan.Lines.Select(l => (l.Name, l.Result, l.Stars)).OrderBy(l => l.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_workbook_holds_title_facts_totals_and_notes_with_numbers_as_numbers_and_nothing_that_computes()
    {
        var annex = await WorkbookAsync(new(ReportKind.Annex, new()));
        var plan = await WorkbookAsync(new(ReportKind.Plan, new()));

        using var table = TableFile.Open(new MemoryStream(annex)).Value;
        var rows = new List<string>();
        while (table.Read())
        {
            rows.Add(string.Join('|', table.Row.Cells.Select(c => c.Text)));
        }

        Assert.Equal("Sản phẩm OCOP theo sao, nhóm và địa bàn", table.Header[0].Text);
        Assert.Equal(["Địa bàn: Tỉnh Thanh Hóa", "Tính đến ngày: 15/05/2026", "Ngày lập: 15/05/2026"], rows.Take(3));
        Assert.Contains("Nhóm và bộ sản phẩm|3 sao|4 sao|5 sao|Tổng", rows);
        Assert.Contains("Tổng|0|3|1|4", rows);
        Assert.StartsWith("Số liệu lấy từ sổ đăng ký", rows[^1], StringComparison.Ordinal);
        var sheet = Part(annex, "xl/worksheets/sheet1.xml");
        Assert.Matches("<c r=\"E\\d+\" s=\"\\d+\"><v>4</v></c>", sheet);
        var list = Part(plan, "xl/worksheets/sheet2.xml");
        Assert.DoesNotContain("<f>", list, StringComparison.Ordinal);
        Assert.Matches("s=\"13\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1\\+1<", list); // behind an apostrophe
        Assert.Matches("<v>45351</v>", list); // 29 February 2024
        Assert.Equal(annex, await WorkbookAsync(new(ReportKind.Annex, new())));
    }

    [Fact]
    public async Task A_sent_copy_stays_while_the_register_changes_and_opens_for_its_two_offices_only()
    {
        var place = AreaDirectory.Instance.CommunesOf("40")[0]; // not where the other tests count
        var product = await Market.CertifyAsync("Nhút Thanh Chương", commune: place.Code);
        var (commune, above) = (Actor.Officer("Hà Thị Nga", new(OfficeLevel.Commune, "40", place.Code)), Actor.Officer("Nghệ An", new(OfficeLevel.Province, "40")));
        var reports = Get<SentReportQueries>();
        var question = new ReportQuestion(ReportKind.Annex, new());
        var first = await Market.SendReportAsync(commune, question, "Báo cáo tháng 5");
        var (copy, file) = ((await reports.FindAsync(commune, first, Ct)).Value, (await reports.FileAsync(commune, first, Ct)).Value);
        var seen = Get<IReportPrinter>().Print((await Get<ReportQueries>().ReadAsync(commune, question, Ct)).Value).Print();

        await Market.RevokeAsync(product);
        var stale = await Get<SendReport>().RunAsync(new(commune, question, OfficeLevel.Province, seen), Ct);
        var second = await Market.SendReportAsync(commune, question);

        var later = (await reports.FindAsync(above, first, Ct)).Value;
        Assert.Equal(copy.Document.Print(), later.Document.Print());
        Assert.Equal(1, Total(later.Document));
        Assert.Equal(0, Total((await reports.FindAsync(commune, second, Ct)).Value.Document));
        Assert.Equal(file.Workbook, (await reports.FileAsync(above, first, Ct)).Value.Workbook);
        Assert.Equal(("BC-2026-0001", "BC-2026-0002"), (copy.Row.Number, (await reports.FindAsync(commune, second, Ct)).Value.Row.Number));
        Assert.Equal("registry.report_changed", stale.Refusal?.Code);
        Assert.Contains(new ReportFact("Lời nhắn", "Báo cáo tháng 5"), copy.Document.Facts);
        Assert.Equal(2, (await reports.PageAsync(commune, received: false, 1, Ct)).Value.Total);
        Assert.Contains(first, (await reports.PageAsync(above, received: true, 1, Ct)).Value.Items.Select(r => r.Id));
        foreach (var stranger in new[] { OfProvince, OfCommune, Actor.Officer("Bộ", new(OfficeLevel.Ministry)), Actor.Officer("Hà Nội", new(OfficeLevel.Province, "01")), Actor.Guest })
        {
            Assert.Equal("registry.sent_report_unknown", (await reports.FindAsync(stranger, first, Ct)).Refusal?.Code);
            Assert.Equal("registry.sent_report_unknown", (await reports.FileAsync(stranger, first, Ct)).Refusal?.Code);
        }

        await using var db = await OpenAsync();
        Assert.Equal(1, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from platform.audit_entries where action = 'registry.report_sent' and subject = {"report:" + first}").SingleAsync(Ct));
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"update registry.sent_reports set note = 'x' where id = {first}", Ct));
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlAsync($"delete from registry.sent_reports where id = {first}", Ct));
    }

    [Fact]
    public async Task Reports_sent_at_the_same_moment_get_numbers_of_their_own_and_go_upwards_only()
    {
        var officer = Actor.Officer("Vũ", new(OfficeLevel.Province, "01"));
        var question = new ReportQuestion(ReportKind.Movement, new());

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Market.SendReportAsync(officer, question)));
        var down = await Get<SendReport>().RunAsync(new(officer, question, OfficeLevel.Province, ""), Ct);
        var elsewhere = await Get<SendReport>().RunAsync(new(officer, new(ReportKind.Annex, new(Province)), OfficeLevel.Ministry, ""), Ct);
        var fairsOnly = await Get<SendReport>().RunAsync(new(officer with { Tasks = OfficeTasks.Fairs }, question, OfficeLevel.Ministry, ""), Ct);

        var rows = (await Get<SentReportQueries>().PageAsync(officer, received: false, 1, Ct)).Value.Items;
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"BC-2026-000{n}"), rows.Select(r => r.Number).Order());
        Assert.Equal(sent.Order(), rows.Select(r => r.Id).Order());
        Assert.Equal(("registry.no_higher_office", "registry.outside_your_area", "registry.officers_only"), (down.Refusal?.Code, elsewhere.Refusal?.Code, fairsOnly.Refusal?.Code));
    }

    private static long Total(ReportDocument document) => document.Tables[0].Lines[^1].Cells[^1].Number!.Value;

    private static string Part(byte[] workbook, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private async Task<T> ReadAsync<T>(Actor actor, ReportQuestion question) where T : ReportFigures => (T)(await Get<ReportQueries>().ReadAsync(actor, question, Ct)).Value;

    private async Task<byte[]> WorkbookAsync(ReportQuestion question)
    {
        using var file = new MemoryStream();
        await ReportWorkbook.WriteAsync(Get<IReportPrinter>().Print((await Get<ReportQueries>().ReadAsync(OfProvince, question, Ct)).Value), file, Ct);
        return file.ToArray();
    }
}
