using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using Quartz;

namespace OcopMarket.Platform.Jobs;

/// <summary>Work the market does by itself. It must be safe to repeat and to start twice at once; today comes from the clock, not from the schedule.</summary>
public interface IMarketJob
{
    /// <summary>Does the work and says in one English line, for the log and the command line, what it did.</summary>
    Task<string> RunAsync(CancellationToken ct);
}

/// <summary>When a job runs: cron expressions in Vietnam time and, or, a fixed pause.</summary>
public sealed record JobEntry(string Name, Type Type, string[] Crons, TimeSpan? Every, bool AtStart);

/// <summary>Registers jobs and runs them by Quartz on its PostgreSQL store, so that of several processes one runs each firing.</summary>
public static class MarketJobs
{
    /// <summary><c>Market:Jobs=false</c> switches all jobs off; allowed where the clock may be shifted, and on nodes beside a worker.</summary>
    public const string Setting = "Market:Jobs";

    public static IServiceCollection AddMarketJob<TJob>(this IServiceCollection services, string name, string[]? crons = null, TimeSpan? every = null, bool atStart = true)
        where TJob : class, IMarketJob
    {
        services.AddTransient<TJob>();
        return services.AddSingleton(new JobEntry(name, typeof(TJob), crons ?? [], every, atStart));
    }

    /// <summary>Call after every module has registered its jobs.</summary>
    public static void AddMarketScheduler(this IHostApplicationBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Configuration.GetValue(Setting, true))
        {
            return;
        }

        var entries = builder.Services.Where(s => s.ServiceType == typeof(JobEntry)).Select(s => (JobEntry)s.ImplementationInstance!).ToList();
        builder.AddQuartz(quartz =>
        {
            // Nodes of a cluster compare their clocks: the machine's, for a shifted one differs from node to node.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.ConfigureScheduler(o => o.InstanceId = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}");
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, connectionString);
                store.UseSystemTextJsonSerializer();
                store.UseClustering(c =>
                {
                    c.CheckinInterval = TimeSpan.FromSeconds(5);
                    c.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                });
                store.ConfigureStore(o => o.TablePrefix = "quartz.qrtz_");
            });
            foreach (var entry in entries)
            {
                Schedule(quartz, entry);
            }
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        builder.Services.AddHostedService<StartupJobs>();
        if (builder.Services.Any(s => s.ImplementationInstance is OutboxHandlerEntry { Prompt: true }))
        {
            builder.Services.AddHostedService<PromptOutbox>();
        }
    }

    private static void Schedule(IQuartzBuilder quartz, JobEntry entry)
    {
        var key = new JobKey(entry.Name);
        quartz.AddJob<QuartzJob>(job => job.WithIdentity(key).StoreDurably());
        for (var i = 0; i < entry.Crons.Length; i++)
        {
            var (cron, name) = (entry.Crons[i], $"{entry.Name}-cron-{i}");
            quartz.AddTrigger(t => t.ForJob(key).WithIdentity(name).WithCronSchedule(cron, c => c.InTimeZone(VietnamTime.Zone)));
        }

        if (entry.Every is { } every)
        {
            quartz.AddTrigger(t => t.ForJob(key).WithIdentity(entry.Name + "-every")
                .WithSimpleSchedule(s => s.WithInterval(every).RepeatForever()));
        }
    }
}
