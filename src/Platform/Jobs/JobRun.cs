using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Jobs;

/// <summary>The last run of a job.</summary>
internal sealed class JobRun
{
    public required string Name { get; init; }
    public DateTimeOffset At { get; init; }
    public int Milliseconds { get; init; }

    /// <summary>The job's own line, or why it failed.</summary>
    public required string Line { get; init; }
    public bool Failed { get; init; }
}

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> run)
    {
        run.ToTable("job_runs", PlatformModule.Schema);
        run.HasKey(r => r.Name);
        run.Property(r => r.Name).HasMaxLength(100);
        run.Property(r => r.Line).HasMaxLength(1000);
    }
}

/// <summary>A job as administrators see it.</summary>
/// <param name="LastAt">By the market's clock; null if it never ran here.</param>
/// <param name="NextAt">By the machine's clock, which the schedule follows; null while no scheduler has it.</param>
public sealed record JobRow(string Name, IReadOnlyList<string> Crons, TimeSpan? Every, DateTimeOffset? LastAt, TimeSpan? Took, string? Line, bool Failed, DateTimeOffset? NextAt);

/// <summary>Reads the jobs for administrators; anyone else finds none.</summary>
public sealed class JobQueries(IDbContextFactory<MarketDbContext> contexts, JobRunner runner)
{
    public async Task<IReadOnlyList<JobRow>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var runs = await db.Set<JobRun>().AsNoTracking().ToDictionaryAsync(r => r.Name, ct);
        var next = await db.Database.SqlQuery<Next>($"select job_name as \"Job\", min(next_fire_time) as \"Ticks\" from quartz.qrtz_triggers where next_fire_time is not null group by job_name").ToDictionaryAsync(n => n.Job, ct);
        return
        [
            .. runner.Jobs.OrderBy(j => j.Name, StringComparer.Ordinal).Select(j =>
            {
                var run = runs.GetValueOrDefault(j.Name);
                return new JobRow(
                    j.Name, j.Crons, j.Every, run?.At, run is null ? null : TimeSpan.FromMilliseconds(run.Milliseconds), run?.Line, run?.Failed is true,
                    next.GetValueOrDefault(j.Name) is { } n ? new DateTimeOffset(n.Ticks, TimeSpan.Zero) : null);
            }),
        ];
    }

    private sealed record Next(string Job, long Ticks);
}

/// <summary>Runs a job now, beside its schedule; jobs are safe to start twice.</summary>
public sealed class RunJob(IDbContextFactory<MarketDbContext> contexts, JobRunner runner, TimeProvider clock, ILogger<RunJob> log)
{
    /// <returns>The job's own line.</returns>
    public async Task<Result<string>> RunAsync(Actor actor, string name, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return PlatformRefusals.OnlyAdministrators();
        }

        if (runner.Jobs.All(j => j.Name != name))
        {
            return PlatformRefusals.JobUnknown(name);
        }

        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            db.Audit(clock, actor, "platform.job_run", $"job:{name}");
            await db.SaveChangesAsync(ct);
        }

        try
        {
            return (await runner.RunAsync(name, ct))!;
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // whatever a job throws, its administrator gets a sentence
        {
            log.LogError(e, "Job {Job} failed when run by hand", name);
            return PlatformRefusals.JobFailed(name);
        }
    }
}
