using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OcopMarket.Platform;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Imports;

/// <summary>An import's verdicts, kept so that the page can show them in any language and on any node.</summary>
public sealed record StoredReport(ImportOutcome Outcome, IReadOnlyList<ImportedRow> Rows, IReadOnlyList<Refusal> Differences)
{
    private static readonly JsonSerializerOptions Options = new(PlatformJson.Options) { Converters = { new RefusalConverter() } };

    public int Count(ImportVerdict verdict) => Rows.Count(r => r.Verdict == verdict);

    internal static StoredReport Of(ImportReport report) => new(report.Outcome, report.Rows, report.Differences);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    internal static StoredReport Parse(byte[] json) => JsonSerializer.Deserialize<StoredReport>(json, Options)!;

    internal static string Write(Refusal refusal) => JsonSerializer.Serialize(refusal, Options);

    internal static Refusal ReadRefusal(string json) => JsonSerializer.Deserialize<Refusal>(json, Options)!;

    /// <summary>A refusal's values are text, numbers, days and words of lists; each comes back as what it was, since its sentence formats it.</summary>
    private sealed class RefusalConverter : JsonConverter<Refusal>
    {
        private static readonly Dictionary<string, Type> Words = new[] { typeof(OfficeLevel), typeof(AuthorityLevel), typeof(ProducerType) }.ToDictionary(t => t.Name);

        public override Refusal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var node = JsonNode.Parse(ref reader)!;
            return new Refusal((string)node["code"]!, [.. node["values"]!.AsArray().Select(Value)]);
        }

        public override void Write(Utf8JsonWriter writer, Refusal value, JsonSerializerOptions options)
            => new JsonObject { ["code"] = value.Code, ["values"] = new JsonArray([.. value.Values.Select(Node)]) }.WriteTo(writer);

        private static JsonNode? Node(object? value) => value switch
        {
            null => null,
            string text => text,
            int number => number,
            long number => number,
            DateOnly day => new JsonObject { ["day"] = day.ToString("O", CultureInfo.InvariantCulture) },
            Enum word => new JsonObject { ["list"] = word.GetType().Name, ["word"] = word.ToString() },
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

        private static object? Value(JsonNode? node) => node switch
        {
            null => null,
            JsonObject o when o["day"] is { } day => DateOnly.ParseExact((string)day!, "O", CultureInfo.InvariantCulture),
            JsonObject o => Enum.Parse(Words[(string)o["list"]!], (string)o["word"]!),
            JsonValue v when v.GetValueKind() is JsonValueKind.Number => v.GetValue<long>() is var number and >= int.MinValue and <= int.MaxValue ? (int)number : v.GetValue<long>(),
            _ => (string?)node,
        };
    }
}
