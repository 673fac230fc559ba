using System.Text.Json.Nodes;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>Search by Elasticsearch or OpenSearch.</summary>
/// <exception cref="ElasticException">It cannot answer.</exception>
internal sealed class ElasticEngine(ElasticClient client, ElasticSettings settings) : ISearchEngine
{
    public async Task<IReadOnlyList<int>> MatchAsync(SearchPlan plan, CancellationToken ct)
    {
        var best = (await AskAsync(ElasticQuestions.Match(plan), ct)).ConvertAll(hit => hit.No);
        if (best.Count < ElasticQuestions.MostWeighed)
        {
            return best;
        }

        // Counts must be of all that matches and is on offer, so what comes after the best is asked for too: numbers only, by an aggregation.
        var seen = best.ToHashSet();
        int? after = null;
        do
        {
            var page = await PageAsync(plan, after, ct);
            best.AddRange(page.Where(seen.Add));
            after = page.Count == ElasticQuestions.NumbersPerPage ? page[^1] : null;
        }
        while (after is not null);
        return best;
    }

    public async Task<IReadOnlyList<int>> ResembleAsync(SearchPlan plan, CancellationToken ct)
    {
        if (plan.Name.Length < ISearchEngine.ShortestResembled)
        {
            return [];
        }

        var names = await AlikeAsync(plan.Name, "name.whole", "name_triples", ct);
        var alike = names is [var nearest, ..] && nearest.Closeness >= ISearchEngine.Sure ? names : await AlikeAsync(plan.Name, "haystack", "haystack_triples", ct);
        return alike.ConvertAll(a => a.No);
    }

    public async Task<IReadOnlyList<int>> CompleteAsync(IReadOnlyList<string> words, CompletedField field, CancellationToken ct)
        => (await AskAsync(ElasticQuestions.Begun(words, field is CompletedField.Name ? "name" : "producer"), ct)).ConvertAll(hit => hit.No);

    private async Task<List<(int No, float Closeness)>> AlikeAsync(string typed, string text, string triples, CancellationToken ct)
        => [.. (await AskAsync(ElasticQuestions.Alike(LetterTriples.Of(typed), text, triples), ct))
            .Select(hit => (hit.No, Closeness: LetterTriples.Closeness(typed, hit.Text(text)))).Where(hit => hit.Closeness >= ISearchEngine.Resemblance)
            .OrderByDescending(hit => hit.Closeness).ThenBy(hit => hit.No).Take(ISearchEngine.MostResembling)];

    private async Task<List<int>> PageAsync(SearchPlan plan, int? after, CancellationToken ct)
    {
        var answer = await client.SearchAsync(settings.Index, ElasticQuestions.All(plan, after), forReader: true, ct);
        return answer.Aggregations?.GetValueOrDefault(ElasticQuestions.Numbers) is { Buckets: { } buckets }
            ? [.. buckets.Select(b => b.Key.TryGetValue("no", out var no) ? no : throw new ElasticException(0, "unreadable", "A bucket has no number."))]
            : throw new ElasticException(0, "unreadable", "The aggregation is missing.");
    }

    private async Task<List<HitAnswer>> AskAsync(JsonObject question, CancellationToken ct)
    {
        var hits = (await client.SearchAsync(settings.Index, question, forReader: true, ct)).Hits!.Hits!;
        return hits.FirstOrDefault(hit => !IndexNames.IsOurs(settings, hit.Index)) is { } stranger
            ? throw new ElasticException(0, "other_index", $"{stranger.Index} answered for {settings.Index}.") // somebody moved the alias
            : [.. hits];
    }
}

/// <summary>Indices are named after the alias and the moment they were begun.</summary>
internal static class IndexNames
{
    public static string New(ElasticSettings settings, DateTimeOffset now) => $"{settings.Index}-{now:yyyyMMddHHmmssfff}";

    public static string Pattern(ElasticSettings settings) => settings.Index + "-*";

    public static bool IsOurs(ElasticSettings settings, string? index)
        => index is not null && index.StartsWith(settings.Index + "-", StringComparison.Ordinal) && index[(settings.Index.Length + 1)..].All(char.IsAsciiDigit);
}
