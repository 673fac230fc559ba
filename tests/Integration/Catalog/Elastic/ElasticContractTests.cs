using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>Tests that only read the shop beside a cluster; one of it is enough for all.</summary>
[CollectionDefinition(Name)]
public sealed class ElasticShopTests : ICollectionFixture<ElasticShopFixture>
{
    public const string Name = "elastic shop";
}

[Collection(ElasticShopTests.Name)]
public sealed class ElasticCatalogueSearchTests(ElasticShopFixture shop) : CatalogueSearchContract(shop);

[Collection(ElasticShopTests.Name)]
public sealed class ElasticFacetsTests(ElasticShopFixture shop) : FacetsContract(shop);

[Collection(ElasticShopTests.Name)]
public sealed class ElasticSuggestTests(ElasticShopFixture shop) : SuggestContract(shop)
{
    protected override async Task FollowAsync() => await Get<OutboxDispatcher>().RunAsync(Ct);
}

/// <summary>Both engines side by side on the same goods.</summary>
[Collection(ElasticShopTests.Name)]
public sealed class SameAnswersTests(ElasticShopFixture shop) : MarketTest(shop)
{
    public static TheoryData<string> Queries =>
    [
        "nước mắm", "nuoc mam", "heo", "kẹo lạc", "dầu phụng", "trà", "tra xanh", "chè đậu đen", "mật ong hoa rừng", "mat", "ong mat", "phú quốc", "an giang", "htx", "công ty tnhh", "quà tết trà", "rượu ngô",
        "a", "ơ", "7", new string('a', 10_000), string.Join(' ', Enumerable.Repeat("nước mắm", 700)), "\u0301\u0323\u0309", "đặc sản", "các loại", "😀", "😀 mật ong", "日本 茶", "чай", "ชา", "mâ\u0323t ong", "mậtong",
        "*", "m*", "mat ong~2", "+mat -ong", "\"mật ong\"", "(mat OR ong)", "name:mat", "mat AND ong", "' | '", "\\", "{\"match_all\":{}}", "_id:1", "mat\0ong", "<b>mật</b>", "mật ong/*", "[1 TO 2]",
        "siro khomm", "nghe nep dpo", "vai thieuu", "mậtt ongg", "nuocmam", "lap suong", "thit trau gac bepp", "kheo dua", "xxxxxxxx", "ruou mow",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Both_engines_find_the_same_goods(string query)
    {
        var cut = query.Length <= SearchPlanReader.LongestQuery ? query : query[..SearchPlanReader.LongestQuery];
        var plan = SearchPlanReader.Read(cut, await Get<SearchWords>().GetAsync(Ct));
        if (plan.IsEmpty)
        {
            return; // nothing is left to look for, and no engine is asked
        }

        var (postgres, elastic) = (Get<PostgresSearch>(), Get<ElasticEngine>());
        var (found, same) = (await postgres.MatchAsync(plan, Ct), await elastic.MatchAsync(plan, Ct));

        Assert.Equal(found.Order(), same.Order());
        Assert.Equal(await postgres.ResembleAsync(plan, Ct), await elastic.ResembleAsync(plan, Ct));
        string[] words = [.. plan.Words];
        foreach (var field in words.Length == 0 ? [] : Enum.GetValues<CompletedField>())
        {
            Assert.Equal(await postgres.CompleteAsync(words, field, Ct), await elastic.CompleteAsync(words, field, Ct));
        }
    }

    [Fact]
    public async Task A_name_typed_whole_comes_first_with_marks_and_without()
    {
        var phrases = await Get<SearchWords>().GetAsync(Ct);
        foreach (var card in (await Get<CatalogueQueries>().SearchAsync(new() { Adult = true, PageSize = 100 }, Ct)).Items)
        {
            foreach (var typed in new[] { card.Name, VietnameseText.Fold(card.Name) })
            {
                var plan = SearchPlanReader.Read(typed, phrases);

                Assert.Equal((typed, card.No), (typed, (await Get<PostgresSearch>().MatchAsync(plan, Ct))[0]));
                Assert.Equal((typed, card.No), (typed, (await Get<ElasticEngine>().MatchAsync(plan, Ct))[0]));
            }
        }
    }

    [Fact]
    public async Task The_cluster_has_answered_all_of_it()
    {
        var before = shop.Elastic.Cluster.Requests.Count(r => r.IsSearch);

        await Get<CatalogueQueries>().SearchAsync(new() { Query = "nước mắm" }, Ct);

        Assert.Equal(before + 1, shop.Elastic.Cluster.Requests.Count(r => r.IsSearch));
        Assert.Equal(SearchClusterState.Ready, Get<ElasticGuard>().Cluster.State);
    }

    [Fact]
    public void Every_request_is_one_of_the_specification()
    {
        Assert.SkipUnless(ElasticSpec.All.Count == 2, ElasticSpec.Absent);

        Assert.True(shop.Elastic.Cluster.Problems.Count == 0, string.Join(Environment.NewLine, shop.Elastic.Cluster.Problems));
    }
}
