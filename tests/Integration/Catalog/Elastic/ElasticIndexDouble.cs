using System.Text.Json.Nodes;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>An index in memory: keeps documents, cuts texts by the analysers it was made with, shows what has been refreshed.</summary>
internal sealed class ElasticIndexDouble(string name, JsonObject definition)
{
    private readonly Dictionary<string, JsonObject> _written = [];
    private readonly Dictionary<(JsonObject Document, string Field), List<(string Token, int Position)>> _tokens = [];
    private Dictionary<string, JsonObject> _visible = [];
    private bool _changed;

    public string Name => name;

    public JsonObject Mappings { get; } = definition["mappings"]?.DeepClone().AsObject() ?? [];

    public JsonObject Settings { get; } = definition["settings"]?.DeepClone().AsObject() ?? [];

    public HashSet<string> Aliases { get; } = [];

    /// <summary>A block by name and the status it answers writing with.</summary>
    public (int Status, string Reason)? Block { get; set; }

    public IReadOnlyDictionary<string, JsonObject> Written => _written;

    public IEnumerable<JsonObject> Visible
    {
        get
        {
            if ((string?)(Settings["index"]?["refresh_interval"] ?? Settings["refresh_interval"]) != "-1")
            {
                Refresh(); // as if its second had passed
            }

            return _visible.Values;
        }
    }

    public void Refresh()
    {
        if (_changed)
        {
            (_visible, _changed) = (new(_written), false);
        }
    }

    /// <returns>What the strict mapping has against the document.</returns>
    public string? Put(string id, JsonObject document)
    {
        if (document.FirstOrDefault(f => Mappings["properties"]?[f.Key] is null) is { Key: { } unknown } && (string?)Mappings["dynamic"] == "strict")
        {
            return $"mapping set to strict, dynamic introduction of [{unknown}] within [_doc] is not allowed";
        }

        (_written[id], _changed) = (document, true);
        return null;
    }

    public bool Remove(string id)
    {
        var removed = _written.Remove(id);
        _changed |= removed;
        return removed;
    }

    public JsonObject? FieldOf(string path)
    {
        var steps = path.Split('.');
        var field = Mappings["properties"]?[steps[0]];
        return (steps.Length == 1 ? field : field?["fields"]?[steps[1]]) as JsonObject;
    }

    /// <summary>The field's words as the index holds them; a keyword is one word.</summary>
    public List<(string Token, int Position)> TokensOf(JsonObject document, string path)
    {
        if (_tokens.TryGetValue((document, path), out var known))
        {
            return known;
        }

        var field = FieldOf(path) ?? throw new ElasticDoubleException(400, "query_shard_exception", $"no field [{path}]");
        if ((bool?)field["index"] == false)
        {
            throw new ElasticDoubleException(400, "query_shard_exception", $"cannot search on field [{path}] since it is not indexed");
        }

        var tokens = new List<(string, int)>();
        var position = 0;
        foreach (var value in document[path.Split('.')[0]] switch { JsonArray list => list.Select(v => v!.ToString()), null => [], var one => [one.ToString()] })
        {
            if ((string?)field["type"] == "text")
            {
                var own = Analyse((string?)field["analyzer"] ?? "standard", value);
                tokens.AddRange(own.Select(t => (t.Token, t.Position + position)));
                position += own.Count + ((int?)field["position_increment_gap"] ?? 100);
            }
            else
            {
                tokens.Add((value, position++));
            }
        }

        return _tokens[(document, path)] = tokens;
    }

    /// <summary>What is asked of the field, cut as its mapping says.</summary>
    public List<(string Token, int Position)> AskedOf(string path, string text)
        => FieldOf(path) is { } field ? Analyse((string?)(field["search_analyzer"] ?? field["analyzer"]) ?? "standard", text) : throw new ElasticDoubleException(400, "query_shard_exception", $"no field [{path}]");

    /// <summary>A value kept by column.</summary>
    public JsonArray Column(JsonObject document, string path)
    {
        var field = FieldOf(path);
        return field is null || (string?)field["type"] == "text" || (bool?)field["doc_values"] == false
            ? throw new ElasticDoubleException(400, "illegal_argument_exception", $"Can't load fielddata on [{path}]")
            : document[path.Split('.')[0]] switch { JsonArray list => list.DeepClone().AsArray(), null => [], var one => new JsonArray(one.DeepClone()) };
    }

    private List<(string Token, int Position)> Analyse(string analyser, string text)
    {
        var definition = Settings["analysis"]?["analyzer"]?[analyser] as JsonObject ?? throw new ElasticDoubleException(400, "illegal_argument_exception", $"no analyzer [{analyser}]");
        if ((string?)definition["tokenizer"] != "whitespace")
        {
            throw new ElasticDoubleException(400, "illegal_argument_exception", $"unknown tokenizer [{definition["tokenizer"]}]");
        }

        var tokens = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, i) => (Token: word, Position: i)).ToList();
        foreach (var filter in definition["filter"]?.AsArray() ?? [])
        {
            var rule = Settings["analysis"]!["filter"]![(string)filter!]!;
            tokens = (string)rule["type"]! switch
            {
                "shingle" => [.. from size in Enumerable.Range((int)rule["min_shingle_size"]!, (int)rule["max_shingle_size"]! - (int)rule["min_shingle_size"]! + 1)
                                 from start in Enumerable.Range(0, Math.Max(0, tokens.Count - size + 1))
                                 select (string.Join(' ', tokens.Skip(start).Take(size).Select(t => t.Token)), start)],
                "edge_ngram" => [.. from token in tokens
                                    from length in Enumerable.Range((int)rule["min_gram"]!, (int)rule["max_gram"]! - (int)rule["min_gram"]! + 1)
                                    where length <= token.Token.Length
                                    select (token.Token[..length], token.Position)],
                var type => throw new ElasticDoubleException(400, "illegal_argument_exception", $"unknown filter [{type}]"),
            };
        }

        return tokens;
    }
}

internal sealed class ElasticDoubleException(int status, string type, string reason) : Exception(reason)
{
    public int Status => status;
    public string Type => type;
}
