using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;
using OcopMarket.Catalog;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry;
using OcopMarket.Schema;
using OcopMarket.Web.Demo;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting;

/// <summary>Every module, put together once for the served market and for the command line.</summary>
internal static class MarketServices
{
    public static IServiceCollection AddMarket(this IServiceCollection services, MarketSettings settings, IConfiguration configuration, string environment, string connectionString)
    {
        services.AddPlatform(configuration, environment, connectionString, settings.Data.Mail);
        services.AddRegistry().AddCatalog();
        services.AddSingleton(settings);
        services.AddLocalization();
        services.AddSingleton<RefusalTexts>();
        return services;
    }

    /// <summary>Short lines on the console, with the time.</summary>
    public static ILoggingBuilder AddMarketConsole(this ILoggingBuilder logging)
        => logging.ClearProviders().AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });

    /// <summary>Fills an empty market where demo data is asked for; of several processes one does it.</summary>
    public static Task SeedDemoAsync(this IServiceProvider services, MarketSettings settings, string connectionString, CancellationToken ct = default)
        => !settings.Demo || services.GetService<IDemoMarket>() is not { } demo ? Task.CompletedTask : MarketSchema.OneAtATimeAsync(connectionString, async () =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(ct);
            if (await db.Database.SqlQuery<bool>($"select not exists (select 1 from registry.producers) as \"Value\"").SingleAsync(ct))
            {
                await demo.SeedAsync(ct);
            }
        }, ct);
}
