using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>
/// The official API specification (OpenAPI): says what is wrong with a request. It is not part of the project; its folder is named by <c>OCOP_SPECS</c> or lies
/// beside the project, and tests say that they were skipped where it is absent.
/// </summary>
internal sealed partial class ElasticSpec
{
    public const string Absent = "The specifications are in no folder named by OCOP_SPECS, nor in ../shared/data/specs.";

    private readonly JsonObject _document;
    private readonly string _name;

    private ElasticSpec(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        (_document, _name) = (JsonNode.Parse(packed)!.AsObject(), Path.GetFileName(file).Replace(".json.gz", "", StringComparison.Ordinal));
    }

    /// <summary>Of version 8 on machines of one's own, and of 9 as a service; the second knows nothing of cluster health.</summary>
    public static IReadOnlyList<ElasticSpec> All { get; } =
    [
        .. new[] { "elasticsearch-openapi-8.15.json.gz", "elasticsearch-serverless-openapi-9.5.json.gz" }.Select(f => Path.Combine(Folder(), f)).Where(File.Exists).Select(f => new ElasticSpec(f)),
    ];

    /// <summary>Of the newest that knows the call, everything it has against the request.</summary>
    public static IReadOnlyList<string> ProblemsOf(ElasticRequest request)
    {
        var knowing = All.Where(s => s.Find(request) is not null).ToList();
        return knowing.Count == 0 ? [$"{request.Method} {request.Path}: no such call"] : [.. knowing.SelectMany(s => s.Problems(request))];
    }

    private static string Folder() => Environment.GetEnvironmentVariable("OCOP_SPECS") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "../shared/data/specs");

    private JsonObject? Find(ElasticRequest request)
        => _document["paths"]!.AsObject().Where(p => p.Value!.AsObject().ContainsKey(request.Method.ToLowerInvariant()) && Regex.IsMatch(request.Path, $"^{Template().Replace(p.Key, "[^/_][^/]*")}$"))
            .OrderBy(p => Template().Count(p.Key)).Select(p => p.Value![request.Method.ToLowerInvariant()]!.AsObject()).FirstOrDefault();

    private List<string> Problems(ElasticRequest request)
    {
        var (call, problems) = (Find(request)!, new List<string>());
        var known = call["parameters"]!.AsArray().Select(p => Resolve(p)!).Where(p => (string?)p["in"] == "query").Select(p => (string)p["name"]!).ToHashSet();
        problems.AddRange(request.Query.Where(q => !known.Contains(q)).Select(q => $"?{q} is unknown"));
        var schema = Resolve(Resolve(call["requestBody"])?["content"]?["application/json"]?["schema"]);
        if (request.Path.EndsWith("/_bulk", StringComparison.Ordinal))
        {
            foreach (var (line, i) in request.Lines.Select((line, i) => (line, i)))
            {
                Check(schema!["items"], line, $"[{i}]", problems);
            }
        }
        else if (request.Body is { } body)
        {
            Check(schema, body, "", problems);
        }

        return problems.ConvertAll(p => $"{_name} {request.Method} {request.Path}: {p}");
    }

    private JsonNode? Resolve(JsonNode? node)
    {
        while ((string?)(node as JsonObject)?["$ref"] is { } path)
        {
            node = path[2..].Split('/').Aggregate((JsonNode?)_document, (at, step) => at?[step.Replace("~1", "/", StringComparison.Ordinal)]);
        }

        return node;
    }

    private void Check(JsonNode? given, JsonNode? value, string at, List<string> problems)
    {
        if (Resolve(given) is not JsonObject schema)
        {
            return;
        }

        if (schema["allOf"] is JsonArray parts)
        {
            if (value is JsonObject fields && Properties(schema) is { Count: > 0 } all)
            {
                CheckFields(schema, all, fields, at, problems);
            }
            else
            {
                foreach (var part in parts)
                {
                    Check(part, value, at, problems);
                }
            }

            return;
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            var tried = choices.Select(c => { var own = new List<string>(); Check(c, value, at, own); return own; }).ToList();
            if (tried.TrueForAll(t => t.Count > 0))
            {
                problems.AddRange(tried.MinBy(t => t.Count)!);
            }

            return;
        }

        switch ((string?)schema["type"])
        {
            case "object":
                CheckObject(schema, value, at, problems);
                break;
            case "array":
                if (value is not JsonArray items)
                {
                    problems.Add($"{at} is no list");
                    break;
                }

                foreach (var (item, i) in items.Select((item, i) => (item, i)))
                {
                    Check(schema["items"], item, $"{at}[{i}]", problems);
                }

                break;
            case { } type:
                CheckValue(schema, type, value, at, problems);
                break;
        }
    }

    private void CheckObject(JsonObject schema, JsonNode? value, string at, List<string> problems)
    {
        var (properties, more) = (Properties(schema), schema["additionalProperties"]);
        if (properties.Count == 0 && more is null)
        {
            return; // how this specification writes "any value"
        }

        if (value is not JsonObject fields)
        {
            problems.Add($"{at} is no object");
        }
        else
        {
            CheckFields(schema, properties, fields, at, problems);
        }
    }

    private void CheckFields(JsonObject schema, Dictionary<string, JsonNode> properties, JsonObject fields, string at, List<string> problems)
    {
        var more = schema["additionalProperties"];
        // Field names as keys of a sort are lost in the OpenAPI form of the specification; they are in its own form.
        var open = properties.ContainsKey("_geo_distance");
        foreach (var (name, field) in fields)
        {
            if (properties.TryGetValue(name, out var property))
            {
                Check(property, field, $"{at}.{name}", problems);
            }
            else if (more is JsonObject)
            {
                Check(more, field, $"{at}.{name}", problems);
            }
            else if (!open)
            {
                problems.Add($"{at}.{name} is unknown");
            }
        }

        problems.AddRange(Required(schema).Where(r => !fields.ContainsKey(r)).Select(r => $"{at}.{r} is missing"));
        if ((int?)(double?)schema["maxProperties"] is { } most && fields.Count > most)
        {
            problems.Add($"{at} says too much at once");
        }
    }

    private Dictionary<string, JsonNode> Properties(JsonObject schema)
    {
        var all = (schema["properties"] as JsonObject ?? []).ToDictionary(p => p.Key, p => p.Value!);
        foreach (var part in schema["allOf"]?.AsArray() ?? [])
        {
            foreach (var (name, property) in Resolve(part) is JsonObject resolved ? Properties(resolved) : [])
            {
                all[name] = property;
            }
        }

        return all;
    }

    private IEnumerable<string> Required(JsonObject schema)
        => (schema["required"]?.AsArray() ?? []).Select(r => (string)r!).Concat((schema["allOf"]?.AsArray() ?? []).SelectMany(p => Resolve(p) is JsonObject part ? Required(part) : []));

    private static void CheckValue(JsonObject schema, string type, JsonNode? value, string at, List<string> problems)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var fits = type switch
        {
            "string" => kind is JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "number" or "integer" => kind is JsonValueKind.Number,
            _ => true,
        };
        if (!fits || (schema["enum"] is JsonArray words && words.All(w => w?.ToString() != value?.ToString())))
        {
            problems.Add($"{at} may not be {value?.ToJsonString() ?? "null"}");
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Template();
}
