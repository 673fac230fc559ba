using System.Text.Json.Nodes;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>Whatever the cluster does, a reader has the same answer: from the database.</summary>
public sealed class ElasticFallbackTests(ElasticFixture fixture) : MarketTest(fixture), IClassFixture<ElasticFixture>, IAsyncLifetime
{
    private ElasticDouble Cluster => fixture.Elastic.Cluster;

    private ElasticGuard Guard => Get<ElasticGuard>();

    public async ValueTask InitializeAsync()
    {
        _ = Market.Services;
        Cluster.Clear();
        if ((await Get<CatalogueQueries>().SearchAsync(new(), Ct)).Total == 0)
        {
            await Market.PutOnSaleAsync("Mật ong bạc hà");
            await Eventually.GetAsync(() => Get<CatalogueQueries>().SearchAsync(new(), Ct), page => page.Total == 1);
        }

        Desks.Must(await Get<RebuildSearch>().RunAsync(Actor.Operator("test"), null, Ct));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string> Faults => ["busy", "down", "broken", "proxy page", "no answer at all", "half of the shards", "strange answer"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_reader_is_answered_by_the_database_and_after_three_faults_the_cluster_is_left_alone(string fault)
    {
        Break(fault);
        for (var i = 0; i < 5; i++)
        {
            await AssertFoundAsync();
        }

        Assert.Equal(3, Cluster.Requests.Count(r => r.IsSearch) - _searches);
        Assert.Equal(SearchClusterState.Unreachable, Guard.Cluster.State);
        Assert.False((await Get<SearchDeskQueries>().ReadAsync(Actor.Operator("test"), Ct))!.Asked); // looking does not bring it back
    }

    [Fact]
    public async Task A_silent_cluster_costs_three_readers_their_patience_and_the_others_nothing()
    {
        await using var hasty = fixture.Elastic.Make(ConnectionString, Clock, patience: TimeSpan.FromSeconds(1));
        Assert.Equal(SearchClusterState.Ready, (await hasty.Get<ElasticGuard>().CheckAsync(Ct)).State);
        Mark();
        Cluster.Refuse = r => r.IsSearch ? new(null, Hangs: true) : null;
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(1, (await hasty.Get<CatalogueQueries>().SearchAsync(new() { Query = "mật ong", AsTyped = true }, Ct)).Total);
        }

        Assert.Equal((3, SearchClusterState.Unreachable), (Cluster.Requests.Count(r => r.IsSearch) - _searches, hasty.Get<ElasticGuard>().Cluster.State));
    }

    [Fact]
    public async Task One_fault_alone_changes_nothing()
    {
        Mark();
        for (var i = 0; i < 6; i++)
        {
            if (i % 2 == 0)
            {
                Cluster.Faults.Enqueue(new(503, "unavailable_shards_exception"));
            }

            await AssertFoundAsync();
        }

        Assert.Equal((6, SearchClusterState.Ready), (Cluster.Requests.Count(r => r.IsSearch) - _searches, Guard.Cluster.State));
    }

    [Fact]
    public async Task After_a_rest_a_look_at_the_cluster_brings_it_back_without_anybody_waiting()
    {
        Break("down");
        for (var i = 0; i < 3; i++)
        {
            await AssertFoundAsync();
        }

        Cluster.Refuse = null;
        await AssertFoundAsync();
        Assert.Equal(SearchClusterState.Unreachable, Guard.Cluster.State); // too early

        Clock.Advance(TimeSpan.FromSeconds(10));
        await AssertFoundAsync();
        await Eventually.GetAsync(() => Task.FromResult(Guard.Cluster.State), state => state is SearchClusterState.Ready);
        Mark();
        await AssertFoundAsync();

        Assert.Equal((SearchClusterState.Ready, 1), (Guard.Cluster.State, Cluster.Requests.Count(r => r.IsSearch) - _searches));
    }

    [Theory]
    [InlineData("missing", SearchClusterState.NoIndex)]
    [InlineData("half built", SearchClusterState.HalfBuilt)]
    [InlineData("older", SearchClusterState.OtherVersion)]
    [InlineData("another's", SearchClusterState.OtherIndex)]
    [InlineData("two", SearchClusterState.OtherIndex)]
    [InlineData("an index of the alias's name", SearchClusterState.OtherIndex)]
    [InlineData("red", SearchClusterState.Red)]
    [InlineData("key refused", SearchClusterState.Refused)]
    public async Task An_index_that_cannot_be_trusted_is_not_asked(string what, SearchClusterState state)
    {
        Spoil(what);
        Mark();

        Assert.Equal(state, (await Guard.CheckAsync(Ct)).State);
        await AssertFoundAsync();

        Assert.Equal(0, Cluster.Requests.Count(r => r.IsSearch) - _searches);
        Assert.False((await Get<SearchDeskQueries>().ReadAsync(Actor.Operator("test"), Ct))!.Asked);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("half built")]
    [InlineData("older")]
    public async Task What_is_missing_half_built_or_of_another_release_is_built_by_the_job(string what)
    {
        Spoil(what);
        Clock.Advance(TimeSpan.FromMinutes(1));

        await Get<CompareSearchJob>().RunAsync(Ct);

        Assert.Equal(SearchClusterState.Ready, Guard.Cluster.State);
        Mark();
        await AssertFoundAsync();
        Assert.Equal(1, Cluster.Requests.Count(r => r.IsSearch) - _searches);
    }

    [Fact]
    public async Task A_yellow_cluster_is_asked()
    {
        Cluster.Colour = "yellow";

        Assert.Equal((SearchClusterState.Ready, "yellow"), ((await Guard.CheckAsync(Ct)).State, Guard.Cluster.Colour));
    }

    [Fact]
    public async Task An_alias_that_is_moved_to_anothers_index_is_noticed_by_its_answer()
    {
        Spoil("another's");

        await AssertFoundAsync();

        Assert.Equal(SearchClusterState.OtherIndex, Guard.Cluster.State);
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_at_start_keeps_nobody_waiting()
    {
        Cluster.Refuse = _ => new(null, Hangs: true);
        await using var started = fixture.Elastic.Make(ConnectionString, Clock);

        var page = await started.Get<CatalogueQueries>().SearchAsync(new() { Query = "mật ong" }, Ct);

        Assert.Equal((1, SearchClusterState.Unknown), (page.Total, started.Get<ElasticGuard>().Cluster.State));
    }

    private int _searches;

    private void Mark() => _searches = Cluster.Requests.Count(r => r.IsSearch);

    private async Task AssertFoundAsync()
    {
        var page = await Get<CatalogueQueries>().SearchAsync(new() { Query = "mật ong", AsTyped = true }, Ct);
        Assert.Equal(["Mật ong bạc hà"], page.Items.Select(i => i.Name));
    }

    private void Break(string fault)
    {
        Mark();
        ElasticFault? answer = fault switch
        {
            "busy" => new(429, "es_rejected_execution_exception"),
            "down" => new(503, "master_not_discovered_exception"),
            "broken" => new(500, "null_pointer_exception"),
            "proxy page" => new(502, Body: "<html>Bad gateway</html>"),
            "strange answer" => new(200, Body: """{"hits":{"hits":[{"_index":"ocop-thu-1","fields":{}}]},"timed_out":false,"_shards":{"failed":0}}"""),
            "no answer at all" => new(null),
            _ => null,
        };
        Cluster.Refuse = r => r.IsSearch ? answer : null;
        Cluster.LosesAShard = fault == "half of the shards";
    }

    private void Spoil(string what)
    {
        var index = Cluster[ElasticMarket.Index];
        switch (what)
        {
            case "missing":
                index.Aliases.Clear();
                break;
            case "half built":
                index.Mappings["_meta"]!["built"] = false;
                break;
            case "older":
                index.Mappings["_meta"]!["version"] = 0;
                break;
            case "another's":
                index.Aliases.Clear();
                var strange = Cluster.Add("kho-anh", IndexDefinition.Create(), ElasticMarket.Index);
                strange.Put("1", IndexDefinition.Document(new(1, "x", new("mat ong", "", "", ""), new("mật ong", "", "", ""))));
                strange.Settings["refresh_interval"] = "1s";
                break;
            case "two":
                Cluster.Add("ocop-thu-20260101000000000", IndexDefinition.Create(), ElasticMarket.Index);
                break;
            case "an index of the alias's name":
                index.Aliases.Clear();
                Cluster.Add(ElasticMarket.Index, new JsonObject());
                break;
            case "red":
                Cluster.Colour = "red";
                break;
            case "key refused":
                Cluster.Refuse = _ => new(401, "security_exception");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what));
        }
    }
}
