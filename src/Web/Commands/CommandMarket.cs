using Microsoft.Extensions.Logging.Console;
using OcopMarket.Platform;
using OcopMarket.Schema;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Commands;

/// <summary>The market as a command sees it: its services on its database, without pages and without jobs running by themselves.</summary>
internal sealed class CommandMarket : IAsyncDisposable
{
    private readonly MarketDatabase _database;
    private readonly ServiceProvider _services;

    private CommandMarket(MarketDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    /// <summary>Whoever holds the machine; their name goes into the audit trail.</summary>
    public static Actor Operator => Actor.Operator(Environment.UserName);

    /// <summary>Joins a running market's database, or starts it for the time of the command; brings its tables up to date.</summary>
    public static async Task<CommandMarket> OpenAsync(CancellationToken ct)
    {
        var builder = MarketHost.CreateBuilder([]);
        var (configuration, environment) = (builder.Configuration, builder.Environment.EnvironmentName);
        var settings = MarketSettings.Read(configuration, environment);
        var database = await MarketDatabase.JoinAsync(settings, ct);
        try
        {
            await MarketSchema.MigrateAsync(database.ConnectionString, ct);
            var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
                .AddLogging(log => log.AddMarketConsole().SetMinimumLevel(LogLevel.Warning))
                .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                .AddMarket(settings, configuration, environment, database.ConnectionString);
            return new(database, services.BuildServiceProvider());
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public T? Find<T>() => _services.GetService<T>();

    /// <summary>Prints what was done, or why not and what was kept.</summary>
    public int Answer(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            Console.Out.WriteLine(done);
            return MarketCommands.Done;
        }

        Console.Error.WriteLine(Get<RefusalTexts>().Say(refusal));
        return MarketCommands.Refused;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
