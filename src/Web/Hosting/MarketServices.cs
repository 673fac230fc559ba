using Microsoft.Extensions.Logging.Console;
using OcopMarket.Accounts;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Ordering;
using OcopMarket.Platform;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion;
using OcopMarket.Registry;
using OcopMarket.Registry.Reports;
using OcopMarket.Schema;
using OcopMarket.Web.Demo;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Pages.OfficerDesk.Orders;
using OcopMarket.Web.Pages.OfficerDesk.Participation;
using OcopMarket.Web.Pages.OfficerDesk.Reports;
using OcopMarket.Web.Pages.Shop.Catalogue;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Hosting;

/// <summary>Every module, put together once for the served market and for the command line.</summary>
internal static class MarketServices
{
    public static IServiceCollection AddMarket(this IServiceCollection services, MarketSettings settings, IConfiguration configuration, string environment, string connectionString)
    {
        services.AddPlatform(configuration, environment, connectionString, settings.Data);
        services.AddAccounts(new(settings.Demo)).AddRegistry().AddCatalog(configuration).AddPromotion().AddOrdering();
        services.AddSingleton<IMarketAddress, MarketAddress>();
        services.AddSingleton(settings).AddSettings(OperatorSettings.All);
        services.AddTexts();
        services.AddSingleton(p => new EndingSoon(ct => p.GetRequiredService<DatedSettings>().OfAsync(RegistrySettings.RegisterSoonDays, ct)));
        services.AddSingleton<RefusalTexts>().AddSingleton<ISearchAddresses, SearchAddresses>().AddSingleton<PictureForms>().AddSingleton<IReportPrinter, ReportPrinter>().AddSingleton<OrderTables>().AddSingleton<FairResultTables>();
        services.AddSingleton<IDemoMarket, DemoMarket>().AddSingleton<DemoCertificates>().AddSingleton<GeneratedProducts>().AddSingleton<DemoPeople>().AddSingleton<DemoBaskets>().AddSingleton<DemoFairs>().AddSingleton<DemoHalls>().AddSingleton<DemoPoints>().AddSingleton<DemoResults>().AddSingleton<DemoBoard>().AddSingleton<DemoQueries>();
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

    /// <summary>Brings in what the market's data starts with; of several processes one does it at a time.</summary>
    public static Task PrepareAsync(this IServiceProvider services, MarketSettings settings, string connectionString, CancellationToken ct = default)
        => MarketSchema.OneAtATimeAsync(connectionString, async () =>
        {
            await services.GetRequiredService<SynonymSeeds>().FillAsync(ct);
            if (settings.Demo)
            {
                await services.GetRequiredService<IDemoMarket>().EnsureAsync(ct);
            }
        }, ct);
}
