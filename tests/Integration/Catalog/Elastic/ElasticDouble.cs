using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Tests.Integration.Catalog.Elastic;

/// <summary>What the double does with a request instead of answering it.</summary>
/// <param name="Status">Null breaks the line.</param>
/// <param name="Hangs">No answer before the caller gives up.</param>
/// <param name="Body">Instead of an error of the cluster: a proxy's page.</param>
internal sealed record ElasticFault(int? Status, string Type = "", string? RetryAfter = null, bool Hangs = false, string? Body = null);

/// <param name="Query">Names of the parameters.</param>
/// <param name="Lines">Of a bulk request.</param>
internal sealed record ElasticRequest(string Method, string Path, IReadOnlyList<string> Query, JsonNode? Body, IReadOnlyList<JsonNode> Lines, string? Authorization)
{
    public bool IsBulk => Path.EndsWith("/_bulk", StringComparison.Ordinal);

    public bool IsSearch => Path.EndsWith("/_search", StringComparison.Ordinal);
}

/// <summary>
/// A search cluster on a port of this machine: keeps indices and aliases, answers as documented. Written from the specification and its documentation; it has
/// never met a cluster itself.
/// </summary>
internal sealed class ElasticDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ElasticIndexDouble> _indices = [];
    private readonly List<ElasticRequest> _requests = [];

    private ElasticDouble(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Asked for each request; the first answer is used.</summary>
    public ConcurrentQueue<ElasticFault> Faults { get; } = new();

    /// <summary>As long as it says so.</summary>
    public Func<ElasticRequest, ElasticFault?>? Refuse { get; set; }

    /// <summary>For single documents of a bulk request, by number.</summary>
    public Func<int, (int Status, string Type)?>? RefuseDocument { get; set; }

    public string Colour { get; set; } = "green";

    /// <summary>False for long loads, which would fill the memory: nothing of what was asked is kept.</summary>
    public bool KeepsRequests { get; init; } = true;

    /// <summary>Searches say that a shard did not answer.</summary>
    public bool LosesAShard { get; set; }

    public IReadOnlyList<ElasticRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public IReadOnlyList<string> Problems => [.. Requests.SelectMany(ElasticSpec.ProblemsOf).Distinct()];

    public IReadOnlyList<string> IndexNames
    {
        get
        {
            lock (_lock)
            {
                return [.. _indices.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether the name or alias leads to an index by now.</summary>
    public bool Leads(string nameOrAlias)
    {
        lock (_lock)
        {
            return Of(nameOrAlias).Any();
        }
    }

    public ElasticIndexDouble this[string nameOrAlias]
    {
        get
        {
            lock (_lock)
            {
                return Of(nameOrAlias).Single();
            }
        }
    }

    /// <param name="port">0 is any that is free.</param>
    public static async Task<ElasticDouble> StartAsync(int port = 0, bool keepsRequests = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var cluster = new ElasticDouble(app) { KeepsRequests = keepsRequests };
        app.Run(cluster.AnswerAsync);
        await app.StartAsync();
        cluster.Address = new Uri(app.Urls.Single());
        return cluster;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Puts an index there that the market has not made.</summary>
    public ElasticIndexDouble Add(string name, JsonObject definition, params string[] aliases)
    {
        lock (_lock)
        {
            var index = _indices[name] = new(name, definition);
            index.Aliases.UnionWith(aliases);
            return index;
        }
    }

    /// <summary>As if nothing had ever been asked or written.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _indices.Clear();
            _requests.Clear();
        }

        Faults.Clear();
        (Refuse, RefuseDocument, Colour, LosesAShard) = (null, null, "green", false);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        var isBulk = http.Request.Path.Value!.EndsWith("/_bulk", StringComparison.Ordinal);
        var request = new ElasticRequest(
            http.Request.Method, http.Request.Path.Value!, [.. http.Request.Query.Keys], isBulk || text.Length == 0 ? null : JsonNode.Parse(text),
            isBulk ? [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)] : [], http.Request.Headers.Authorization);
        lock (_lock)
        {
            if (KeepsRequests)
            {
                _requests.Add(request);
            }
        }

        if ((Faults.TryDequeue(out var fault) ? fault : Refuse?.Invoke(request)) is { } refused)
        {
            await FailAsync(http, refused);
            return;
        }

        var (status, body) = Answered(request, isBulk && !text.EndsWith('\n'));
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    private static async Task FailAsync(HttpContext http, ElasticFault fault)
    {
        if (fault.Hangs)
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (fault.Status is not { } status)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        if (fault.RetryAfter is { } after)
        {
            http.Response.Headers.RetryAfter = after;
        }

        await http.Response.WriteAsync(fault.Body ?? Error(status, fault.Type, "refused by the test").ToJsonString());
    }

    private (int Status, JsonNode Body) Answered(ElasticRequest request, bool unended)
    {
        lock (_lock)
        {
            try
            {
                return unended ? throw new ElasticDoubleException(400, "illegal_argument_exception", "The bulk request must be terminated by a newline [\\n]") : (200, Answer(request));
            }
            catch (ElasticDoubleException e)
            {
                return (e.Status, Error(e.Status, e.Type, e.Message));
            }
        }
    }

    private JsonObject Answer(ElasticRequest request)
    {
        var steps = request.Path.Trim('/').Split('/');
        switch (request.Method, steps)
        {
            case ("PUT", [var name]):
                return _indices.TryAdd(name, new(name, request.Body!.AsObject())) && All(name).All(i => !i.Aliases.Contains(name))
                    ? Acknowledged() : throw new ElasticDoubleException(400, "resource_already_exists_exception", $"index [{name}] already exists");
            case ("DELETE", [var name]):
                return _indices.Remove(name) ? Acknowledged() : throw Missing(name);
            case ("GET", [var name, "_mapping"]):
                return new JsonObject(Found(name).Select(i => KeyValuePair.Create(i.Name, (JsonNode?)new JsonObject { ["mappings"] = i.Mappings.DeepClone() })));
            case ("PUT", [var name, "_mapping"]):
                Found(name).Single().Mappings["_meta"] = request.Body!["_meta"]!.DeepClone();
                return Acknowledged();
            case ("PUT", [var name, "_settings"]):
                Found(name).Single().Settings["refresh_interval"] = request.Body!["index"]!["refresh_interval"]!.DeepClone();
                return Acknowledged();
            case ("POST", [var name, "_refresh"]):
                Found(name).Single().Refresh();
                return new JsonObject { ["_shards"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["failed"] = 0 } };
            case ("GET", [var name, "_count"]):
                return new JsonObject { ["count"] = Found(name).Sum(i => i.Visible.Count()), ["_shards"] = new JsonObject { ["total"] = 1, ["successful"] = 1, ["skipped"] = 0, ["failed"] = 0 } };
            case ("GET", [var name, "_alias"]):
                return new JsonObject(All(name).Select(i => KeyValuePair.Create(i.Name, (JsonNode?)new JsonObject { ["aliases"] = new JsonObject(i.Aliases.Select(a => KeyValuePair.Create(a, (JsonNode?)new JsonObject()))) })));
            case ("GET", ["_cluster", "health", _]):
                return new JsonObject { ["cluster_name"] = "double", ["status"] = Colour, ["timed_out"] = false };
            case ("POST", ["_aliases"]):
                return Move(request.Body!["actions"]!.AsArray());
            case ("POST", [var name, "_search"]):
                var answer = ElasticSearchDouble.Answer([.. Found(name)], request.Body!.AsObject());
                answer["_shards"]!["failed"] = LosesAShard ? 1 : 0;
                return answer;
            case ("POST", [var name, "_bulk"]):
                return Bulk(name, request);
            default:
                throw new ElasticDoubleException(400, "illegal_argument_exception", $"no handler found for uri [{request.Path}] and method [{request.Method}]");
        }
    }

    private JsonObject Bulk(string name, ElasticRequest request)
    {
        var index = Of(name).SingleOrDefault();
        if (index is null || (request.Query.Contains("require_alias") && index.Name == name))
        {
            throw request.Query.Contains("require_alias") ? new ElasticDoubleException(404, "index_not_found_exception", $"no such index [{name}] and [require_alias] request flag is [true] and [{name}] is not an alias") : Missing(name);
        }

        var items = new JsonArray();
        for (var i = 0; i < request.Lines.Count; i++)
        {
            var (action, target) = request.Lines[i].AsObject().Single();
            var id = (string)target!["_id"]!;
            var item = new JsonObject { ["_index"] = index.Name, ["_id"] = id };
            var refused = index.Block is { } block ? (block.Status, "cluster_block_exception") : RefuseDocument?.Invoke(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture));
            var document = action == "index" ? request.Lines[++i].AsObject() : null;
            if (refused is { } problem)
            {
                (item["status"], item["error"]) = (problem.Item1, new JsonObject { ["type"] = problem.Item2, ["reason"] = index.Block?.Reason ?? "refused by the test" });
            }
            else if (document is null)
            {
                item["status"] = index.Remove(id) ? 200 : 404;
            }
            else if (index.Put(id, document) is { } unfit)
            {
                (item["status"], item["error"]) = (400, new JsonObject { ["type"] = "strict_dynamic_mapping_exception", ["reason"] = unfit });
            }
            else
            {
                item["status"] = 201;
            }

            items.Add(new JsonObject { [action] = item });
        }

        return new() { ["took"] = 1, ["errors"] = items.Any(i => (int)i!.AsObject().Single().Value!["status"]! >= 300), ["items"] = items };
    }

    // All or nothing.
    private JsonObject Move(JsonArray actions)
    {
        foreach (var (kind, what) in actions.Select(a => a!.AsObject().Single()))
        {
            if (!_indices.ContainsKey((string)what!["index"]!))
            {
                throw Missing((string)what["index"]!);
            }

            if (kind == "add" && _indices.ContainsKey((string)what["alias"]!))
            {
                throw new ElasticDoubleException(400, "invalid_alias_name_exception", "an index or data stream exists with the same name as the alias");
            }
        }

        foreach (var (kind, what) in actions.Select(a => a!.AsObject().Single()))
        {
            var index = (string)what!["index"]!;
            _ = kind switch
            {
                "add" => _indices[index].Aliases.Add((string)what["alias"]!),
                "remove" => _indices[index].Aliases.Remove((string)what["alias"]!),
                "remove_index" => _indices.Remove(index),
                _ => throw new ElasticDoubleException(400, "illegal_argument_exception", kind),
            };
        }

        return Acknowledged();
    }

    private IEnumerable<ElasticIndexDouble> Of(string nameOrAlias) => _indices.Values.Where(i => i.Name == nameOrAlias || i.Aliases.Contains(nameOrAlias));

    private List<ElasticIndexDouble> Found(string nameOrAlias) => Of(nameOrAlias).ToList() is { Count: > 0 } found ? found : throw Missing(nameOrAlias);

    /// <summary>A pattern that means nothing is no mistake.</summary>
    private IEnumerable<ElasticIndexDouble> All(string pattern)
        => pattern.EndsWith('*') ? _indices.Values.Where(i => i.Name.StartsWith(pattern[..^1], StringComparison.Ordinal)).OrderBy(i => i.Name, StringComparer.Ordinal) : Of(pattern);

    private static ElasticDoubleException Missing(string name) => new(404, "index_not_found_exception", $"no such index [{name}]");

    private static JsonObject Acknowledged() => new() { ["acknowledged"] = true };

    private static JsonObject Error(int status, string type, string reason) => new() { ["error"] = new JsonObject { ["type"] = type, ["reason"] = reason }, ["status"] = status };
}
