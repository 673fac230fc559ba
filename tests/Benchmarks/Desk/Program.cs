// Measures the officers' lists over 200,000 certificates in a database of its own: tests/Benchmarks/desk
using System.Diagnostics;
using Npgsql;
using OcopMarket.Benchmarks.Desk;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Postgres;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Schema;

const int rounds = 15;
var folder = Directory.CreateTempSubdirectory("ocop-desk-").FullName;
if (!OperatingSystem.IsWindows())
{
    File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // the database's user must be able to pass
}

await using (var cluster = await LocalPostgres.StartAsync(new() { Folder = Path.Combine(folder, "data") }))
{
    await cluster.EnsureDatabaseAsync("desk");
    await MarketSchema.MigrateAsync(cluster.ConnectionString("desk"));
    var settings = new NpgsqlConnectionStringBuilder(cluster.ConnectionString("desk")) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, CommandTimeout = 0 };
    await using var database = NpgsqlDataSource.Create(settings);
    var clock = TimeProvider.System;
    var started = Stopwatch.GetTimestamp();
    await LargeRegistry.CopyAsync(database, clock.Today());
    Console.WriteLine($"200,000 certificates copied in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");

    var desk = new CertificateDeskQueries(database, AreaDirectory.Instance, clock);
    var ministry = Actor.Officer("bench", new(OfficeLevel.Ministry));
    var (country, province, commune) = (new DeskScope(), new DeskScope("38"), new DeskScope("38", "16645"));
    var year = new DeskScope("38", null, new(clock.Today().Year, 1, 1), clock.Today());

    Task Page(DeskFilter filter, int page = 1) => desk.PageAsync(ministry, filter, page, CancellationToken.None);
    await MeasureAsync("first page, country", () => Page(new(country)));
    await MeasureAsync("first page, province", () => Page(new(province)));
    await MeasureAsync("first page, commune", () => Page(new(commune)));
    foreach (var state in Enum.GetValues<DeskState>())
    {
        await MeasureAsync($"filter {state}, country", () => Page(new(country, state)));
        await MeasureAsync($"filter {state}, province and year", () => Page(new(year, state)));
    }

    foreach (var sort in Enum.GetValues<DeskSort>())
    {
        await MeasureAsync($"sort {sort}, country", () => Page(new(country, Sort: sort, Descending: false)));
        await MeasureAsync($"sort {sort} down, all of the country", () => Page(new(country, DeskState.All, Sort: sort)));
    }

    foreach (var text in new[] { "tra", "mat ong meo vac", "htx", "001234/GCN-OCOP", "1234", "nuoc mam ba lang 12", "khong co gi nhu vay" })
    {
        await MeasureAsync($"search “{text}”, country", () => Page(new(country, DeskState.All, text)));
        await MeasureAsync($"search “{text}”, province", () => Page(new(province, DeskState.All, text)));
    }

    await MeasureAsync("4 stars, group 1, country", () => Page(new(country, Stars: 4, Group: 1)));
    await MeasureAsync("page 100, country", () => Page(new(country), 100));
    foreach (var sort in new[] { DeskSort.IssuedOn, DeskSort.Product, DeskSort.Producer })
    {
        await MeasureAsync($"page 300, country, by {sort}", () => Page(new(country, DeskState.All, Sort: sort, Descending: false), 300));
        await MeasureAsync($"page 2,000 of 4,000, country, by {sort}", () => Page(new(country, DeskState.All, Sort: sort, Descending: false), 2000));
        await MeasureAsync($"last page, country, by {sort}", () => Page(new(country, DeskState.All, Sort: sort, Descending: false), 4000));
    }

    var reports = new ReportQueries(database, AreaDirectory.Instance, clock, []);
    foreach (var kind in Enum.GetValues<ReportKind>())
    {
        await MeasureAsync($"report {kind}, province", () => reports.ReadAsync(ministry, new(kind, province), CancellationToken.None));
        await MeasureAsync($"report {kind}, country", () => reports.ReadAsync(ministry, new(kind, country), CancellationToken.None));
    }

    await MeasureAsync("report Movement, province, four years by month", () => reports.ReadAsync(ministry, new(ReportKind.Movement, new("38", null, clock.Today().AddYears(-4)), ReportStep.Month), CancellationToken.None));
}

Directory.Delete(folder, recursive: true);

static async Task MeasureAsync(string what, Func<Task> run)
{
    for (var i = 0; i < 3; i++)
    {
        await run();
    }

    var times = new double[rounds];
    for (var i = 0; i < rounds; i++)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    Array.Sort(times);
    Console.WriteLine($"{what,-50} p50 {times[rounds / 2],7:0.0} ms   p95 {times[(int)Math.Ceiling(rounds * 0.95) - 1],7:0.0} ms");
}
