using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace OcopMarket.Platform.Jobs;

/// <summary>Runs a job by name: for the scheduler, at start-up, and for <c>jobs run NAME</c>.</summary>
public sealed class JobRunner(IEnumerable<JobEntry> entries, IServiceScopeFactory scopes, ILogger<JobRunner> log)
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
        var started = Stopwatch.GetTimestamp();
        var line = await ((IMarketJob)scope.ServiceProvider.GetRequiredService(entry.Type)).RunAsync(ct);
        log.LogInformation("Job {Job}: {Line} ({Milliseconds:0} ms)", name, line, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return line;
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
            catch (Exception e) when (!stoppingToken.IsCancellationRequested) // the schedule will try again; the market itself must come up
            {
                log.LogError(e, "Job {Job} failed at start-up", job.Name);
            }
        }
    }
}
