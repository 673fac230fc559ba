using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Imports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ImportDeskTests(MarketFixture fixture) : ImportTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Lan = Actor.Officer("Lan", new(OfficeLevel.Province, "56"), account: AccountId.New());
    private static readonly Actor Minh = Actor.Officer("Minh", new(OfficeLevel.Province, "56"), account: AccountId.New());
    private static readonly Actor Far = Actor.Officer("Hà", new(OfficeLevel.Province, "08"), account: AccountId.New());

    // As the annex of the plan of Ninh Sơn (2025) prints it: communes in merged cells, which slipped by a row; no district, no province.
    private const string AsPrinted =
        """
        STT,"Xã, thị trấn",Danh mục sản phẩm,Ghi chú
        1,Xã Lâm Sơn,Bưởi,
        2,Xã Lương Sơn,Xoài,
        3,Xã Mỹ Sơn,Táo xanh,
        ,,Thịt gà,
        4,Xã Hòa Sơn,Nhung hươu tươi,
        """;

    private ImportDesk Desk => Get<ImportDesk>();

    private ImportFileQueries Files => Get<ImportFileQueries>();

    [Fact]
    public async Task The_annex_that_slipped_is_caught_by_its_totals_and_taken_as_planned_once_it_is_mended()
    {
        var slipped = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "tests/Integration/Registry/Files/ninh-son-2025.csv"), Ct);
        const string totals = "Xã Quảng Sơn: 6\nThị trấn Tân Sơn: 1\nXã Lâm Sơn: 1\nXã Lương Sơn: 1\nXã Mỹ Sơn: 4\nXã Hòa Sơn: 1\nXã Nhơn Sơn: 6\nXã Ma Nới: 3\ntotal: 23";
        var file = await BringAsync(slipped, planned: true);

        var caught = await CheckAsync(file, totals: totals);
        Assert.True((await Desk.TakeAsync(Lan, file, [], "", Ct)).Succeeded);
        await Desk.WhenIdleAsync();
        var still = (await Files.FindAsync(Lan, file, Ct))!;

        Assert.Equal(["registry.control_total_differs (Xã Nhơn Sơn, 6, 5)", "registry.control_total_differs (Thị trấn Tân Sơn, 1, 2)"], caught.Report!.Differences.Select(d => $"{d}").Order(StringComparer.Ordinal).Reverse());
        Assert.Equal((ImportFileState.Checked, ImportOutcome.TotalsDiffer, 0), (still.State, still.Report!.Outcome, await CountAsync("registry.planned_products")));

        // The fifth product of Nhơn Sơn slipped to Quảng Sơn and so on down: the cells of communes belong one row lower.
        var lines = Encoding.UTF8.GetString(slipped).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] places = [.. new[] { ("Xã Lâm Sơn", 1), ("Xã Lương Sơn", 1), ("Xã Mỹ Sơn", 4), ("Xã Hòa Sơn", 1), ("Xã Nhơn Sơn", 6), ("Xã Quảng Sơn", 6), ("Xã Ma Nới", 3), ("Thị trấn Tân Sơn", 1) }.SelectMany(p => Enumerable.Repeat(p.Item1, p.Item2))];
        var mended = Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((l, i) => i == 0 ? l : places[i - 1] + l[l.IndexOf(',', StringComparison.Ordinal)..])));
        var second = await BringAsync(mended, planned: true);
        Assert.Empty((await CheckAsync(second, totals: totals)).Report!.Differences);
        Assert.True((await Desk.TakeAsync(Lan, second, [], "", Ct)).Succeeded);
        await Desk.WhenIdleAsync();

        var taken = (await Files.FindAsync(Lan, second, Ct))!;
        Assert.Equal((ImportFileState.Taken, 23, 23, 0), (taken.State, taken.Run!.New, await CountAsync("registry.planned_products"), await CountAsync("registry.certificates")));
        Assert.Equal("registry.import_file_busy", (await Desk.TakeAsync(Lan, second, [], "", Ct)).Refusal?.Code);
        Assert.Equal(("56", Lan.Account), await RunAsync());
        Assert.True(Assert.Single(await Files.HistoryAsync(Minh, Ct)).MayUndo); // the province's own
        Assert.Empty(await Files.HistoryAsync(Far, Ct));
        Assert.Equal("registry.outside_your_area", (await Get<UndoImport>().RunAsync(new(Far, taken.Run.Id), Ct)).Refusal?.Code);
        Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal("registry.run_too_old", (await Get<UndoImport>().RunAsync(new(Lan, taken.Run.Id), Ct)).Refusal?.Code);
        Clock.Advance(TimeSpan.FromHours(-24));
        Assert.True((await Get<UndoImport>().RunAsync(new(Minh, taken.Run.Id), Ct)).Succeeded);
        Assert.Equal(0, await CountAsync("registry.planned_products"));

        async Task<(string?, AccountId?)> RunAsync()
        {
            await using var db = await OpenAsync();
            return await db.ImportRuns.Select(r => new { r.ProvinceCode, r.Account }).SingleAsync(Ct) is var run ? (run.ProvinceCode, run.Account) : default;
        }
    }

    [Fact]
    public async Task A_table_as_printed_is_read_by_its_columns_with_merged_cells_and_what_all_rows_share_and_so_again_next_time()
    {
        var file = await BringAsync(Encoding.UTF8.GetBytes(AsPrinted), planned: true);
        var guessed = (await Files.FindAsync(Lan, file, Ct))!.Layout.Columns!;
        Assert.Equal(["commune", "product_name", "note"], guessed.OrderBy(c => c.Key).Select(c => c.Value));

        var layout = new ImportLayout(guessed.ToDictionary(), FillDown: true, "Huyện Ninh Sơn", "Tỉnh Ninh Thuận");
        var seen = await CheckAsync(file, layout, "Xã Mỹ Sơn: 2\ntotal: 5");

        Assert.Equal((5, 0, 0), (seen.Report!.Count(ImportVerdict.New), seen.Report.Count(ImportVerdict.Refused), seen.Report.Differences.Count));
        var again = (await Files.FindAsync(Lan, await BringAsync(Encoding.UTF8.GetBytes(AsPrinted), planned: true), Ct))!.Layout;
        Assert.Equal((true, "Huyện Ninh Sơn", "Tỉnh Ninh Thuận", 3), (again.FillDown, again.District, again.Province, again.Columns!.Count));
    }

    [Fact]
    public async Task A_difference_that_is_explained_is_let_through_and_the_explanation_is_kept()
    {
        var file = await BringAsync(Encoding.UTF8.GetBytes("product_name,commune_code\nBưởi da xanh,22813\n"), planned: true);
        await CheckAsync(file, totals: "total: 2");

        Assert.True((await Desk.TakeAsync(Lan, file, [], " Một sản phẩm đã rút khỏi kế hoạch ", Ct)).Succeeded);
        await Desk.WhenIdleAsync();

        Assert.Equal("Một sản phẩm đã rút khỏi kế hoạch", Assert.Single(await Files.HistoryAsync(Lan, Ct)).Explanation);
    }

    [Fact]
    public async Task Good_rows_are_taken_the_others_come_back_with_reasons_and_doubts_wait_for_a_word()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", product: "Tỏi Phan Rang", commune: "22813"));
        var table = new RegistryFile().With("02/GCN", product: "Nho xanh", commune: "22813").With("03/GCN", product: "Tỏi Phan Rang.", producer: "HTX Meo Vac", commune: "22813", stars: "4 sao")
            .With("04/GCN", stars: "2", commune: "22813").With("05/GCN", stars: "5", commune: "22813", product: "Táo").With("06/GCN", product: "Chè", commune: "00769", other: ("producer_type", "Hợp tác xã"));
        var file = await BringAsync(((MemoryStream)table.ToStream()).ToArray(), planned: false);

        var seen = await CheckAsync(file);
        Assert.Equal([ImportVerdict.New, ImportVerdict.Ask, ImportVerdict.Refused, ImportVerdict.Refused, ImportVerdict.Refused], seen.Report!.Rows.Select(r => r.Verdict));
        Assert.Equal(["registry.import_stars (2)", "registry.not_your_level (5, Province)", "registry.not_your_area (06/GCN)"], seen.Report.Rows.Skip(2).Select(r => $"{r.Problems[0].Reason}"));
        using var refused = new MemoryStream();
        Assert.True(await Files.WriteRefusedAsync(Lan, file, refused, TableFormat.Csv, r => r.Code, Ct));
        Assert.True((await Desk.TakeAsync(Lan, file, [3], "", Ct)).Succeeded);
        await Desk.WhenIdleAsync();

        Assert.Equal((3, 2), (await CountAsync("registry.certificates"), (await Files.FindAsync(Lan, file, Ct))!.Run!.New));
        Assert.Equal(5, Encoding.UTF8.GetString(refused.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length); // header, the doubt and three refusals
        Assert.Null(await Files.FindAsync(Far, file, Ct));
        Assert.Equal("registry.import_file_unknown", (await Desk.TakeAsync(Far, file, [], "", Ct)).Refusal?.Code);
        Assert.Null(await Files.ContentAsync(Far, file, Ct));
        Assert.NotNull(await Files.ContentAsync(Minh, file, Ct));
    }

    [Fact]
    public async Task What_is_no_table_or_not_an_office_gets_a_sentence()
    {
        Assert.Equal("platform.table_empty", (await Desk.BringAsync(new(Lan, "a.xlsx", new MemoryStream(), false), Ct)).Refusal?.Code);
        Assert.Equal("platform.table_broken", (await Desk.BringAsync(new(Lan, "a.csv", new MemoryStream("PK\u0003\u0004 này không phải bảng"u8.ToArray()), false), Ct)).Refusal?.Code);
        Assert.Equal("registry.officers_only", (await Desk.BringAsync(new(Actor.Member("HTX", AccountId.New()), "a.csv", new MemoryStream("a\nb"u8.ToArray()), false), Ct)).Refusal?.Code);
        Assert.Equal("registry.officers_only", (await Desk.BringAsync(new(Actor.Officer("Kiểm duyệt", new(OfficeLevel.Province, "56"), OfficeTasks.Moderation), "a.csv", new MemoryStream("a\nb"u8.ToArray()), false), Ct)).Refusal?.Code);
        var file = await BringAsync("mau,co\nxanh,1\n"u8.ToArray(), planned: false);
        Assert.Equal("registry.control_total_unreadable", (await Desk.CheckAsync(new(Lan, file, new ImportLayout(), "xã nào đó", ""), Ct)).Refusal?.Code);
        var seen = await CheckAsync(file);
        Assert.Equal((ImportFileState.Brought, "registry.header_wrong"), (seen.State, seen.Refusal?.Code));
        Assert.Equal("registry.import_not_checked", (await Desk.TakeAsync(Lan, file, [], "", Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task One_certificate_by_a_form_passes_the_checks_of_the_file()
    {
        var form = new Dictionary<string, string>
        {
            ["certificate_number"] = "07/GCN", ["product_name"] = "Rượu nho", ["subgroup"] = "12", ["stars"] = "3", ["producer_name"] = "HTX Ninh Hải", ["producer_type"] = "cooperative", ["tax_code"] = "",
            ["commune_code"] = "22813", ["issued_by"] = "UBND tỉnh Khánh Hòa", ["authority_level"] = "province", ["issued_on"] = "2024-02-29", ["valid_through"] = "", ["decision_number"] = "12/QĐ-UBND",
        };
        var record = Get<RecordCertificate>();

        var dry = (await record.RunAsync(new(Lan, form, DryRun: true), Ct)).Value;
        var wrong = (await record.RunAsync(new(Lan, new Dictionary<string, string>(form) { ["stars"] = "7", ["issued_on"] = "29/02/2023" }), Ct)).Value;
        var written = (await record.RunAsync(new(Lan, form), Ct)).Value;
        var alike = (await record.RunAsync(new(Lan, new Dictionary<string, string>(form) { ["certificate_number"] = "08/GCN", ["product_name"] = "Rượu nhỏ", ["issued_on"] = "2025-01-01" }), Ct)).Value;

        Assert.Equal((ImportVerdict.New, (object?)null), (dry.Verdict, dry.Run));
        Assert.Equal([("stars", "registry.import_stars"), ("issued_on", "registry.import_date")], wrong.Problems.Select(p => (p.Column, p.Reason.Code)));
        Assert.Equal((ImportVerdict.New, ImportVerdict.Ask, "product_name"), (written.Verdict, alike.Verdict, Assert.Single(alike.Problems).Column));
        await using var db = await OpenAsync();
        Assert.Equal(new DateOnly(2027, 2, 28), (await db.Certificates.SingleAsync(Ct)).ValidThrough);
        Assert.Equal(ImportVerdict.Refused, (await record.RunAsync(new(Actor.Officer("xã", new(OfficeLevel.Commune, "56", "22813")), new Dictionary<string, string>(form) { ["certificate_number"] = "09/GCN" }), Ct)).Value.Verdict);
    }

    private async Task<Guid> BringAsync(byte[] content, bool planned) => (await Desk.BringAsync(new(Lan, "ke-hoach.csv", new MemoryStream(content), planned), Ct)).Value;

    private async Task<ImportFileView> CheckAsync(Guid file, ImportLayout? layout = null, string totals = "")
    {
        layout ??= (await Files.FindAsync(Lan, file, Ct))!.Layout;
        Assert.True((await Desk.CheckAsync(new(Lan, file, layout, totals, ""), Ct)).Succeeded);
        await Desk.WhenIdleAsync();
        return (await Files.FindAsync(Lan, file, Ct))!;
    }
}
