using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>The small shop of the search tests, searched by a cluster (its double).</summary>
public sealed class ElasticShopFixture : ShopFixture
{
    internal ElasticMarket Elastic { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await Elastic.StartAsync();
        await base.InitializeAsync();
        Desks.Must(await Market.Get<RebuildSearch>().RunAsync(Actor.Operator("test"), null, CancellationToken.None));
    }

    protected override MarketFactory Create(string connectionString) => Elastic.Make(connectionString);
}

/// <summary>A market of its own beside a cluster, for tests that break things.</summary>
public sealed class ElasticFixture : MarketFixture
{
    internal ElasticMarket Elastic { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await Elastic.StartAsync();
        await base.InitializeAsync();
    }

    protected override MarketFactory Create(string connectionString) => Elastic.Make(connectionString);
}

/// <summary>How a market is put beside the double.</summary>
internal sealed class ElasticMarket
{
    public const string Index = "ocop-thu";

    public ElasticDouble Cluster { get; private set; } = null!;

    /// <summary>How long the market waited before it tried again.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public async Task StartAsync() => Cluster = await ElasticDouble.StartAsync();

    /// <param name="patience">Of readers; long unless a test is about it, since the double shares the machine.</param>
    public MarketFactory Make(string connectionString, TestClock? clock = null, bool jobs = false, TimeSpan? patience = null) => new(connectionString)
    {
        Clock = clock ?? new(),
        Jobs = jobs,
        Settings = { [$"{ElasticSettings.Section}:Url"] = Cluster.Address.AbsoluteUri, [$"{ElasticSettings.Section}:Index"] = Index, [$"{ElasticSettings.Section}:ApiKey"] = "khoa-thu" },
        Replace = services => services.AddSingleton(new ElasticTimes(
            patience ?? TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10), (wait, _) => { Waits.Add(wait); return Task.CompletedTask; })),
    };
}

internal static class IndexedDocuments
{
    /// <summary>Puts a document there as the market would write it.</summary>
    public static string? Put(this ElasticIndexDouble index, string id, IndexedDocument document) => index.Put(id, JsonSerializer.SerializeToNode(document, ElasticClient.Names)!.AsObject());
}
