using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry;
using OcopMarket.Registry.Imports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>Base of tests that bring files into an empty registry.</summary>
public abstract class ImportTest(MarketFixture fixture) : MarketTest(fixture), IAsyncLifetime
{
    protected static readonly Actor Operator = Actor.Operator("test");

    public async ValueTask InitializeAsync()
    {
        await using var db = await OpenAsync();
        await db.Database.ExecuteSqlAsync($"truncate registry.producers, registry.planned_products, registry.import_runs, platform.audit_entries, platform.outbox_messages, catalog.listings cascade", Ct);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected async Task<ImportReport> ImportAsync(
        Stream file, bool planned = false, bool dryRun = false, string[]? expect = null, int[]? confirmed = null, Actor? actor = null, string name = "so-dang-ky.csv")
        => (await Get<ImportRegistry>().RunAsync(new(
            actor ?? Operator, name, file, planned, dryRun, [.. (expect ?? []).Select(e => ControlTotal.Parse(e).Value)], new HashSet<int>(confirmed ?? [])), Ct)).Value;

    protected Task<ImportReport> ImportAsync(RegistryFile file, bool dryRun = false, string[]? expect = null, int[]? confirmed = null, Actor? actor = null)
        => ImportAsync(file.ToStream(), dryRun: dryRun, expect: expect, confirmed: confirmed, actor: actor);

    protected async Task<byte[]> ExportAsync(TableFormat format = TableFormat.Csv, Actor? actor = null)
    {
        using var bytes = new MemoryStream();
        await Get<ExportRegistry>().WriteAsync(actor ?? Operator, bytes, format, Ct);
        return bytes.ToArray();
    }

    /// <summary>Everything the registry holds, apart from the trail of who did what.</summary>
    protected async Task<string> ContentAsync()
    {
        await using var db = await OpenAsync();
        var content = new StringBuilder();
        foreach (var table in new[] { "producers", "products", "certificates", "planned_products", "licences" })
        {
            var sql = $"select t::text as \"Value\" from registry.{table} t order by t.id";
            content.AppendJoin('\n', await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Ct)).Append('\n');
        }

        return content.ToString();
    }

    protected async Task<int> CountAsync(string table)
    {
        await using var db = await OpenAsync();
        var sql = $"select count(*)::int as \"Value\" from {table}";
        return (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(Ct))[0];
    }

    protected async Task<DateOnly?> SupersededFromAsync(string number)
    {
        await using var db = await OpenAsync();
        return (await db.Certificates.SingleAsync(c => c.Number == number, Ct)).SupersededFrom;
    }
}
