using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ImportTests(MarketFixture fixture) : ImportTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly string[] TotalsOfNinhSon =
    [
        "Xã Lâm Sơn=1", "Xã Lương Sơn=1", "Xã Mỹ Sơn=4", "Xã Hòa Sơn=1", "Xã Nhơn Sơn=6", "Xã Quảng Sơn=6", "Xã Ma Nới=3", "Thị trấn Tân Sơn=1", "total=23",
    ];

    [Fact]
    public async Task A_file_becomes_producers_products_and_certificates_with_their_entries()
    {
        var report = await ImportAsync(new RegistryFile()
            .With("01/GCN", other:
            [
                ("ocop_code", "08-00769-1-2025"), ("tax_code", "5100123456"), ("phone", "+84 912 345 678"), ("email", "htx@meovac.vn"), ("address", "Thôn Sảng Pả"),
                ("decision_number", "45/QĐ-UBND"), ("decision_date", "10/01/2025"), ("packings", "Chai 500 ml; Hũ 250 g ; chai 500 ML"), ("note", "đợt 1"),
            ])
            .With("02/GCN", product: "Chè shan tuyết", set: "11", commune: "", other: [("commune", "Xã Nhơn Sơn"), ("district", "Huyện Ninh Sơn"), ("province", "Tỉnh Ninh Thuận"), ("valid_through", "2026-12-31")]));

        Assert.Equal((ImportOutcome.Taken, 2, 0, 0, 0, 0), (report.Outcome, report.New, report.Changed, report.Same, report.Asked, report.Refused));
        await using var db = await OpenAsync();
        var producers = await db.Producers.OrderBy(p => p.CommuneCode).ToListAsync(Ct);
        var honey = await db.Certificates.SingleAsync(c => c.Number == "01/GCN", Ct);
        var entry = await db.CertificateEntries.SingleAsync(e => e.CertificateId == honey.Id, Ct);
        Assert.Equal(["htx-meo-vac", "htx-meo-vac-do-vinh"], producers.Select(p => p.Slug)); // the second lies in another province: another producer
        Assert.Equal(("5100123456", "+84 912 345 678", "htx@meovac.vn", "Thôn Sảng Pả"), (producers[0].TaxCode, producers[0].Phone, producers[0].Email, producers[0].Address));
        Assert.Equal((4, "QD148-2023", "45/QĐ-UBND", new DateOnly(2025, 1, 10)), (honey.Stars, honey.CriteriaVersion, honey.DecisionNumber, honey.DecisionDate));
        Assert.Equal((new DateOnly(2025, 1, 15), new DateOnly(2028, 1, 15)), (honey.ValidFrom, honey.ValidThrough));
        Assert.Equal(["Chai 500 ml", "Hũ 250 g"], honey.Packings);
        Assert.Equal((CertificateEntryKind.Issued, "đợt 1", "45/QĐ-UBND", "Operator:test"), (entry.Kind, entry.Reason, entry.Document, entry.Actor));
        var tea = await db.Products.SingleAsync(p => p.Set == 11, Ct);
        Assert.Equal(("22738", "56", "Xã Nhơn Sơn, Huyện Ninh Sơn, Tỉnh Ninh Thuận"), (tea.CommuneCode, tea.ProvinceCode, tea.PlaceWritten));
        Assert.Equal(1, await CountAsync("platform.audit_entries where action = 'registry.imported'"));
        Assert.Equal(2, await CountAsync("platform.audit_entries where action = 'registry.certificate_issued'"));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing()
    {
        var file = new RegistryFile()
            .With("01/GCN", other: [("phone", "0912"), ("note", "đợt 1"), ("packings", "a; b")])
            .With("02/GCN", issuedOn: "2025-06-01", other: [("phone", "0913"), ("address", "Thôn A")])
            .With("03/GCN", product: "Chè shan tuyết", issuedOn: "2025-06-01", other: ("phone", "0914"));
        await ImportAsync(file);
        var (before, runs, audits) = (await ContentAsync(), await CountAsync("registry.import_runs"), await CountAsync("platform.audit_entries"));

        var again = await ImportAsync(file);

        Assert.Equal((ImportOutcome.NothingNew, null, 3), (again.Outcome, again.Run, again.Same));
        Assert.Equal(before, await ContentAsync());
        Assert.Equal((runs, audits), (await CountAsync("registry.import_runs"), await CountAsync("platform.audit_entries")));
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_writes_nothing()
    {
        var file = new RegistryFile().With("01/GCN").With("02/GCN", stars: "6");

        var dry = await ImportAsync(file, dryRun: true);

        Assert.Equal((ImportOutcome.DryRun, 1, 1), (dry.Outcome, dry.New, dry.Refused));
        Assert.Equal(0, await CountAsync("registry.producers") + await CountAsync("registry.import_runs") + await CountAsync("platform.audit_entries"));
    }

    [Fact]
    public async Task Good_rows_are_taken_and_the_others_come_back_with_cell_and_reason_and_can_be_mended_there()
    {
        var report = await ImportAsync(new RegistryFile().With("01/GCN").With("02/GCN", product: "Dưa lưới (2 sản phẩm)", stars: "6").With("03/GCN", product: "=1+1"));

        using var refused = new MemoryStream();
        await report.WriteRefusedAsync(refused, TableFormat.Csv, r => $"[{r.Code}]", Ct);
        var lines = Encoding.UTF8.GetString(refused.ToArray()).Split("\r\n");

        Assert.Equal((1, 2), (report.New, report.Refused));
        Assert.EndsWith("note,row,cell,reason_code,reason", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",3,C3; E3,registry.import_several_products; registry.import_stars,[registry.import_several_products] [registry.import_stars]", lines[1], StringComparison.Ordinal);
        Assert.Contains(",'=1+1,", lines[2], StringComparison.Ordinal);
        var unmended = await ImportAsync(new MemoryStream(refused.ToArray()));
        Assert.Equal((0, 2), (unmended.New, unmended.Refused));
        var mended = await ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines[0] + "\r\n" + lines[1].Replace(" (2 sản phẩm)", "", StringComparison.Ordinal).Replace(",6,HTX", ",4,HTX", StringComparison.Ordinal))));
        Assert.Equal((1, 0), (mended.New, mended.Refused));
    }

    [Fact]
    public async Task A_later_certificate_takes_the_place_of_the_earlier_one_in_whatever_order_they_come()
    {
        await ImportAsync(new RegistryFile().With("02/GCN", issuedOn: "2025-06-01"));
        await ImportAsync(new RegistryFile().With("01/GCN", issuedOn: "2023-06-01"));
        await ImportAsync(new RegistryFile().With("03/GCN", issuedOn: "2026-02-01", stars: "5"));

        Assert.Equal(1, await CountAsync("registry.products"));
        Assert.Equal(new DateOnly(2025, 6, 1), await SupersededFromAsync("01/GCN"));
        Assert.Equal(new DateOnly(2026, 2, 1), await SupersededFromAsync("02/GCN"));
        Assert.Null(await SupersededFromAsync("03/GCN"));
        Assert.Equal(1, await CountAsync("platform.audit_entries where action = 'registry.certificate_superseded'"));
    }

    [Fact]
    public async Task A_certificate_that_ended_before_today_is_recorded_without_telling_anybody()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", issuedOn: "2022-01-15"));

        Assert.Equal(1, await CountAsync("registry.certificates where end_announced_at is not null"));
        Assert.Equal(0, await Get<ICertificateEnds>().AnnounceAsync(Ct));
        Assert.Equal(0, await CountAsync("platform.outbox_messages"));
    }

    [Fact]
    public async Task A_correction_is_a_new_entry_that_keeps_what_was_said_before()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", other: ("note", "đợt 1")));

        var report = await ImportAsync(new RegistryFile().With("01/GCN", stars: "3", other: ("note", "đính chính theo QĐ 46")));

        Assert.Equal((1, ImportVerdict.Changed), (report.Changed, report.Rows[0].Verdict));
        await using var db = await OpenAsync();
        var entries = await db.CertificateEntries.OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(Ct);
        Assert.Equal([CertificateEntryKind.Issued, CertificateEntryKind.Corrected], entries.Select(e => e.Kind));
        Assert.Contains("\"stars\": 4", entries[1].Before, StringComparison.Ordinal);
        Assert.Contains("\"stars\": 3", entries[1].After, StringComparison.Ordinal);
        Assert.Equal("đính chính theo QĐ 46", entries[1].Reason);
        Assert.Equal(3, (await db.Certificates.SingleAsync(Ct)).Stars);
    }

    [Fact]
    public async Task A_number_that_suddenly_names_another_product_is_asked_about()
    {
        await ImportAsync(new RegistryFile().With("01/GCN"));
        var before = await ContentAsync();

        var report = await ImportAsync(new RegistryFile().With("01/GCN", product: "Thịt dê xông khói", set: "8"));

        Assert.Equal("registry.import_number_is_anothers (01/GCN, Mật ong bạc hà, HTX Mèo Vạc)", Assert.Single(report.Rows[0].Problems).Reason.ToString());
        Assert.Equal((ImportVerdict.Ask, before), (report.Rows[0].Verdict, await ContentAsync()));
    }

    [Fact]
    public async Task An_old_file_does_not_bring_back_an_old_address()
    {
        await ImportAsync(new RegistryFile().With("02/GCN", issuedOn: "2025-06-01", other: ("phone", "0913")));

        await ImportAsync(new RegistryFile().With("01/GCN", issuedOn: "2022-06-01", other: ("phone", "0912")));

        Assert.Equal(1, await CountAsync("registry.producers where phone = '0913'"));
    }

    [Fact]
    public async Task Columns_that_a_file_does_not_have_keep_what_is_known()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", other: [("packings", "Chai 500 ml"), ("valid_through", "2026-12-31"), ("decision_number", "45/QĐ-UBND"), ("note", "đợt 1"), ("phone", "0912")]));
        var before = await ContentAsync();

        var report = await ImportAsync(new MemoryStream(
            "certificate_number;product_name;subgroup;stars;producer_name;producer_type;issued_by;authority_level;issued_on;commune_code\n01/GCN;Mật ong bạc hà;4;4;HTX Mèo Vạc;cooperative;UBND tỉnh Hà Giang;province;15/01/2025;00769\n"u8.ToArray()));

        Assert.Equal((1, before), (report.Same, await ContentAsync()));
    }

    [Fact]
    public async Task The_table_that_slipped_by_a_row_does_not_pass_its_control_totals()
    {
        await using var file = File.OpenRead(Path.Combine(Repository.Root, "tests/Integration/Registry/Files/ninh-son-2025.csv"));

        var report = await ImportAsync(file, planned: true, expect: TotalsOfNinhSon);

        Assert.Equal(ImportOutcome.TotalsDiffer, report.Outcome);
        Assert.Equal(
            [new Refusal("registry.control_total_differs", "Xã Nhơn Sơn", 6, 5), new Refusal("registry.control_total_differs", "Thị trấn Tân Sơn", 1, 2)],
            report.Differences);
        Assert.All(report.Rows, r => Assert.Equal(ImportVerdict.New, r.Verdict)); // every row is sound in itself: only the totals tell
        Assert.Equal(0, await CountAsync("registry.planned_products") + await CountAsync("registry.import_runs") + await CountAsync("platform.audit_entries"));
    }

    [Fact]
    public async Task The_mended_plan_is_taken_once_and_its_commune_names_lead_to_the_communes_of_today()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/Integration/Registry/Files/ninh-son-2025.csv"), Ct);
        var slipped = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        var places = new List<string>();
        foreach (var total in TotalsOfNinhSon[..^1].Select(t => ControlTotal.Parse(t).Value))
        {
            places.AddRange(Enumerable.Repeat(total.What, total.Expected));
        }

        var mended = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', slipped.Select((cells, i) => string.Join(',', i == 0 ? cells : [places[i - 1], .. cells[1..]])))));
        var first = await ImportAsync(mended, planned: true, expect: TotalsOfNinhSon);
        mended.Position = 0;
        var second = await ImportAsync(mended, planned: true, expect: TotalsOfNinhSon);

        Assert.Equal((ImportOutcome.Taken, 23), (first.Outcome, first.New));
        Assert.Equal((ImportOutcome.NothingNew, 23), (second.Outcome, second.Same));
        Assert.Equal(23, await CountAsync("registry.planned_products"));
        Assert.Equal(1, await CountAsync("registry.planned_products where commune_code = '22810' and name = 'Đũa gỗ'"));
        Assert.Equal(0, await CountAsync("registry.certificates"));
    }

    [Fact]
    public async Task A_total_that_does_not_add_up_stops_good_rows_too()
    {
        var report = await ImportAsync(new RegistryFile().With("01/GCN").With("02/GCN", product: "Chè shan tuyết", stars: "2"), expect: ["Xã Mèo Vạc=2", "total=1"]);

        Assert.Equal(new Refusal("registry.control_total_differs", "Xã Mèo Vạc", 2, 1), Assert.Single(report.Differences));
        Assert.Equal((ImportOutcome.TotalsDiffer, 0), (report.Outcome, await CountAsync("registry.producers")));
    }

    [Fact]
    public async Task A_run_that_is_broken_off_leaves_nothing()
    {
        var file = new RegistryFile();
        for (var i = 0; i < 3000; i++)
        {
            file.With($"{i}/GCN", product: $"Sản phẩm thứ {i}", producer: $"HTX số {i}");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var heard = new List<int>();
        var command = new ImportRegistry.Command(Operator, "so.csv", file.ToStream(), Progress: new Direct(done =>
        {
            heard.Add(done);
            stop.Cancel(); // the first thousand certificates are written, the transaction is open
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Get<ImportRegistry>().RunAsync(command, stop.Token));

        Assert.Equal([1000], heard);
        Assert.Equal(0, await CountAsync("registry.producers") + await CountAsync("registry.certificates") + await CountAsync("registry.import_runs") + await CountAsync("platform.audit_entries"));
        command.File.Position = 0;
        Assert.Equal(3000, (await Get<ImportRegistry>().RunAsync(command with { Progress = null }, Ct)).Value.New);
    }

    [Fact]
    public async Task Two_imports_of_one_file_at_once_take_it_once()
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ImportAsync(new RegistryFile().With("01/GCN").With("02/GCN", product: "Chè shan tuyết"))));

        Assert.Single(reports, r => r.Outcome is ImportOutcome.Taken);
        Assert.Equal(2, reports.Count(r => r.Outcome is ImportOutcome.NothingNew));
        Assert.Equal(2, await CountAsync("registry.certificates"));
    }

    [Theory]
    [InlineData("product_name;stars\nMật ong;4\n", "registry.header_wrong")]
    [InlineData("", "platform.table_empty")]
    public async Task A_file_with_another_header_is_refused_whole(string text, string code)
        => Assert.Equal(code, (await Get<ImportRegistry>().RunAsync(new(Operator, "x.csv", new MemoryStream(Encoding.UTF8.GetBytes(text))), Ct)).Refusal?.Code);

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_whole_even_where_its_beginning_is_plain()
    {
        using var file = new MemoryStream();
        await new RegistryFile().With("01/GCN", product: "Mat ong", producer: "HTX", other: ("issued_by", "UBND")).ToStream().CopyToAsync(file, Ct);
        file.Write([0x30, 0x32, 0x2F, 0xCD, 0xE0, 0x2C]);
        file.Position = 0;

        var result = await Get<ImportRegistry>().RunAsync(new(Operator, "x.csv", file), Ct);

        Assert.Equal("platform.table_encoding", result.Refusal?.Code);
        Assert.Equal(0, await CountAsync("registry.producers"));
    }

    [Fact]
    public async Task A_file_of_200_megabytes_is_refused_by_its_size()
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        file.SetLength(200L * 1024 * 1024);

        Assert.Equal("platform.table_too_large (200, 20)", (await Get<ImportRegistry>().RunAsync(new(Operator, "x.csv", file), Ct)).Refusal?.ToString());
    }

    [Fact]
    public async Task An_officer_does_not_rename_a_producer_of_another_area()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", other: [("tax_code", "5100123456"), ("phone", "0912")]));

        var report = await ImportAsync(
            new RegistryFile().With("02/GCN", product: "Chè shan tuyết", commune: "22738", issuedOn: "2025-06-01", other: [("tax_code", "5100123456"), ("phone", "0999")]),
            actor: Actor.Officer("lan", new OfficeArea(OfficeLevel.Province, "56")));

        Assert.Equal(ImportVerdict.New, report.Rows[0].Verdict);
        Assert.Equal(1, await CountAsync("registry.producers where phone = '0912'"));
        Assert.Equal(1, await CountAsync("registry.producers"));
    }

    private sealed class Direct(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
