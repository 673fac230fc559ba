using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Changes;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>Words of the same meaning, kept by administrators.</summary>
public class SynonymTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Keeper = Actor.Operator("test");

    [Fact]
    public async Task A_new_group_finds_on_every_node_within_a_minute_and_its_removal_ends_that()
    {
        await using var other = AnotherNode();
        await Market.PutOnSaleAsync("Rau tàu bay núi");
        await Eventually.GetAsync(() => Task.FromResult(other.Get<MarketChanges>().Listening && Get<MarketChanges>().Listening), listening => listening);
        await Eventually.GetAsync(() => FoundAsync(other, "tàu bay"), found => found == 1);
        Assert.Equal((0, 0), (await FoundAsync(Market, "kim thất"), await FoundAsync(other, "kim thất")));

        var group = Desks.Must(await SaveAsync(null, 0, "tàu bay", "kim thất"));

        Assert.Equal(1, await FoundAsync(Market, "kim thất"));
        Assert.Equal(1, await Eventually.GetAsync(() => FoundAsync(other, "kim thất"), found => found == 1));

        Assert.True((await Get<RemoveSynonyms>().RunAsync(new(Keeper, group, (await RowAsync(group))!.Version), Ct)).Succeeded);
        Assert.Equal(0, await FoundAsync(Market, "kim thất"));
        Assert.Equal(0, await Eventually.GetAsync(() => FoundAsync(other, "kim thất"), found => found == 0));
    }

    [Fact]
    public async Task A_change_is_made_once_on_what_the_page_had_and_is_in_the_audit_trail()
    {
        var group = Desks.Must(await SaveAsync(null, 0, "rau má lá rau muống", "rau chua lè"));
        var read = (await RowAsync(group))!.Version;
        Desks.Must(await SaveAsync(group, read, "rau má lá rau muống", "rau chua lè", "khoai mì"));

        Assert.Equal("catalog.synonyms_moved", (await SaveAsync(group, read, "củ mì", "sắn dây")).Refusal?.Code);
        Assert.Equal("catalog.synonyms_moved", (await Get<RemoveSynonyms>().RunAsync(new(Keeper, group, read), Ct)).Refusal?.Code);

        Assert.Equal(["rau má lá rau muống", "rau chua lè", "khoai mì"], (await RowAsync(group))!.Terms);
        Assert.Equal(2, (await Get<AuditQueries>().SearchAsync(Keeper, new(Subject: $"synonyms:{group}"), null, 10, Ct)).Count);
    }

    [Theory]
    [InlineData("catalog.synonyms_too_few", "heo")]
    [InlineData("catalog.synonyms_too_few", "heo", "  ")]
    [InlineData("catalog.synonym_twice", "Heo", "heo")]
    [InlineData("catalog.synonym_unreadable", "heo", "!?")]
    [InlineData("catalog.synonym_unreadable", "heo", "😀")]
    [InlineData("catalog.synonym_too_long", "heo", "một hai ba bốn năm sáu bảy")]
    [InlineData("catalog.synonym_too_long", "heo", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("catalog.synonyms_too_many", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10", "a11", "a12", "a13", "a14", "a15", "a16", "a17", "a18", "a19", "a20", "a21")]
    public async Task What_could_not_be_looked_for_is_refused(string code, params string[] terms) => Assert.Equal(code, (await SaveAsync(null, 0, terms)).Refusal?.Code);

    [Fact]
    public async Task Groups_are_found_with_and_without_marks_and_shown_to_administrators_only()
    {
        Desks.Must(await SaveAsync(null, 0, "rau dớn", "rau quyết"));
        var administrator = (await Market.AsAdministratorAsync()).Actor;

        Assert.Contains((await Get<SynonymQueries>().ListAsync(administrator, "rau don", 1, Ct)).Rows, r => r.Terms.Contains("rau quyết"));
        Assert.Contains((await Get<SynonymQueries>().ListAsync(administrator, "rau dớn", 1, Ct)).Rows, r => r.Terms.Contains("rau quyết"));
        Assert.Equal(0, (await Get<SynonymQueries>().ListAsync(administrator, "rau đơn", 1, Ct)).Total);
        Assert.Equal(0, (await Get<SynonymQueries>().ListAsync((await Market.AsShopperAsync()).Actor, "", 1, Ct)).Total);
    }

    private static async Task<int> FoundAsync(MarketFactory market, string query) => (await market.Get<CatalogueQueries>().SearchAsync(new() { Query = query, AsTyped = true }, Ct)).Total;

    private Task<Result<int>> SaveAsync(int? group, uint version, params string[] terms) => Get<SaveSynonyms>().RunAsync(new(Keeper, group, version, terms, null), Ct);

    private Task<SynonymRow?> RowAsync(int group) => Get<SynonymQueries>().FindAsync(Keeper, group, Ct);
}
