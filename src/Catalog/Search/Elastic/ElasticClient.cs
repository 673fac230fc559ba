using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>
/// The part of Elasticsearch's API that the market uses, the same in versions 8 and 9 and in OpenSearch. It sends once: who may wait tries again
/// (<see cref="BulkWriter"/>), who answers a reader asks the database instead.
/// </summary>
internal sealed class ElasticClient(IHttpClientFactory clients, ElasticSettings settings, ElasticTimes times)
{
    public const string Name = "elasticsearch";

    private static readonly MediaTypeHeaderValue Json = new("application/json"), Lines = new("application/x-ndjson");

    /// <summary>How the cluster names and spells things; Vietnamese letters are sent as they are.</summary>
    public static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<SearchAnswer> SearchAsync(string index, JsonObject request, bool forReader, CancellationToken ct)
    {
        var answer = await SendAsync<SearchAnswer>(HttpMethod.Post, $"{index}/_search", Body(request), forReader ? times.Search : times.Work, ct);
        return answer is not { TimedOut: false, Shards.Failed: 0, Hits.Hits: not null }
            ? throw new ElasticException(0, "partial", "Not every part of the index has answered.") // half of the goods would look like all of them
            : answer;
    }

    public Task<BulkAnswer> BulkAsync(string index, ReadOnlyMemory<byte> lines, CancellationToken ct)
        // Where the alias is missing the cluster would else make an index of that name, by guessing what the fields are.
        => SendAsync<BulkAnswer>(HttpMethod.Post, index == settings.Index ? $"{index}/_bulk?require_alias=true" : $"{index}/_bulk", new ReadOnlyMemoryContent(lines) { Headers = { ContentType = Lines } }, times.Work, ct);

    public async Task<long> CountAsync(string index, CancellationToken ct) => (await SendAsync<CountAnswer>(HttpMethod.Get, $"{index}/_count", null, times.Look, ct)).Count;

    public Task CreateAsync(string index, JsonObject definition, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Put, index, Body(definition), times.Work, ct);

    public Task DeleteAsync(string index, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Delete, index, null, times.Work, ct);

    public Task PutMappingAsync(string index, JsonObject mapping, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Put, $"{index}/_mapping", Body(mapping), times.Work, ct);

    public Task PutSettingsAsync(string index, JsonObject changes, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Put, $"{index}/_settings", Body(changes), times.Work, ct);

    public Task RefreshAsync(string index, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Post, $"{index}/_refresh", null, times.Work, ct);

    public Task ChangeAliasesAsync(JsonArray actions, CancellationToken ct) => SendAsync<JsonObject>(HttpMethod.Post, "_aliases", Body(new() { ["actions"] = actions }), times.Work, ct);

    /// <summary>The mappings by index; null when there is no index or alias of the name.</summary>
    public Task<Dictionary<string, IndexMapping>?> MappingsAsync(string index, CancellationToken ct) => FindAsync<Dictionary<string, IndexMapping>>($"{index}/_mapping", ct);

    /// <summary>The indices that a pattern means, with their aliases.</summary>
    public async Task<IReadOnlyDictionary<string, IndexAliases>> AliasesAsync(string pattern, CancellationToken ct)
        => await FindAsync<Dictionary<string, IndexAliases>>($"{pattern}/_alias", ct) ?? [];

    /// <returns><c>green</c>, <c>yellow</c> or <c>red</c>.</returns>
    public async Task<string> HealthAsync(string index, CancellationToken ct) => (await SendAsync<HealthAnswer>(HttpMethod.Get, $"_cluster/health/{index}", null, times.Look, ct)).Status;

    private static StringContent Body(JsonObject content) => new(content.ToJsonString(), Encoding.UTF8, Json);

    private async Task<T?> FindAsync<T>(string path, CancellationToken ct) where T : class
    {
        try
        {
            return await SendAsync<T>(HttpMethod.Get, path, null, times.Look, ct);
        }
        catch (ElasticException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, TimeSpan patience, CancellationToken ct) where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Authorization = Authorization();
            using var client = clients.CreateClient(Name);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            return response.IsSuccessStatusCode
                ? await JsonSerializer.DeserializeAsync<T>(body, Names, limit.Token) ?? throw new ElasticException(0, "empty", "The answer is empty.")
                : throw await ProblemAsync(response, body, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ElasticException(0, "timeout", $"No answer within {patience.TotalMilliseconds:0} ms.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw new ElasticException(0, e is JsonException ? "unreadable" : "connection", e.Message);
        }
    }

    private AuthenticationHeaderValue? Authorization()
        => settings.ApiKey is { } key ? new("ApiKey", key)
            : settings.User is { } user ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{settings.Password}")))
            : null;

    private static async Task<ElasticException> ProblemAsync(HttpResponseMessage response, Stream body, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        var asked = response.Headers.RetryAfter?.Delta;
        try
        {
            // An object, or for some refusals (no handler, bad parameters) one sentence.
            var error = (await JsonNode.ParseAsync(body, cancellationToken: ct))?["error"];
            return error is JsonObject said
                ? new(status, (string?)said["type"] ?? "", (string?)said["reason"] ?? "", asked)
                : new(status, "error", error?.ToString() ?? "", asked);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new(status, "unreadable", response.ReasonPhrase ?? "", asked); // a proxy's page
        }
    }

    private sealed record CountAnswer(long Count);

    private sealed record HealthAnswer(string Status);
}
