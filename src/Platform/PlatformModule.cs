using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Files;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Postgres;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Platform;

public static class PlatformModule
{
    public const string Schema = "platform";

    /// <summary>The table that says which migrations a database has.</summary>
    public const string MigrationsTable = "migrations";

    /// <summary>Measured on two cores; with six each little is gained over a line for every request.</summary>
    private const int PageLinesForEachCore = 3;

    /// <summary>The ground every module stands on: clock, database, outbox, jobs, mail, places.</summary>
    /// <param name="data">Where files go, and letters while no mail server is set.</param>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration settings, string environment, string connectionString, DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        services.AddSingleton(MarketClock.From(settings, environment));
        services.AddMarketDatabase(connectionString);
        services.AddSingleton<TableStatistics>().AddSingleton<EventOutbox>().AddSingleton<OutboxDispatcher>().AddSingleton<JobRunner>().AddSingleton<AuditQueries>();
        services.AddSingleton<JobQueries>().AddSingleton<RunJob>().AddSingleton<OutboxQueries>().AddSingleton<RetryMessage>().AddSingleton<LetterQueries>().AddSingleton<LetterPreviews>();
        services.AddMarketJob<OutboxJob>(OutboxJob.Name, every: TimeSpan.FromSeconds(10));
        // By the settings' own words: a data source does not give its password away again.
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MarketChanges>(provider, connectionString)).AddHostedService(provider => provider.GetRequiredService<MarketChanges>());
        services.AddSingleton<DatedSettings>().AddSingleton<ChangeSetting>().AddSingleton<SettingQueries>().AddSettings(PictureSettings.All);
        services.AddSingleton(AreaDirectory.Instance);

        services.AddOptions<MailSettings>().Bind(settings.GetSection(MailSettings.Section));
        services.AddSingleton(new MailFolder(data.Mail));
        services.AddSingleton<IMailer>(provider => provider.GetRequiredService<IOptions<MailSettings>>().Value.SmtpHost is { Length: > 0 }
            ? ActivatorUtilities.CreateInstance<SmtpMailer>(provider)
            : ActivatorUtilities.CreateInstance<EmlMailer>(provider));

        services.AddSingleton<IFileStore>(new FolderFileStore(data));
        services.AddSingleton<PictureWorkshop>().AddSingleton<BeginUpload>().AddSingleton<ContinueUpload>().AddSingleton<AddPicture>();
        services.AddSingleton(provider => new FinishUpload(
            provider.GetRequiredService<IDbContextFactory<MarketDbContext>>(), provider.GetRequiredService<IFileStore>(), provider.GetRequiredService<PictureWorkshop>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PictureQueries>();
        services.AddMarketJob<PictureCleanUpJob>(PictureCleanUpJob.Name, crons: ["0 40 2 * * ?"], atStart: false);

        var protection = services.AddDataProtection().SetApplicationName("OcopMarket");
        services.AddSingleton<Safe>().AddSingleton<Fingerprints>();
        if (KeyCertificate.Read(settings) is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            services.AddSingleton(new KeyCertificate(certificate.Subject));
        }

        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = ActivatorUtilities.CreateInstance<DatabaseKeyRepository>(provider)));
        return services;
    }

    /// <summary>Only the database: for tools that need the model but none of the market's work.</summary>
    public static IServiceCollection AddMarketDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(Prepared(connectionString).ConnectionString));
        services.AddSingleton(_ => new PageLines(NpgsqlDataSource.Create(Few(Prepared(connectionString)).ConnectionString))).AddTransient<PageQuestions>();
        services.AddDbContextFactory<MarketDbContext>((provider, options) => options.UseMarketDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        return services;
    }

    // The Offer rule joins six tables: planning it anew for each page cost more than running it (CONTRIBUTING, Measured). An operator's own numbers win.
    private static NpgsqlConnectionStringBuilder Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0)
        {
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (100, 2);
        }

        // Compiling a statement that reads a large market takes longer than running it.
        if (settings.Options is not { Length: > 0 })
        {
            settings.Options = "-c jit=off";
        }

        // Nobody changes a session here: settings are `set local`, locks end with their transaction, and what listens or waits for a lock has a line
        // of its own. Clearing the session before each use were seven statements for nothing, as dear as all that a product page asks.
        settings.NoResetOnClose = true;
        return settings;
    }

    private static NpgsqlConnectionStringBuilder Few(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.MaxPoolSize == new NpgsqlConnectionStringBuilder().MaxPoolSize)
        {
            settings.MaxPoolSize = PageLinesForEachCore * Math.Max(2, Environment.ProcessorCount);
        }

        return settings;
    }

    /// <summary>Options for <c>dotnet ef</c>: the model is built, no connection is made.</summary>
    public static DbContextOptions<MarketDbContext> DesignTimeOptions()
        => (DbContextOptions<MarketDbContext>)new DbContextOptionsBuilder<MarketDbContext>().UseMarketDatabase(NpgsqlDataSource.Create("Host=localhost;Database=design")).Options;

    private static DbContextOptionsBuilder UseMarketDatabase(this DbContextOptionsBuilder options, NpgsqlDataSource database)
        => options.AddInterceptors(SealingInterceptor.Instance).UseNpgsql(database, npgsql => npgsql.MigrationsAssembly("OcopMarket.Schema").MigrationsHistoryTable(MigrationsTable, Schema));
}
