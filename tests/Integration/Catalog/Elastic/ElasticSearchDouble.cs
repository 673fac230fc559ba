using System.Globalization;
using System.Text.Json.Nodes;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>Answers searches of the double from its documents: the queries, orders and aggregation that the market uses, as they are documented.</summary>
internal static class ElasticSearchDouble
{
    public static JsonObject Answer(IReadOnlyList<ElasticIndexDouble> indices, JsonObject request)
    {
        var matched = indices.SelectMany(index => index.Visible.Select(d => (Index: index, Document: d, Score: Score(index, d, request["query"]!.AsObject()))))
            .Where(m => m.Score is not null).Select(m => (m.Index, m.Document, Score: (float)m.Score!)).ToList();
        var answer = new JsonObject
        {
            ["took"] = 1, ["timed_out"] = false, ["_shards"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["skipped"] = 0, ["failed"] = 0 },
            ["hits"] = new JsonObject { ["max_score"] = null, ["hits"] = Hits(matched, request) },
        };
        if (request["aggregations"] is JsonObject asked)
        {
            answer["aggregations"] = new JsonObject(asked.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)Composite(matched, a.Value!["composite"]!))));
        }

        return answer;
    }

    private static JsonArray Hits(List<(ElasticIndexDouble Index, JsonObject Document, float Score)> matched, JsonObject request)
    {
        var size = (int?)request["size"] ?? 10;
        if (size > 10_000)
        {
            throw new ElasticDoubleException(400, "illegal_argument_exception", "Result window is too large");
        }

        List<(string Field, bool Descending)> order = [.. (request["sort"]?.AsArray() ?? ["_score"]).Select(s => s is JsonObject o ? (o.First().Key, (string?)o.First().Value!["order"] == "desc") : ((string)s!, true))];
        IEnumerable<(ElasticIndexDouble Index, JsonObject Document, float Score)> sorted = matched;
        foreach (var (field, descending) in Enumerable.Reverse(order))
        {
            double Key((ElasticIndexDouble Index, JsonObject Document, float Score) m) => field == "_score" ? m.Score : (double)(int)m.Index.Column(m.Document, field)[0]!;
            sorted = descending ? sorted.OrderByDescending(Key) : sorted.OrderBy(Key);
        }

        if (request["search_after"] is JsonArray after)
        {
            sorted = sorted.Where(m => (int)m.Index.Column(m.Document, order.Single().Field)[0]! > (int)after.Single()!);
        }

        var columns = (request["docvalue_fields"]?.AsArray() ?? []).Select(f => (string)f!["field"]!).ToList();
        return new([.. sorted.Take(size).Select(m => (JsonNode)new JsonObject
        {
            ["_index"] = m.Index.Name, ["_id"] = m.Document["no"]!.ToString(), ["_score"] = m.Score,
            ["fields"] = new JsonObject(columns.Select(c => KeyValuePair.Create(c, (JsonNode?)m.Index.Column(m.Document, c)))),
        })]);
    }

    private static JsonObject Composite(List<(ElasticIndexDouble Index, JsonObject Document, float Score)> matched, JsonNode asked)
    {
        var (source, size, after) = (asked["sources"]!.AsArray().Single()!.AsObject().Single(), (int)asked["size"]!, (int?)asked["after"]?["no"] ?? int.MinValue);
        var field = (string)source.Value!["terms"]!["field"]!;
        var keys = matched.Select(m => (int)m.Index.Column(m.Document, field)[0]!).Where(k => k > after).Distinct().Order().Take(size).ToList();
        var answer = new JsonObject { ["buckets"] = new JsonArray([.. keys.Select(k => (JsonNode)new JsonObject { ["key"] = new JsonObject { [source.Key] = k }, ["doc_count"] = 1 })]) };
        if (keys.Count > 0)
        {
            answer["after_key"] = new JsonObject { [source.Key] = keys[^1] };
        }

        return answer;
    }

    /// <returns>Null when the document does not match.</returns>
    private static double? Score(ElasticIndexDouble index, JsonObject document, JsonObject query)
    {
        var (kind, body) = query.Single();
        switch (kind)
        {
            case "match_all":
                return 1;
            case "bool":
                return Bool(index, document, body!.AsObject());
            case "constant_score":
                return Score(index, document, body!["filter"]!.AsObject()) is null ? null : double.Parse(body["boost"]!.ToString(), CultureInfo.InvariantCulture);
            case "dis_max":
                return body!["queries"]!.AsArray().Max(q => Score(index, document, q!.AsObject()));
            default:
                var (field, asked) = body!.AsObject().Single();
                return Matches(index, document, kind, field, asked!) ? 1 : null;
        }
    }

    private static bool Matches(ElasticIndexDouble index, JsonObject document, string kind, string field, JsonNode asked)
    {
        var tokens = index.TokensOf(document, field);
        switch (kind)
        {
            case "term":
                return tokens.Any(t => t.Token == (string)asked["value"]!);
            case "prefix":
                return tokens.Any(t => t.Token.StartsWith((string)asked["value"]!, StringComparison.Ordinal));
            case "match_phrase":
                var words = index.AskedOf(field, (string)asked["query"]!);
                var places = tokens.ToHashSet();
                return words.Count > 0 && tokens.Where(t => t.Token == words[0].Token).Any(first => words.All(w => places.Contains((w.Token, first.Position + w.Position))));
            default:
                throw new ElasticDoubleException(400, "parsing_exception", $"unknown query [{kind}]");
        }
    }

    private static double? Bool(ElasticIndexDouble index, JsonObject document, JsonObject body)
    {
        IReadOnlyList<JsonObject> Clauses(string name) => [.. (body[name]?.AsArray() ?? []).Select(c => c!.AsObject())];
        if (Clauses("filter").Any(c => Score(index, document, c) is null))
        {
            return null;
        }

        var should = Clauses("should");
        var scores = should.Select(c => Score(index, document, c)).OfType<double>().ToList();
        var least = (int?)body["minimum_should_match"] ?? (body.ContainsKey("filter") || should.Count == 0 ? 0 : 1);
        return scores.Count < least ? null : scores.Sum();
    }
}
