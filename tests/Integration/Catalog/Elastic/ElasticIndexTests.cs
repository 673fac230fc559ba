using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>Building the cluster's index, keeping it to the database, and what a cluster may do meanwhile.</summary>
public sealed class ElasticIndexTests(ElasticFixture fixture) : MarketTest(fixture), IClassFixture<ElasticFixture>, IAsyncLifetime
{
    private static readonly Actor Operator = Actor.Operator("test");

    private ElasticDouble Cluster => fixture.Elastic.Cluster;

    private ElasticIndexDouble Index => Cluster[ElasticMarket.Index];

    public async ValueTask InitializeAsync()
    {
        _ = Market.Services;
        Cluster.Clear();
        fixture.Elastic.Waits.Clear();
        await Get<ElasticGuard>().CheckAsync(Ct);
        await using var db = await OpenAsync();
        if (!await db.Listings.AnyAsync(Ct))
        {
            foreach (var name in new[] { "Mật ong bạc hà", "Mật ong rừng", "Chè Tà Xùa", "Miến dong Bình Lư", "Tỏi đen Lý Sơn" })
            {
                await Market.PutOnSaleAsync(name);
            }
        }

        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_rebuild_gives_the_alias_to_a_whole_index_in_one_step_and_readers_never_miss_one()
    {
        await RebuildAsync();
        var first = Index.Name;
        Cluster.Refuse = r =>
        {
            Assert.True(Index.Written.Count > 0); // whatever the market is doing, the alias has everything
            return null;
        };

        Clock.Advance(TimeSpan.FromMinutes(1));
        await RebuildAsync();

        Assert.NotEqual(first, Index.Name);
        Assert.Equal([Index.Name], Cluster.IndexNames);
        Assert.Equal(await CountAsync(), Index.Written.Count);
        Assert.Equal("1s", (string?)Index.Settings["refresh_interval"]);
    }

    [Fact]
    public async Task What_a_broken_rebuild_left_is_never_asked_and_goes_with_the_next()
    {
        await RebuildAsync();
        var served = Index.Name;
        Clock.Advance(TimeSpan.FromMinutes(1));
        Cluster.Refuse = r => r.IsBulk ? new(500, "boom") : null;
        Assert.Equal("catalog.search_cluster_failed", (await Get<RebuildSearch>().RunAsync(Operator, null, Ct)).Refusal?.Code);
        Assert.Equal((2, served), (Cluster.IndexNames.Count, Index.Name));

        Cluster.Refuse = null;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RebuildAsync();

        Assert.Equal([Index.Name], Cluster.IndexNames);
    }

    [Fact]
    public async Task Of_two_rebuilds_at_once_one_is_refused()
    {
        var second = default(Result<int>);
        Cluster.Refuse = r =>
        {
            if (r.IsBulk && second.Refusal is null)
            {
                second = Get<RebuildSearch>().RunAsync(Operator, null, Ct).GetAwaiter().GetResult();
            }

            return null;
        };

        await RebuildAsync();

        Assert.Equal("catalog.search_busy", second.Refusal?.Code);
    }

    [Fact]
    public async Task What_is_written_to_the_shelf_while_a_rebuild_runs_is_in_the_new_index()
    {
        ProductOnSale? late = null;
        Cluster.Refuse = r =>
        {
            if (r.Path == "/_aliases" && late is null)
            {
                late = Market.PutOnSaleAsync("Hồng treo gió đến muộn").GetAwaiter().GetResult();
            }

            return null;
        };

        await RebuildAsync();

        Assert.Equal(await CountAsync(), Index.Written.Count);
        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == "hong treo gio den muon");
    }

    [Fact]
    public async Task A_product_on_sale_is_in_the_index_by_the_outbox_and_a_corrected_name_by_the_comparison()
    {
        await RebuildAsync();
        var plum = await Market.PutOnSaleAsync("Mận hậu Mộc Châu");
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == "man hau moc chau");

        await using (var db = await OpenAsync())
        {
            await db.Products.Where(p => p.Id == plum.Product).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "Mơ má đào Mộc Châu"), Ct);
        }

        var compared = Desks.Must(await Get<CompareSearch>().RunAsync(Operator, mend: true, Ct));

        Assert.Equal((1, 0, 1, 0), (compared.Reworded, compared.Missing, compared.Outdated, compared.Extra));
        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == "mo ma dao moc chau");
        Assert.Equal(0, Desks.Must(await Get<CompareSearch>().RunAsync(Operator, mend: true, Ct)).Differences);
    }

    [Fact]
    public async Task The_comparison_finds_mends_and_shows_what_differs()
    {
        await RebuildAsync();
        var numbers = Index.Written.Keys.Order(StringComparer.Ordinal).ToList();
        Index.Remove(numbers[0]);
        Index.Written[numbers[1]]["print"] = "cu";
        var stranger = Index.Written[numbers[2]].DeepClone().AsObject();
        stranger["no"] = 999_999;
        Index.Put("999999", stranger);

        var looked = Desks.Must(await Get<CompareSearch>().RunAsync(Operator, mend: false, Ct));
        Assert.Equal((0, 1, 1, 1), (looked.Reworded, looked.Missing, looked.Outdated, looked.Extra));
        await Get<CompareSearch>().RunAsync(Operator, mend: true, Ct);

        var desk = (await Get<SearchDeskQueries>().ReadAsync(Operator, Ct))!;
        Assert.Equal((1, 1, 1), (desk.Compared!.Missing, desk.Compared.Outdated, desk.Compared.Extra));
        Assert.Equal(desk.Documents, (int)desk.InCluster!);
        Assert.Equal(0, Desks.Must(await Get<CompareSearch>().RunAsync(Operator, mend: false, Ct)).Differences);
    }

    [Fact]
    public async Task A_busy_cluster_gets_half_the_part_after_growing_pauses()
    {
        var refused = 0;
        Cluster.Refuse = r => r.IsBulk && refused++ < 3 ? new(refused == 3 ? 503 : 429, "es_rejected_execution_exception", RetryAfter: refused == 2 ? "7" : null) : null;

        await RebuildAsync();

        Assert.Equal([TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(2)], fixture.Elastic.Waits);
        Assert.Equal(await CountAsync(), Index.Written.Count);
    }

    [Fact]
    public async Task Parts_are_halved_down_to_ten_and_grow_again()
    {
        List<int> sizes = [];
        Cluster.Refuse = r =>
        {
            if (r.IsBulk)
            {
                sizes.Add(r.Lines.Count / 2);
                return sizes.Count is 1 or 2 ? new(429, "es_rejected_execution_exception") : null;
            }

            return null;
        };
        var index = Cluster.Add("ocop-thu-1", IndexDefinition.Create());

        await Get<BulkWriter>().WriteAsync(index.Name, Enumerable.Range(1, 700).Select(no => (no, (IndexedDocument?)IndexDefinition.Document(Text(no)))), Ct);

        Assert.Equal([500, 250, 125, 250, 325], sizes);
        Assert.Equal(700, index.Written.Count);
    }

    [Fact]
    public async Task Documents_refused_for_a_moment_are_sent_again_and_the_others_are_not()
    {
        var tries = new Dictionary<int, int>();
        Cluster.RefuseDocument = no => (tries[no] = tries.GetValueOrDefault(no) + 1) == 1 && no % 2 == 0 ? (429, "es_rejected_execution_exception") : null;
        var index = Cluster.Add("ocop-thu-1", IndexDefinition.Create());

        await Get<BulkWriter>().WriteAsync(index.Name, Enumerable.Range(1, 6).Select(no => (no, (IndexedDocument?)IndexDefinition.Document(Text(no)))), Ct);

        Assert.Equal(6, index.Written.Count);
        Assert.Equal([1, 2, 1, 2, 1, 2], tries.OrderBy(t => t.Key).Select(t => t.Value));
    }

    [Theory]
    [InlineData(403)] // closed to writing
    [InlineData(429)] // the disk is full
    public async Task A_blocked_index_ends_the_work_at_once_and_is_still_searched(int status)
    {
        await RebuildAsync();
        Index.Block = (status, "disk usage exceeded flood-stage watermark, index has read-only-allow-delete block");
        await Market.PutOnSaleAsync($"Rong nho {status}");
        fixture.Elastic.Waits.Clear();

        await Get<OutboxDispatcher>().RunAsync(Ct);
        var waiting = await Get<OutboxQueries>().WaitingAsync(Operator, 10, Ct);

        Assert.Empty(fixture.Elastic.Waits);
        Assert.Contains(waiting.Rows, r => r.Handler == "catalog.keep-search-index" && r.LastError!.Contains("cluster_block_exception", StringComparison.Ordinal));
        Assert.Equal(SearchClusterState.Ready, (await Get<ElasticGuard>().CheckAsync(Ct)).State);
        Assert.NotEmpty(await Get<ElasticEngine>().CompleteAsync(["mat"], CompletedField.Name, Ct));

        Index.Block = null;
        Clock.Advance(TimeSpan.FromMinutes(2));
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == $"rong nho {status}");
    }

    [Fact]
    public async Task Of_thousands_that_match_every_number_comes_once_the_best_first()
    {
        const int many = 10_050; // more than one page of an aggregation holds
        var index = Cluster.Add("ocop-thu-1", IndexDefinition.Create(), ElasticMarket.Index);
        for (var no = 1; no <= many; no++)
        {
            index.Put($"{no}", IndexDefinition.Document(Text(no)));
        }

        index.Refresh();
        var plan = SearchPlanReader.Read("mat ong 777", new PhraseTable());
        Assert.Equal([777], await Get<ElasticEngine>().MatchAsync(plan, Ct));
        var found = await Get<ElasticEngine>().MatchAsync(SearchPlanReader.Read("mat ong", new PhraseTable()), Ct);

        Assert.Equal(Enumerable.Range(1, many), found.Order());
        Assert.Equal(Enumerable.Range(1, 9), found.Take(9)); // of equals the shortest names first
    }

    [Fact]
    public async Task A_document_the_cluster_will_not_take_ends_a_rebuild_and_the_old_index_stays()
    {
        await RebuildAsync();
        var served = Index.Name;
        Clock.Advance(TimeSpan.FromMinutes(1));
        Cluster.RefuseDocument = _ => (400, "document_parsing_exception");

        Assert.Equal("catalog.search_cluster_failed", (await Get<RebuildSearch>().RunAsync(Operator, null, Ct)).Refusal?.Code);

        Assert.Equal(served, Index.Name);
    }

    [Fact]
    public async Task Nothing_is_written_where_no_index_is_and_no_index_comes_of_it()
    {
        await Market.PutOnSaleAsync("Chuối ngự Đại Hoàng");
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Empty(Cluster.IndexNames);

        await Get<CompareSearchJob>().RunAsync(Ct); // as it does at every start
        Assert.Equal(await CountAsync(), Index.Written.Count);
    }

    [Fact]
    public async Task The_whole_work_keeps_to_the_specification()
    {
        Assert.SkipUnless(ElasticSpec.All.Count == 2, ElasticSpec.Absent);
        await RebuildAsync();
        Index.Remove(Index.Written.Keys.First());
        await Get<CompareSearch>().RunAsync(Operator, mend: true, Ct);
        await Get<SearchDeskQueries>().ReadAsync(Operator, Ct);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RebuildAsync();
        var phrases = await Get<SearchWords>().GetAsync(Ct);
        foreach (var query in new[] { "mật ong", "trà lài rừng", "mat onng", "tỏi" })
        {
            var plan = SearchPlanReader.Read(query, phrases);
            await Get<ElasticEngine>().MatchAsync(plan, Ct);
            await Get<ElasticEngine>().ResembleAsync(plan, Ct);
            await Get<ElasticClient>().SearchAsync(ElasticMarket.Index, ElasticQuestions.All(plan, 1), true, Ct);
        }

        await Get<ElasticEngine>().CompleteAsync(["mật", "onggggggggggggggggg"], CompletedField.Producer, Ct);

        Assert.True(Cluster.Problems.Count == 0, string.Join(Environment.NewLine, Cluster.Problems));
        Assert.All(Cluster.Requests, r => Assert.Equal("ApiKey khoa-thu", r.Authorization));
    }

    [Fact]
    public void The_specification_says_what_is_wrong_with_a_request()
    {
        Assert.SkipUnless(ElasticSpec.All.Count == 2, ElasticSpec.Absent);
        IReadOnlyList<string> Problems(string method, string path, string? body, params string[] query)
            => ElasticSpec.ProblemsOf(new(method, path, query, body is null ? null : JsonNode.Parse(body), [], null));

        Assert.Empty(Problems("POST", "/x/_search", """{"query":{"term":{"name":{"value":"mat"}}}}"""));
        Assert.Contains(Problems("POST", "/x/_search", """{"qwery":{}}"""), p => p.EndsWith(".qwery is unknown", StringComparison.Ordinal));
        Assert.Contains(Problems("POST", "/x/_search", """{"query":{"trem":{}}}"""), p => p.EndsWith(".query.trem is unknown", StringComparison.Ordinal));
        Assert.Contains(Problems("POST", "/x/_search", """{"query":{"bool":{"must_at_least":1}}}"""), p => p.EndsWith(".query.bool.must_at_least is unknown", StringComparison.Ordinal));
        Assert.Contains(Problems("POST", "/_aliases", """{"actions":[{"swap":{}}]}"""), p => p.EndsWith("swap is unknown", StringComparison.Ordinal));
        Assert.Contains(Problems("PUT", "/x", """{"mappings":{"properties":{"no":{"type":"text","norms":"no"}}}}"""), p => p.Contains("norms", StringComparison.Ordinal) || p.Contains("no", StringComparison.Ordinal));
        Assert.Contains(Problems("POST", "/x/_refresh", null, "at_once"), p => p.EndsWith("?at_once is unknown", StringComparison.Ordinal));
        Assert.Equal(["POST /x/_sreach: no such call"], Problems("POST", "/x/_sreach", null));
    }

    [Fact]
    public async Task A_revoked_product_stays_in_the_index_and_is_shown_and_counted_nowhere()
    {
        var garlic = await Market.PutOnSaleAsync("Hành tăm thu hồi");
        await RebuildAsync();
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(garlic.Number), RevocationGround.Other, "Lý do", "1/QĐ"), Ct);

        var page = await Eventually.GetAsync(
            () => Get<CatalogueQueries>().SearchAsync(new() { Query = "hành tăm thu hồi", AsTyped = true }, Ct), p => p.Total == 0);

        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == "hanh tam thu hoi");
        Assert.Equal(0, page.Total);
        Assert.All(page.Facets.Groups.Concat(page.Facets.Stars).Concat(page.Facets.Provinces), f => Assert.Equal(0, f.Count));
    }

    [Fact]
    public async Task In_an_index_full_of_ended_products_the_one_on_offer_is_found_counted_and_suggested()
    {
        for (var i = 0; i < 25; i++)
        {
            await Market.PutOnSaleAsync($"Cốm dẹp {i}", validThrough: Clock.Today());
        }

        var staying = await Market.PutOnSaleAsync("Cốm dẹp Trà Vinh còn hạn");
        await RebuildAsync();
        Clock.Advance(TimeSpan.FromDays(1));

        var page = await Eventually.GetAsync(() => Get<CatalogueQueries>().SearchAsync(new() { Query = "cốm dẹp" }, Ct), p => p.Total == 1);
        var suggested = await Get<SuggestQueries>().SuggestAsync("cốm dẹp", false, Ct);

        Assert.Equal(26, Index.Written.Values.Count(d => ((string)d["name"]!).StartsWith("com dep", StringComparison.Ordinal)));
        Assert.Equal([staying.Slug], page.Items.Select(i => i.Slug));
        Assert.Equal(1, page.Facets.Stars.Sum(f => f.Count));
        Assert.Equal([staying.Slug], suggested.Where(s => s.Kind is SuggestionKind.Product).Select(s => s.Key));
    }

    [Fact]
    public async Task With_jobs_running_a_new_product_comes_into_the_cluster_by_itself()
    {
        await using var working = fixture.Elastic.Make(ConnectionString, Clock, jobs: true);
        _ = working.Services;
        await Eventually.GetAsync(() => Task.FromResult(Cluster.Leads(ElasticMarket.Index)), leads => leads);
        await Eventually.GetAsync(() => Task.FromResult(working.Get<MarketChanges>().Listening), listening => listening);

        await Market.PutOnSaleAsync("Sá sùng Vân Đồn");
        await Eventually.GetAsync(() => Task.FromResult(Index.Written.Values.Any(d => (string?)d["name"] == "sa sung van don")), there => there);

        Assert.Contains(Index.Written.Values, d => (string?)d["name"] == "sa sung van don");
    }

    private async Task RebuildAsync() => Desks.Must(await Get<RebuildSearch>().RunAsync(Operator, null, Ct));

    private async Task<int> CountAsync()
    {
        await using var db = await OpenAsync();
        return await db.Listings.CountAsync(Ct);
    }

    private static SearchText Text(int no)
    {
        var fields = new SearchFields($"mat ong {no}", "htx", "ha giang", "mat ong");
        return new(no, $"{no}", fields, fields);
    }
}
