using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform.Data;
using Quartz;

namespace OcopMarket.Platform.Jobs;

/// <summary>Runs a job by name: for the scheduler, at start-up, and for <c>jobs run NAME</c>.</summary>
public sealed class JobRunner(IEnumerable<JobEntry> entries, IServiceScopeFactory scopes, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock, ILogger<JobRunner> log)
{
    public IReadOnlyList<JobEntry> Jobs { get; } = [.. entries];

    /// <returns>The job's own line, or null when no job has this name.</returns>
    public async Task<string?> RunAsync(string name, CancellationToken ct)
    {
        if (Jobs.FirstOrDefault(j => j.Name == name) is not { } entry)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var (at, started) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        try
        {
            var line = await ((IMarketJob)scope.ServiceProvider.GetRequiredService(entry.Type)).RunAsync(ct);
            var took = Stopwatch.GetElapsedTime(started);
            log.LogInformation("Job {Job}: {Line} ({Milliseconds:0} ms)", name, line, took.TotalMilliseconds);
            await NoteAsync(name, at, took, line, failed: false, ct);
            return line;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await NoteAsync(name, at, Stopwatch.GetElapsedTime(started), e.Message, failed: true, ct);
            throw;
        }
    }

    /// <summary>One row a job: its last run, for administrators.</summary>
    private async Task NoteAsync(string name, DateTimeOffset at, TimeSpan took, string line, bool failed, CancellationToken ct)
    {
        var (kept, milliseconds) = (line[..Math.Min(line.Length, 1000)], (int)Math.Min(took.TotalMilliseconds, int.MaxValue));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into platform.job_runs (name, at, milliseconds, line, failed) values ({name}, {at}, {milliseconds}, {kept}, {failed})
            on conflict (name) do update set at = excluded.at, milliseconds = excluded.milliseconds, line = excluded.line, failed = excluded.failed
            """, ct);
    }
}

/// <summary>The scheduler's door to <see cref="JobRunner"/>.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(JobRunner runner) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        => await runner.RunAsync(context.JobDetail.Key.Name, cancellationToken);
}

/// <summary>Runs the jobs once when the process starts: the scheduler's own clock is not shifted, and a machine may have slept over midnight.</summary>
internal sealed class StartupJobs(JobRunner runner, ILogger<StartupJobs> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var job in runner.Jobs.Where(j => j.AtStart))
        {
            try
            {
                await runner.RunAsync(job.Name, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return; // whatever went wrong then, the market is ending
            }
            catch (Exception e) // the schedule will try again; the market itself must come up
            {
                log.LogError(e, "Job {Job} failed at start-up", job.Name);
            }
        }
    }
}
