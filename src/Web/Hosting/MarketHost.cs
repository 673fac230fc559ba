using OcopMarket.Accounts.Demo;
using OcopMarket.Platform.Jobs;
using OcopMarket.Schema;

namespace OcopMarket.Web.Hosting;

/// <summary>Serves the market from start to clean stop: settings, database, migrations, services, pipeline.</summary>
internal static class MarketHost
{
    /// <summary>The host gives its services 30 seconds to stop; the scheduler takes no notice and waits for its database, however long that is away.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(45);

    /// <returns>The exit code: 1 when the market could not start or lost its database.</returns>
    public static async Task<int> ServeAsync(string[] args)
    {
        try
        {
            var builder = CreateBuilder(args);
            builder.Logging.AddMarketConsole();
            var settings = MarketSettings.Read(builder.Configuration, builder.Environment.EnvironmentName);

            await using var database = await MarketDatabase.OwnAsync(settings);
            await MarketSchema.MigrateAsync(database.ConnectionString);

            builder.Services.AddMarket(settings, builder.Configuration, builder.Environment.EnvironmentName, database.ConnectionString);
            if (settings.Role is not MarketRole.Web)
            {
                builder.AddMarketScheduler(database.ConnectionString);
            }

            builder.AddMarketWeb(settings);
            var app = builder.Build();
            app.UseMarketWeb(settings);
            await app.Services.PrepareAsync(settings, database.ConnectionString);
            return await RunAsync(app, database);
        }
        catch (Exception e) when (StartProblem.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>The settings as every process of the market reads them.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
        => WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = PublishedFolder() });

    private static async Task<int> RunAsync(WebApplication app, MarketDatabase database)
    {
        var accounts = await app.Services.GetRequiredService<DemoAccounts>().AddressesAsync(default);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(MarketHost));
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            log.LogInformation("OcopMarket is ready: {Addresses}", string.Join(" ", app.Urls));
            if (accounts.Count > 0)
            {
                log.LogInformation("Demonstration accounts, password {Password}: {Accounts}", DemoAccounts.Password, string.Join(", ", accounts));
            }
        });
        var lost = false;
        _ = database.Ended.ContinueWith(
            _ =>
            {
                lost = !app.Lifetime.ApplicationStopping.IsCancellationRequested;
                app.Lifetime.StopApplication();
            },
            TaskScheduler.Default);
        using var stopped = new CancellationTokenSource();
        var whenStopped = stopped.Token;
        app.Lifetime.ApplicationStopping.Register(() => _ = EndAnywayAsync(log, whenStopped));
        try
        {
            await app.RunAsync(); // jobs end here; PostgreSQL stops after them, when the caller lets go of the database
        }
        finally
        {
            await stopped.CancelAsync();
        }

        if (lost)
        {
            log.LogCritical("PostgreSQL ended under the market; see its log in the data folder and start again");
        }

        return lost ? 1 : 0;
    }

    // Nothing is lost by it: what was not committed had been promised to nobody, and a PostgreSQL of our own ends with its market.
    private static async Task EndAnywayAsync(ILogger log, CancellationToken stopped)
    {
        try
        {
            await Task.Delay(LongestStop, stopped);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        log.LogCritical("The market does not stop by itself; it ends now, and what is under way with it");
        Environment.Exit(1);
    }

    // A published market finds its files beside the program, from whatever folder it is started.
    private static string? PublishedFolder() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null;
}
