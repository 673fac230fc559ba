using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class UndoImportTests(MarketFixture fixture) : ImportTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Undoing_takes_away_what_was_added_and_restores_what_was_changed()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", issuedOn: "2023-06-01", other: [("note", "đợt 1"), ("phone", "0912")]));
        var before = await ExportAsync();
        var run = await ImportAsync(new RegistryFile()
            .With("01/GCN", issuedOn: "2023-06-01", stars: "3", other: [("note", "đính chính"), ("phone", "0912")])
            .With("02/GCN", issuedOn: "2025-06-01", other: [("phone", "0913"), ("ocop_code", "08-00769-1-2025")])
            .With("03/GCN", product: "Thịt dê xông khói", producer: "HTX Lâm Sơn", set: "8"));

        var undone = await Get<UndoImport>().RunAsync(new(Operator, run.Run!.Value), Ct);

        Assert.Equal(before, await ExportAsync());
        Assert.Equal(new UndoImport.Report(Removed: 4, Restored: 3), undone.Value);
        Assert.Null(await SupersededFromAsync("01/GCN"));
        Assert.Equal((1, 1, 1), (await CountAsync("registry.producers"), await CountAsync("registry.products"), await CountAsync("registry.certificates")));
        Assert.Equal(3, await CountAsync("registry.certificate_entries")); // issued, corrected, taken back
        Assert.Equal(1, await CountAsync("platform.audit_entries where action = 'registry.import_undone'"));
        Assert.Equal(2, (await ImportAsync(new RegistryFile().With("02/GCN", issuedOn: "2025-06-01").With("03/GCN", product: "Thịt dê xông khói", producer: "HTX Lâm Sơn", set: "8"))).New);
    }

    [Fact]
    public async Task A_run_is_undone_once()
    {
        var run = (await ImportAsync(new RegistryFile().With("01/GCN"))).Run!.Value;
        await Get<UndoImport>().RunAsync(new(Operator, run), Ct);

        Assert.Equal($"registry.run_already_undone ({run})", (await Get<UndoImport>().RunAsync(new(Operator, run), Ct)).Refusal?.ToString());
        var nobodys = ImportRunId.New();
        Assert.Equal($"registry.run_unknown ({nobodys})", (await Get<UndoImport>().RunAsync(new(Operator, nobodys), Ct)).Refusal?.ToString());
    }

    [Fact]
    public async Task A_run_whose_certificate_was_revoked_since_stays()
        => await StaysAsync("01/GCN", async () => Assert.True((await Get<RevokeCertificate>().RunAsync(new(Operator, new("01/GCN"), RevocationGround.NoLongerMade, "ngừng sản xuất", "9/QĐ-UBND"), Ct)).Succeeded));

    [Fact]
    public async Task A_run_whose_certificate_a_later_run_corrected_stays() => await StaysAsync("01/GCN", () => ImportAsync(new RegistryFile().With("01/GCN", stars: "3")));

    [Fact]
    public async Task A_run_whose_certificate_was_renewed_since_stays() => await StaysAsync("01/GCN", () => ImportAsync(new RegistryFile().With("02/GCN", issuedOn: "2026-01-15")));

    [Fact]
    public async Task A_run_whose_producer_has_another_product_by_now_stays() => await StaysAsync("HTX Mèo Vạc", () => ImportAsync(new RegistryFile().With("02/GCN", product: "Chè shan tuyết")));

    [Fact]
    public async Task A_run_whose_producer_has_a_licence_by_now_stays()
        => await StaysAsync("HTX Mèo Vạc", async () =>
        {
            await using var db = await OpenAsync();
            db.Licences.Add(new Licence { ProducerId = (await db.Producers.SingleAsync(Ct)).Id, Kind = LicenceKind.VietGap, Number = "VG-1", ValidFrom = new(2025, 1, 1) });
            await db.SaveChangesAsync(Ct);
        });

    [Fact]
    public async Task A_run_whose_product_is_on_sale_stays()
        => await StaysAsync("Mật ong bạc hà", async () =>
        {
            await using var db = await OpenAsync();
            var product = (await db.Products.SingleAsync(Ct)).Id;
            Assert.True((await Get<PublishListings>().RunAsync(Operator, [new(product, [new("500 g", new Money(100_000), new Measure(500, MeasureUnit.Gram), 10)])], Ct))[0].Succeeded);
        });

    [Fact]
    public async Task An_officer_undoes_the_own_runs_and_those_of_the_own_province()
    {
        var lan = Actor.Officer("lan", new OfficeArea(OfficeLevel.Province, "08"));
        var (hers, ours) = ((await ImportAsync(new RegistryFile().With("01/GCN"), actor: lan)).Run!.Value, (await ImportAsync(new RegistryFile().With("02/GCN", product: "Chè shan tuyết", producer: "HTX Hai"))).Run!.Value);

        foreach (var other in new[] { Actor.Officer("lan", new(OfficeLevel.Commune, "08", "00769")), Actor.Officer("minh", new(OfficeLevel.Province, "56")), lan with { Tasks = OfficeTasks.Fairs } })
        {
            Assert.Equal($"registry.outside_your_area ({ours})", (await Get<UndoImport>().RunAsync(new(other, ours), Ct)).Refusal?.ToString());
        }

        Assert.True((await Get<UndoImport>().RunAsync(new(lan, hers), Ct)).Succeeded);
        Assert.Equal(1, await CountAsync("registry.certificates"));
    }

    [Fact]
    public async Task A_plan_is_undone_too()
    {
        static Stream Plan(string stars) => new MemoryStream(Encoding.UTF8.GetBytes($"product_name,commune_code,stars\nBưởi da xanh,22813,{stars}\n"));
        await ImportAsync(Plan("3"), planned: true);
        var run = await ImportAsync(Plan("4"), planned: true);
        Assert.Equal(1, await CountAsync("registry.planned_products where target_stars = 4"));

        await Get<UndoImport>().RunAsync(new(Operator, run.Run!.Value), Ct);

        Assert.Equal(1, await CountAsync("registry.planned_products where target_stars = 3"));
    }

    private async Task StaysAsync(string because, Func<Task> meanwhile)
    {
        var run = (await ImportAsync(new RegistryFile().With("01/GCN"))).Run!.Value;
        await meanwhile();
        var before = await ContentAsync();

        var result = await Get<UndoImport>().RunAsync(new(Operator, run), Ct);

        Assert.Equal($"registry.run_changed_since ({because})", result.Refusal?.ToString());
        Assert.Equal(before, await ContentAsync());
        Assert.Equal(0, await CountAsync("registry.import_runs where undone_at is not null"));
    }
}
