using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Data;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>What reaches an engine of what was typed, and what of an engine's answers reaches a reader.</summary>
public sealed class SearchLimitTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Of_ten_thousand_letters_two_hundred_are_looked_for_and_sixty_completed()
    {
        var (engine, endless) = (new Recorder([]), new string('a', 10_000));

        await Get<CatalogueQueries>().With(engine, Get<PageLines>()).SearchAsync(new() { Query = endless }, Ct);
        await Suggest(engine).SuggestAsync(endless, true, Ct);

        Assert.Equal([200, 200], engine.Plans.Select(p => p.Name.Length)); // looked for, then what resembles it
        Assert.All(engine.Begun, words => Assert.Equal(60, words.Single().Length));
    }

    [Fact]
    public async Task Signs_of_query_languages_reach_no_engine()
    {
        var (engine, signs) = (new Recorder([]), "mật' & | ! :* <-> (ong) \\ \"chè\" ~2 ^5 [a TO b] {\"match_all\":{}} %_");

        await Get<CatalogueQueries>().With(engine, Get<PageLines>()).SearchAsync(new() { Query = signs }, Ct);
        await Suggest(engine).SuggestAsync(signs, true, Ct);

        var words = engine.Plans.SelectMany(p => p.Units.SelectMany(u => u.AnyOf).SelectMany(w => w).Concat(p.Words).Concat(p.Marked ?? [])).Concat(engine.Begun.SelectMany(w => w)).ToList();
        Assert.Contains("ong", words);
        Assert.All(words, word => Assert.True(word.All(char.IsLetterOrDigit), word));
    }

    [Fact]
    public async Task What_an_engine_still_names_after_its_end_is_asked_of_the_offer_rule_and_not_shown()
    {
        var (sold, ended) = (await Market.PutOnSaleAsync("Nhãn lồng còn bán"), await Market.PutOnSaleAsync("Nhãn lồng sắp thu hồi"));
        // Counts may be late by a moment; here they are late for good, since this node listens where nothing happens.
        using var deaf = new MarketChanges(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres" }.ConnectionString, NullLogger<MarketChanges>.Instance);
        await deaf.StartAsync(Ct);
        await Eventually.GetAsync(() => Task.FromResult(deaf.Listening), listening => listening);
        using var late = new OfferIndex(Get<NpgsqlDataSource>(), deaf, Get<AreaDirectory>(), Clock);
        var engine = new Recorder([.. (await late.GetAsync(Ct)).No]);
        await Market.RevokeAsync(ended);

        var page = await new CatalogueQueries(late, engine, Get<SearchWords>(), Get<PageLines>(), Get<AreaDirectory>(), Clock).SearchAsync(new() { Query = "nhãn lồng" }, Ct);
        var suggested = await new SuggestQueries(engine, Get<PageLines>(), late, Get<AreaDirectory>(), deaf, Clock).SuggestAsync("nhãn lồng", true, Ct);

        Assert.Equal(2, page.Total);
        Assert.Equal([sold.Slug], page.Items.Select(i => i.Slug));
        Assert.Equal([sold.Slug], suggested.Where(s => s.Kind is SuggestionKind.Product).Select(s => s.Key));
        await deaf.StopAsync(Ct);
    }

    private SuggestQueries Suggest(ISearchEngine engine) => new(engine, Get<PageLines>(), Get<OfferIndex>(), Get<AreaDirectory>(), Get<MarketChanges>(), Clock);

    /// <summary>An engine that keeps what it was asked and always answers the same.</summary>
    private sealed class Recorder(IReadOnlyList<int> answer) : ISearchEngine
    {
        public List<SearchPlan> Plans { get; } = [];

        public List<IReadOnlyList<string>> Begun { get; } = [];

        public Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct) => Keep(plan);

        public Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct) => Keep(plan);

        public Task<IReadOnlyList<int>> CompleteAsync(IReadOnlyList<string> words, CompletedField field, CancellationToken ct)
        {
            Begun.Add(words);
            return Task.FromResult(answer);
        }

        private Task<IReadOnlyList<int>> Keep(SearchPlan plan)
        {
            Plans.Add(plan);
            return Task.FromResult(answer);
        }
    }
}
