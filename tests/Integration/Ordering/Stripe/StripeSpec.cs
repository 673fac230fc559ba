using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering.Stripe;

/// <summary>The provider's specification, as far as the market uses it: says what is wrong with a request.</summary>
internal sealed partial class StripeSpec
{
    private readonly JsonObject _document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests/Integration/Ordering/Stripe/stripe-2023-08-16.json")))!.AsObject();

    public static StripeSpec Instance { get; } = new();

    /// <summary>Every call of it, e.g. <c>POST /v1/transfers</c>.</summary>
    public IReadOnlyList<string> Calls => [.. from path in Paths from method in path.Value!.AsObject() select $"{method.Key.ToUpperInvariant()} {path.Key}"];

    private JsonObject Paths => _document["paths"]!.AsObject();

    /// <summary>An object as the provider's own examples have it, to be changed by the caller.</summary>
    public JsonObject Fixture(string resource) => _document["fixtures"]![resource]!.DeepClone().AsObject();

    public string? CallOf(string method, string path)
        => Paths.Where(p => p.Value!.AsObject().ContainsKey(method.ToLowerInvariant()) && Regex.IsMatch(path, $"^{Template().Replace(p.Key, "[^/]+")}$")).Select(p => $"{method} {p.Key}").SingleOrDefault();

    public IReadOnlyList<string> ProblemsOf(string method, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        if (CallOf(method, path) is not { } call)
        {
            return [$"{method} {path}: no such call"];
        }

        var operation = Paths[call[(method.Length + 1)..]]![method.ToLowerInvariant()]!;
        var tree = Nest(fields);
        var problems = new List<string>();
        if (method == "GET")
        {
            var known = operation["parameters"]!.AsArray().Where(p => p!["in"]!.GetValue<string>() == "query").ToDictionary(p => p!["name"]!.GetValue<string>(), p => p!["schema"]!);
            foreach (var (name, value) in tree)
            {
                Check(known.GetValueOrDefault(name), value, name, problems);
            }
        }
        else
        {
            Check(operation["body"], tree, "", problems);
        }

        return [.. problems.Select(p => $"{call}: {p}")];
    }

    // a[b][0]=c as objects; what has only numbers for names is a list.
    private static JsonObject Nest(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var root = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var steps = name.Split('[', ']').Where(s => s.Length > 0).ToArray();
            var at = root;
            foreach (var step in steps[..^1])
            {
                at[step] ??= new JsonObject();
                at = at[step]!.AsObject();
            }

            Assert.False(at.ContainsKey(steps[^1]), $"{name} twice");
            at[steps[^1]] = value;
        }

        return root;
    }

    private static void Check(JsonNode? schema, JsonNode? value, string at, List<string> problems)
    {
        if (schema is null)
        {
            problems.Add($"{at} is unknown");
            return;
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var tried = choices.Select(c => { var own = new List<string>(); Check(c, value, at, own); return own; }).ToList();
            if (tried.TrueForAll(t => t.Count > 0))
            {
                problems.AddRange(tried[0]);
            }

            return;
        }

        switch (schema["type"]?.GetValue<string>())
        {
            case "object":
                CheckObject(schema, value, at, problems);
                break;
            case "array":
                CheckArray(schema, value, at, problems);
                break;
            default:
                CheckScalar(schema, value, at, problems);
                break;
        }
    }

    private static void CheckObject(JsonNode schema, JsonNode? value, string at, List<string> problems)
    {
        if (value is not JsonObject fields)
        {
            problems.Add($"{at} is no object");
            return;
        }

        var known = schema["properties"]?.AsObject();
        foreach (var (name, field) in fields)
        {
            Check(known?[name] ?? (schema["additionalProperties"] as JsonObject), field, at.Length == 0 ? name : $"{at}[{name}]", problems);
        }

        problems.AddRange((schema["required"]?.AsArray() ?? []).Select(r => r!.GetValue<string>()).Where(r => !fields.ContainsKey(r)).Select(r => $"{at}[{r}] is missing"));
    }

    private static void CheckArray(JsonNode schema, JsonNode? value, string at, List<string> problems)
    {
        if (value is not JsonObject items || !items.Select(i => i.Key).SequenceEqual(Enumerable.Range(0, items.Count).Select(i => i.ToString(CultureInfo.InvariantCulture))))
        {
            problems.Add($"{at} is no list");
            return;
        }

        foreach (var (i, item) in items)
        {
            Check(schema["items"], item, $"{at}[{i}]", problems);
        }
    }

    private static void CheckScalar(JsonNode schema, JsonNode? value, string at, List<string> problems)
    {
        if (value is not JsonValue || value.GetValueKind() is not JsonValueKind.String)
        {
            problems.Add($"{at} is no single value");
            return;
        }

        var text = value.GetValue<string>();
        var fits = schema["type"]?.GetValue<string>() switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            _ => text.Length <= (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue),
        };
        if (!fits || (schema["enum"] is JsonArray words && words.All(w => w!.GetValue<string>() != text)))
        {
            problems.Add($"{at} may not be {text}");
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Template();
}
