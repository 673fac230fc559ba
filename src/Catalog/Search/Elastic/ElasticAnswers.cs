using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>The cluster said no, or nothing that can be used.</summary>
/// <param name="status">Of HTTP; 0 when no answer came.</param>
/// <param name="type">The cluster's name of the problem, e.g. <c>cluster_block_exception</c>.</param>
/// <param name="asked">How long the cluster asks to be left alone.</param>
internal sealed class ElasticException(int status, string type, string reason, TimeSpan? asked = null) : Exception($"{status} {type}: {reason}")
{
    public int Status => status;
    public string Type => type;
    public TimeSpan? Asked => asked;

    /// <summary>The index takes nothing until somebody does something: it was closed to writing, or the disk is full. Trying again helps nothing.</summary>
    public bool IsBlocked => type == "cluster_block_exception";

    /// <summary>Too busy, or on the way down or up: worth another try after a pause.</summary>
    public bool IsPassing => !IsBlocked && status is 0 or 408 or 429 or 502 or 503 or 504;
}

internal sealed record SearchAnswer(bool TimedOut, [property: JsonPropertyName("_shards")] ShardsAnswer? Shards, HitsAnswer? Hits, Dictionary<string, CompositeAnswer>? Aggregations);

internal sealed record ShardsAnswer(int Failed);

internal sealed record HitsAnswer(IReadOnlyList<HitAnswer>? Hits);

/// <param name="Index">Where it lies, not the alias that was asked.</param>
/// <param name="Fields">Values kept by column, as asked by <c>docvalue_fields</c>.</param>
internal sealed record HitAnswer([property: JsonPropertyName("_index")] string? Index, Dictionary<string, JsonArray>? Fields)
{
    public int No => First("no") is { } value && value.TryGetValue<int>(out var no) ? no : throw new ElasticException(0, "unreadable", "A hit has no number.");

    public string Text(string field) => First(field) is { } value && value.TryGetValue<string>(out var text) ? text : "";

    private JsonValue? First(string field) => Fields is not null && Fields.TryGetValue(field, out var values) && values is [JsonValue value, ..] ? value : null;
}

internal sealed record CompositeAnswer(Dictionary<string, int>? AfterKey, IReadOnlyList<CompositeBucket> Buckets);

internal sealed record CompositeBucket(Dictionary<string, int> Key);

internal sealed record BulkAnswer(bool Errors, IReadOnlyList<Dictionary<string, BulkItem>> Items);

internal sealed record BulkItem([property: JsonPropertyName("_id")] string Id, int Status, BulkError? Error);

internal sealed record BulkError(string Type, string? Reason);

internal sealed record IndexMapping(MappingContent Mappings);

internal sealed record MappingContent([property: JsonPropertyName("_meta")] JsonObject? Meta);

internal sealed record IndexAliases(Dictionary<string, JsonObject> Aliases);
