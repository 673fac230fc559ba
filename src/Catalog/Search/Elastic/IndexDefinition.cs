using System.Text.Json.Nodes;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>
/// What an index looks like. Texts come folded and cut by <see cref="VietnameseText"/>, so its analysers only cut at spaces: one folding for both engines
/// and for both sides of a search. Synonyms are put into the question (<see cref="SearchPlan"/>): a change of them needs no other index.
/// </summary>
internal static class IndexDefinition
{
    /// <summary>Changes with anything below: an index of another version is not asked and is built anew.</summary>
    public const int Version = 1;

    /// <summary>Begun words are kept up to this length; longer beginnings are looked for by prefix.</summary>
    public const int LongestBegun = 15;

    /// <summary>No phrase runs from one field into the next, as in the database's vectors.</summary>
    private const int Gap = 10;

    /// <summary>While it is being filled nobody asks it, so it need not show what it has.</summary>
    public static JsonObject Create() => new()
    {
        ["settings"] = new JsonObject
        {
            ["refresh_interval"] = "-1",
            ["analysis"] = new JsonObject
            {
                ["filter"] = new JsonObject
                {
                    ["pairs"] = new JsonObject { ["type"] = "shingle", ["min_shingle_size"] = 2, ["max_shingle_size"] = 2, ["output_unigrams"] = false },
                    ["beginnings"] = new JsonObject { ["type"] = "edge_ngram", ["min_gram"] = 1, ["max_gram"] = LongestBegun },
                },
                ["analyzer"] = new JsonObject { ["words"] = Analyser(), ["pairs"] = Analyser("pairs"), ["beginnings"] = Analyser("beginnings") },
            },
        },
        ["mappings"] = new JsonObject
        {
            ["dynamic"] = "strict",
            ["_meta"] = Meta(built: false),
            ["properties"] = new JsonObject
            {
                ["no"] = new JsonObject { ["type"] = "integer" },
                ["print"] = new JsonObject { ["type"] = "keyword", ["index"] = false },
                ["name"] = Words(("whole", new JsonObject { ["type"] = "keyword" }), ("pairs", Text("pairs")), ("begun", Text("beginnings", "words"))),
                ["name_length"] = new JsonObject { ["type"] = "integer" },
                ["producer"] = Words(("begun", Text("beginnings", "words"))),
                ["places"] = Words(),
                ["kind"] = Words(),
                ["words"] = Fields(),
                ["exact_words"] = Fields(),
                ["haystack"] = new JsonObject { ["type"] = "keyword", ["index"] = false },
                ["name_triples"] = new JsonObject { ["type"] = "keyword", ["doc_values"] = false },
                ["haystack_triples"] = new JsonObject { ["type"] = "keyword", ["doc_values"] = false },
            },
        },
    };

    /// <summary>Said once the last document is in: an index without it is never asked.</summary>
    public static JsonObject Built() => new() { ["_meta"] = Meta(built: true) };

    /// <summary>A second named by us: an index without a setting of its own goes to sleep, and wakes while a reader waits.</summary>
    public static JsonObject Serving() => new() { ["index"] = new JsonObject { ["refresh_interval"] = "1s" } };

    public static IndexedDocument Document(SearchText text)
    {
        var (folded, exact) = (text.Folded, text.Exact);
        var haystack = string.Join(' ', new[] { folded.Name, folded.Producer }.Where(t => t.Length > 0));
        return new(
            text.No, text.Print, folded.Name, folded.Name.EnumerateRunes().Count(), folded.Producer, folded.Places, folded.Kind, List(folded), List(exact),
            haystack, LetterTriples.Of(folded.Name), LetterTriples.Of(haystack));
    }

    private static string[] List(SearchFields fields) => [fields.Name, fields.Producer, fields.Places, fields.Kind];

    private static JsonObject Meta(bool built) => new() { ["market"] = "ocop", ["version"] = Version, ["built"] = built };

    private static JsonObject Analyser(params string[] filters)
    {
        var analyser = new JsonObject { ["type"] = "custom", ["tokenizer"] = "whitespace" };
        if (filters.Length > 0)
        {
            analyser["filter"] = new JsonArray([.. filters.Select(f => (JsonNode)f)]);
        }

        return analyser;
    }

    private static JsonObject Text(string analyser, string? asked = null)
    {
        var text = new JsonObject { ["type"] = "text", ["analyzer"] = analyser, ["norms"] = false };
        if (asked is not null)
        {
            text["search_analyzer"] = asked;
        }

        return text;
    }

    private static JsonObject Words(params (string Name, JsonObject Field)[] others)
    {
        var words = Text("words");
        if (others.Length > 0)
        {
            words["fields"] = new JsonObject(others.Select(o => KeyValuePair.Create(o.Name, (JsonNode?)o.Field)));
        }

        return words;
    }

    private static JsonObject Fields()
    {
        var words = Text("words");
        words["position_increment_gap"] = Gap;
        return words;
    }
}

/// <summary>A document of the index, its fields named as <see cref="IndexDefinition.Create"/> says.</summary>
internal sealed record IndexedDocument(
    int No, string Print, string Name, int NameLength, string Producer, string Places, string Kind, IReadOnlyList<string> Words, IReadOnlyList<string> ExactWords,
    string Haystack, IReadOnlyCollection<string> NameTriples, IReadOnlyCollection<string> HaystackTriples);
