using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Postgres;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Tests.Support;

/// <summary>
/// The real market on a database, in environment Testing: answers in memory, or on a port after <see cref="WebApplicationFactory{T}.UseKestrel(int)"/>
/// with 0 and <c>StartServer()</c>. Jobs and rate limits are off unless asked for.
/// </summary>
public sealed class MarketFactory(string connectionString) : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-market-").FullName;

    /// <summary>For a second node on the same database.</summary>
    public string ConnectionString => connectionString;

    public TestClock Clock { get; init; } = new();

    public bool Jobs { get; init; }

    public bool OutputCache { get; init; } = true;

    /// <summary>An assembly with pages of the test's own.</summary>
    public Assembly? ExtraPages { get; init; }

    /// <summary>Further settings, e.g. <c>Market:RateLimits:Search</c>.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Changes to the services, after the market's own.</summary>
    public Action<IServiceCollection>? Replace { get; init; }

    /// <summary>Where letters and files of this market go.</summary>
    public DataFolder Data => new(_folder);

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A client that follows no redirects and keeps no cookies: a test sees what the server said.</summary>
    public HttpClient CreatePlainClient() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment("Testing").UseContentRoot(Path.Combine(Repository.Root, "src/Web"));
        builder.UseStaticWebAssets();
        builder.UseSetting($"ConnectionStrings:{MarketSettings.ConnectionName}", connectionString);
        builder.UseSetting(DataFolder.Setting, _folder);
        builder.UseSetting(MarketJobs.Setting, Jobs.ToString());
        builder.UseSetting("Market:OutputCache", OutputCache.ToString());
        foreach (var limit in typeof(RateLimitSettings).GetProperties().Where(p => p.PropertyType == typeof(int)))
        {
            builder.UseSetting($"{RateLimitSettings.Section}:{limit.Name}", "0");
        }

        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            if (ExtraPages is not null)
            {
                services.AddSingleton(new ExtraPages(ExtraPages));
            }

            Replace?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
