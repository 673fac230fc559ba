using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Postgres;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Tests.Support;

/// <summary>The market as a process of its own on a test's database, by the test's clock, which a test may kill and start again; jobs are off.</summary>
public sealed class MarketProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-process-").FullName;
    private readonly MarketFactory _market;
    private Process? _process;
    private TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MarketProcess(MarketFactory market)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        (_market, Address) = (market, new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}"));
    }

    /// <summary>The same for all its lives.</summary>
    public Uri Address { get; }

    /// <summary>Done while it answers, until it is killed again.</summary>
    public Task Up => _up.Task;

    public static async Task<MarketProcess> StartAsync(MarketFactory market, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(market);
        var process = new MarketProcess(market);
        await process.StartAsync(ct);
        return process;
    }

    /// <summary>kill -9, and the next life.</summary>
    public async Task KillAndStartAsync(CancellationToken ct)
    {
        _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await KillAsync();
        await StartAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(Repository.Root, "src/Web/bin", Configuration, "net10.0/OcopMarket.Web.dll")])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "src/Web"), RedirectStandardOutput = true,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Testing", ["ASPNETCORE_URLS"] = Address.OriginalString, [$"ConnectionStrings:{MarketSettings.ConnectionName}"] = _market.ConnectionString, [DataFolder.Setting] = _folder,
            [MarketJobs.Setting] = "false", [MarketClock.Setting] = _market.Clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        }.Concat(typeof(RateLimitSettings).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(limit => KeyValuePair.Create($"{RateLimitSettings.Section}:{limit.Name}", "0"))))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None); // or the pipe would fill
        using var client = new HttpClient { BaseAddress = Address };
        while (!await Eventually.GetAsync(() => IsReadyAsync(client, ct), ready => ready))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The market's process ended with {_process.ExitCode}.");
            }
        }

        _up.TrySetResult();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
}
