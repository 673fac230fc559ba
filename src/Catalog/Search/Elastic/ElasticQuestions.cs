using System.Globalization;
using System.Text.Json.Nodes;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>A plan in the query language of Elasticsearch. Scores are sums of fixed boosts, so that one index orders like another and like the database.</summary>
internal static class ElasticQuestions
{
    /// <summary>Best first; further down the order is rougher.</summary>
    public const int MostWeighed = 1000;

    /// <summary>Numbers in one page of an aggregation.</summary>
    public const int NumbersPerPage = 10_000;

    public const string Numbers = "numbers";

    private const int MostCandidates = 500;

    /// <summary>The best of what holds every unit.</summary>
    public static JsonObject Match(SearchPlan plan) => new()
    {
        ["size"] = MostWeighed,
        ["_source"] = false,
        ["docvalue_fields"] = Columns("no"),
        ["track_total_hits"] = false,
        ["query"] = Bool(Holding(plan), should: Weights(plan)),
        ["sort"] = new JsonArray("_score", Ascending("name_length"), Ascending("no")),
    };

    /// <summary>The numbers of all that holds every unit, a page of them.</summary>
    /// <param name="after">Last number of the page before.</param>
    public static JsonObject All(SearchPlan plan, int? after)
    {
        var composite = new JsonObject
        {
            ["size"] = NumbersPerPage,
            ["sources"] = new JsonArray(new JsonObject { ["no"] = new JsonObject { ["terms"] = new JsonObject { ["field"] = "no" } } }),
        };
        if (after is not null)
        {
            composite["after"] = new JsonObject { ["no"] = after };
        }

        return new()
        {
            ["size"] = 0, ["track_total_hits"] = false, ["query"] = Bool(Holding(plan)), ["aggregations"] = new JsonObject { [Numbers] = new JsonObject { ["composite"] = composite } },
        };
    }

    /// <summary>What has enough of the query's letter triples to be alike; which of them are, <see cref="LetterTriples"/> says.</summary>
    /// <param name="text">The field of the whole text, and <paramref name="triples"/> of its triples.</param>
    public static JsonObject Alike(IReadOnlyCollection<string> typed, string text, string triples) => new()
    {
        ["size"] = MostCandidates,
        ["_source"] = false,
        ["docvalue_fields"] = Columns("no", text),
        ["track_total_hits"] = false,
        ["query"] = new JsonObject
        {
            ["bool"] = new JsonObject
            {
                ["should"] = new JsonArray([.. typed.Select(t => (JsonNode)Constant(Term(triples, t), 1))]),
                ["minimum_should_match"] = (int)Math.Ceiling(typed.Count * ISearchEngine.Resemblance),
            },
        },
        ["sort"] = new JsonArray("_score", Ascending("name_length"), Ascending("no")),
    };

    /// <summary>Whole words but the last, which is only begun.</summary>
    public static JsonObject Begun(IReadOnlyList<string> words, string field) => new()
    {
        ["size"] = ISearchEngine.MostCompleted,
        ["_source"] = false,
        ["docvalue_fields"] = Columns("no"),
        ["track_total_hits"] = false,
        ["query"] = Bool([
            .. words.SkipLast(1).Select(w => Term(field, w)),
            words[^1].Length <= IndexDefinition.LongestBegun ? Term($"{field}.begun", words[^1]) : Named("prefix", field, words[^1]),
        ]),
        ["sort"] = new JsonArray(Ascending("name_length"), Ascending("no")),
    };

    /// <summary>Every document's number and print, a page of them, by number.</summary>
    public static JsonObject Prints(int after) => new()
    {
        ["size"] = NumbersPerPage,
        ["_source"] = false,
        ["docvalue_fields"] = Columns("no", "print"),
        ["track_total_hits"] = false,
        ["query"] = new JsonObject { ["match_all"] = new JsonObject() },
        ["sort"] = new JsonArray(Ascending("no")),
        ["search_after"] = new JsonArray(after),
    };

    /// <summary>Whether it answers at all.</summary>
    public static JsonObject Anything() => new() { ["size"] = 1, ["_source"] = false, ["docvalue_fields"] = Columns("no"), ["track_total_hits"] = false, ["query"] = new JsonObject { ["match_all"] = new JsonObject() } };

    private static IEnumerable<JsonObject> Holding(SearchPlan plan) => plan.Units.Select(u => AnyOf(u, "words"));

    // The same steps as in PostgresSearch: the name as typed, exact tones, words side by side, then where the words are (name before producer, place and set).
    private static IEnumerable<JsonObject> Weights(SearchPlan plan)
    {
        if (plan.Words.Count > 0)
        {
            yield return Constant(Term("name.whole", plan.Name), 4.5);
            yield return Constant(Named("prefix", "name.whole", plan.Name), 1.5);
            yield return Constant(Phrase("words", plan.Words), 2);
            yield return Constant(Bool(plan.Words.Select(w => Term("words", w))), 1);
        }

        if (plan.Marked is { Count: > 0 } marked)
        {
            yield return Constant(Bool(marked.Select(w => Term("exact_words", w))), 3);
            yield return Constant(Phrase("exact_words", marked), 2);
        }

        for (var i = 0; i + 1 < plan.Words.Count; i++)
        {
            yield return Constant(Term("name.pairs", $"{plan.Words[i]} {plan.Words[i + 1]}"), 0.4 / (plan.Words.Count - 1));
        }

        foreach (var unit in plan.Units)
        {
            yield return new()
            {
                ["dis_max"] = new JsonObject
                {
                    ["queries"] = new JsonArray(
                        Constant(AnyOf(unit, "name"), 0.4 / plan.Units.Count), Constant(AnyOf(unit, "producer"), 0.16 / plan.Units.Count),
                        Constant(AnyOf(unit, "places"), 0.08 / plan.Units.Count), Constant(AnyOf(unit, "kind"), 0.02 / plan.Units.Count)),
                },
            };
        }
    }

    private static JsonObject AnyOf(SearchUnit unit, string field)
        => unit.AnyOf is [var only] ? Phrase(field, only)
            : new() { ["bool"] = new JsonObject { ["should"] = new JsonArray([.. unit.AnyOf.Select(p => (JsonNode)Phrase(field, p))]), ["minimum_should_match"] = 1 } };

    private static JsonObject Phrase(string field, IReadOnlyList<string> words)
        => words.Count == 1 ? Term(field, words[0]) : new() { ["match_phrase"] = new JsonObject { [field] = new JsonObject { ["query"] = string.Join(' ', words) } } };

    private static JsonObject Term(string field, string word) => Named("term", field, word);

    private static JsonObject Named(string kind, string field, string word) => new() { [kind] = new JsonObject { [field] = new JsonObject { ["value"] = word } } };

    private static JsonObject Constant(JsonObject filter, double boost)
        => new() { ["constant_score"] = new JsonObject { ["filter"] = filter, ["boost"] = double.Parse(boost.ToString("0.####", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) } };

    private static JsonObject Bool(IEnumerable<JsonObject> filter, IEnumerable<JsonObject>? should = null)
    {
        var query = new JsonObject { ["filter"] = new JsonArray([.. filter]) };
        if (should is not null)
        {
            query["should"] = new JsonArray([.. should]);
        }

        return new() { ["bool"] = query };
    }

    private static JsonArray Columns(params string[] fields) => new([.. fields.Select(f => (JsonNode)new JsonObject { ["field"] = f })]);

    private static JsonObject Ascending(string field) => new() { [field] = new JsonObject { ["order"] = "asc" } };
}
