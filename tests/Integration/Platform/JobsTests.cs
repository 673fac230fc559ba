using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class JobsTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    internal sealed class Ticking(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) : IMarketJob
    {
        public async Task<string> RunAsync(CancellationToken ct)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            db.Audit(clock, Actor.System("ticking"), "test.ticked", "job:ticking");
            await db.SaveChangesAsync(ct);
            return "ticked";
        }
    }

    internal sealed class Failing : IMarketJob
    {
        public Task<string> RunAsync(CancellationToken ct) => throw new TaskCanceledException("a request ran out of time");
    }

    [Fact] // the processes' own clock stands still: the scheduler goes by the machine's
    public async Task Of_two_processes_one_runs_each_firing_and_both_run_the_jobs_at_start()
    {
        var running = Stopwatch.StartNew();
        using (var one = Process())
        using (var other = Process())
        {
            await Task.WhenAll(one.StartAsync(Ct), other.StartAsync(Ct));
            Assert.True(await Eventually.GetAsync(TicksAsync, ticks => ticks >= 12) >= 12);
            await Task.WhenAll(one.StopAsync(Ct), other.StopAsync(Ct)); // waits for what is running
        }

        // Two runs at start, one that both may schedule as they come up, and never more than one a pause: twice as many if each process ran every firing.
        Assert.InRange(await TicksAsync(), 12, (int)(running.Elapsed / Pause) + 4);
    }

    [Fact]
    public async Task A_job_is_run_by_its_name_and_says_what_it_did()
    {
        Assert.Equal("0 messages handled", await Get<JobRunner>().RunAsync("outbox", Ct));
        Assert.Equal("0 ends announced, 0 listings taken down, 0 put back", await Get<JobRunner>().RunAsync("certificate-clock", Ct));
        Assert.Null(await Get<JobRunner>().RunAsync("khong-co", Ct));
        var names = Get<JobRunner>().Jobs.Select(j => j.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Superset(new HashSet<string> { "books", "cart-clean-up", "certificate-clock", "certificate-reminders", "close-parcels", "corporate-clean-up", "outbox", "own-basket-clean-up", "packing-lists", "payment-expiry", "picture-clean-up", "statements" }, names.ToHashSet());
    }

    [Fact]
    public async Task Switched_off_no_scheduler_is_there()
        => Assert.DoesNotContain(Market.Services.GetServices<IHostedService>(), s => s is StartupJobs || s.GetType().FullName!.Contains("Quartz", StringComparison.Ordinal));

    private IHost Process()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Services.AddLogging().AddSingleton<TimeProvider>(Clock).AddMarketDatabase(ConnectionString).AddSingleton<JobRunner>();
        builder.Services.AddMarketJob<Failing>("failing");
        builder.Services.AddMarketJob<Ticking>("ticking", every: Pause);
        builder.AddMarketScheduler(ConnectionString);
        return builder.Build();
    }

    private async Task<int> TicksAsync()
    {
        await using var db = await OpenAsync();
        return await db.Set<AuditEntry>().CountAsync(e => e.Subject == "job:ticking", Ct);
    }
}
