using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Search.Relevance;

public enum SearchEngineKind
{
    Postgres,
    Elasticsearch,
}

/// <summary>A query and what it should find among its first ten.</summary>
/// <param name="Kind">How it is typed: exact, nodiacritics, typo …</param>
/// <param name="All">Everything named must be there; else at least eight of it, or all where it is less.</param>
public sealed record RelevanceQuery(string Query, string Kind, IReadOnlyCollection<ProductId> Expected, bool All);

/// <param name="Wanted">How many of the expected should be among the first ten, and <paramref name="Found"/> how many are.</param>
/// <param name="Shown">The names of the first ten.</param>
/// <param name="Missing">Products expected and on offer that are not among them.</param>
public sealed record RelevanceAnswer(RelevanceQuery Asked, int Wanted, int Found, IReadOnlyList<string> Shown, IReadOnlyList<string> Missing)
{
    public bool Hit => Found >= Wanted;
}

/// <param name="LeftOut">Queries of which nothing expected is on offer.</param>
public sealed record RelevanceResult(IReadOnlyList<RelevanceAnswer> Answers, int LeftOut)
{
    /// <summary>Of all queries, in hundredths of the whole.</summary>
    public const int LeastOfAll = 95;

    /// <summary>What is typed as it is written, with marks or without, must always be found.</summary>
    private static readonly string[] Always = ["exact", "nodiacritics"];

    public int Hits => Answers.Count(a => a.Hit);

    public bool IsMet => Answers.Count > 0 && Hits * 100 >= Answers.Count * LeastOfAll && Answers.All(a => a.Hit || !Always.Contains(a.Asked.Kind));
}

/// <summary>Says how well a search engine finds what people mean, by the catalogue itself: its words, its second passes, its Offer rule.</summary>
public sealed class RelevanceReport
{
    private const int First = 10, LeastOfMany = 8;

    private readonly CatalogueQueries _catalogue;
    private readonly OfferIndex _index;
    private readonly ElasticEngine _elastic;
    private readonly PostgresSearch _postgres;
    private readonly ElasticGuard _guard;
    private readonly PageLines _lines;

    internal RelevanceReport(CatalogueQueries catalogue, OfferIndex index, ElasticEngine elastic, PostgresSearch postgres, ElasticGuard guard, PageLines lines)
        => (_catalogue, _index, _elastic, _postgres, _guard, _lines) = (catalogue, index, elastic, postgres, guard, lines);

    /// <param name="engine">Null is the one that answers readers.</param>
    public async Task<Result<RelevanceResult>> RunAsync(IReadOnlyList<RelevanceQuery> queries, SearchEngineKind? engine, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(queries);
        if (engine is SearchEngineKind.Elasticsearch && await _guard.CheckAsync(ct) is { State: not SearchClusterState.Ready } cluster)
        {
            return cluster.State is SearchClusterState.Off ? CatalogRefusals.SearchNoCluster() : CatalogRefusals.SearchClusterFailed(0, cluster.State.ToString());
        }

        var catalogue = engine switch
        {
            SearchEngineKind.Postgres => _catalogue.With(_postgres, _lines),
            SearchEngineKind.Elasticsearch => _catalogue.With(_elastic, _lines),
            null => _catalogue,
        };
        var columns = await _index.GetAsync(ct);
        var numbers = columns.Product.Select((product, row) => (product, No: columns.No[row])).ToDictionary(p => p.product, p => p.No);
        var (answers, leftOut) = (new List<RelevanceAnswer>(), 0);
        foreach (var query in queries)
        {
            int[] expected = [.. query.Expected.Where(p => numbers.ContainsKey(p.Value)).Select(p => numbers[p.Value]).Distinct()];
            if (expected.Length == 0)
            {
                leftOut++;
                continue;
            }

            try
            {
                answers.Add(await AnswerAsync(catalogue, query, expected, ct));
            }
            catch (ElasticException e)
            {
                return CatalogRefusals.SearchClusterFailed(e.Status, e.Type);
            }
        }

        return new RelevanceResult(answers, leftOut);
    }

    private async Task<RelevanceAnswer> AnswerAsync(CatalogueQueries catalogue, RelevanceQuery query, int[] expected, CancellationToken ct)
    {
        var shown = (await catalogue.SearchAsync(new() { Query = query.Query, Adult = true, PageSize = First }, ct)).Items;
        var found = shown.Count(card => expected.Contains(card.No));
        var missing = await _catalogue.CardsAsync([.. expected.Except(shown.Select(card => card.No)).Take(First)], ct);
        return new(query, Math.Min(query.All ? First : LeastOfMany, expected.Length), found, [.. shown.Select(card => card.Name)], [.. missing.Select(card => card.Name)]);
    }
}
