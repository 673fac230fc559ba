using System.Text;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Relevance;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Platform;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Text;
using OcopMarket.Tests.Integration.Catalog.Elastic;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Commands;
using OcopMarket.Web.Demo;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>The demonstration's goods, beside a cluster.</summary>
public sealed class DemoGoodsFixture : MarketFixture
{
    internal ElasticMarket Elastic { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await Elastic.StartAsync();
        await base.InitializeAsync();
        await Market.Get<IDemoMarket>().EnsureAsync(CancellationToken.None);
        await Eventually.GetAsync(() => Task.FromResult(Market.Get<MarketChanges>().Listening), listening => listening);
        await Eventually.GetAsync(async () => (await Market.Get<CatalogueQueries>().SearchAsync(new() { Adult = true }, CancellationToken.None)).Total, total => total > 500);
        Desks.Must(await Market.Get<RebuildSearch>().RunAsync(Actor.Operator("test"), null, CancellationToken.None));
    }

    protected override MarketFactory Create(string connectionString) => Elastic.Make(connectionString);
}

public sealed class RelevanceTests(DemoGoodsFixture fixture) : MarketTest(fixture), IClassFixture<DemoGoodsFixture>
{
    [Theory]
    [InlineData(SearchEngineKind.Postgres)]
    [InlineData(SearchEngineKind.Elasticsearch)]
    public async Task Of_the_projects_own_queries_enough_find_what_they_should(SearchEngineKind engine)
    {
        var queries = Desks.Must(await Get<DemoQueries>().ReadAsync(null, Ct));
        var report = Desks.Must(await Get<RelevanceReport>().RunAsync(queries, engine, Ct));

        await using var printed = new StringWriter();
        await SearchCommands.PrintAsync(report, printed);

        Assert.True(report.IsMet, printed.ToString());
        Assert.Equal(80, report.Answers.Count + report.LeftOut);
    }

    [Theory]
    [InlineData(SearchEngineKind.Postgres)]
    [InlineData(SearchEngineKind.Elasticsearch)]
    public async Task Every_product_on_offer_is_among_the_first_ten_for_its_name_with_marks_and_without(SearchEngineKind engine)
    {
        var goods = DemoProduct.Real.Where((_, i) => i % 5 == 0).ToList();
        var list = string.Join('\n', goods.SelectMany(p => new[] { $"\"{p.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",exact,{p.Id},all", $"\"{VietnameseText.Fold(p.Name)}\",nodiacritics,{p.Id},all" }).Prepend("query,kind,expected_product_ids,match"));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(list));
        var report = Desks.Must(await Get<RelevanceReport>().RunAsync(Desks.Must(await Get<DemoQueries>().ReadAsync(file, Ct)), engine, Ct));

        await using var printed = new StringWriter();
        await SearchCommands.PrintAsync(report, printed);

        Assert.True(report.Hits == report.Answers.Count, printed.ToString());
    }

    [Fact]
    public async Task A_list_that_finds_too_little_is_told_so_with_what_was_found_instead()
    {
        using var file = new MemoryStream("query,kind,expected_product_ids,match\nmật ong,exact,P0008,all\nnước mắm,category,KHONG-CO,any\n"u8.ToArray());
        var report = Desks.Must(await Get<RelevanceReport>().RunAsync(Desks.Must(await Get<DemoQueries>().ReadAsync(file, Ct)), SearchEngineKind.Postgres, Ct));

        Assert.Equal((false, 0, 1, 1), (report.IsMet, report.Hits, report.Answers.Count, report.LeftOut));
        Assert.Equal(["Bộ bát đĩa hoa sen đỏ"], report.Answers[0].Missing);
        Assert.All(report.Answers[0].Shown, name => Assert.Contains("ong", name, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_file_of_another_shape_is_refused()
    {
        using var file = new MemoryStream("query,kind\nmật ong,exact\n"u8.ToArray());

        Assert.Equal(new("catalog.query_columns_missing", "expected_product_ids, match"), (await Get<DemoQueries>().ReadAsync(file, Ct)).Refusal);
    }
}
