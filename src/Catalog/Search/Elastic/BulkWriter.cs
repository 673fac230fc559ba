using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>
/// Writes documents in parts. A cluster that is busy (429, 503, or single documents refused so) is given growing pauses and half the part until it takes
/// them again; what it refuses for good, and an index that is closed to writing, end the work.
/// </summary>
internal sealed class BulkWriter(ElasticClient client, ElasticTimes times, ILogger<BulkWriter> log)
{
    private const int Largest = 500, Smallest = 10, MostTries = 8;

    /// <summary>Of a document, for the first size of the buffer.</summary>
    private const int UsualBytes = 3_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(30);

    /// <param name="documents">Null takes the document out.</param>
    public async Task WriteAsync(string index, IEnumerable<(int No, IndexedDocument? Document)> documents, CancellationToken ct)
    {
        var waiting = new LinkedList<(int No, IndexedDocument? Document)>(documents);
        for (var (size, tried) = (Largest, 0); waiting.Count > 0;)
        {
            List<(int No, IndexedDocument? Document)> part = [.. waiting.Take(size)];
            var (left, problem) = await TryAsync(index, part, ct);
            for (var i = 0; i < part.Count; i++)
            {
                waiting.RemoveFirst();
            }

            foreach (var document in Enumerable.Reverse(left))
            {
                waiting.AddFirst(document);
            }

            if (problem is null)
            {
                (size, tried) = (Math.Min(Largest, size * 2), 0);
                continue;
            }

            tried = left.Count < part.Count ? 1 : tried + 1;
            if (!problem.IsPassing || tried == MostTries)
            {
                throw problem;
            }

            size = Math.Max(Smallest, part.Count / 2);
            var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, tried - 1)));
            log.LogWarning("The search cluster is busy ({Problem}); the next part holds {Size} documents", problem.Message, size);
            await times.WaitAsync(problem.Asked > pause ? problem.Asked.Value : pause, ct);
        }
    }

    /// <returns>What has to be sent again, and why.</returns>
    private async Task<(List<(int No, IndexedDocument? Document)> Left, ElasticException? Problem)> TryAsync(string index, List<(int No, IndexedDocument? Document)> part, CancellationToken ct)
    {
        BulkAnswer answer;
        try
        {
            answer = await client.BulkAsync(index, Lines(part), ct);
        }
        catch (ElasticException e)
        {
            return (part, e);
        }

        if (answer.Items is null || answer.Items.Count != part.Count)
        {
            return (part, new(0, "unreadable", "The answer is not about what was sent."));
        }

        var (left, problem) = (new List<(int No, IndexedDocument? Document)>(), (ElasticException?)null);
        for (var i = 0; i < part.Count; i++)
        {
            var item = answer.Items[i].Values.First();
            if (item.Status is >= 200 and < 300 || (part[i].Document is null && item.Status == 404))
            {
                continue;
            }

            var refused = new ElasticException(item.Status, item.Error?.Type ?? "", $"{item.Id}: {item.Error?.Reason}");
            if (!refused.IsPassing)
            {
                return (left, refused);
            }

            problem = refused;
            left.Add(part[i]);
        }

        return (left, problem);
    }

    private static ReadOnlyMemory<byte> Lines(List<(int No, IndexedDocument? Document)> part)
    {
        var lines = new ArrayBufferWriter<byte>(part.Count * UsualBytes);
        using var json = new Utf8JsonWriter(lines, new() { Encoder = ElasticClient.Names.Encoder });
        foreach (var (no, document) in part)
        {
            Line(new Dictionary<string, Target> { [document is null ? "delete" : "index"] = new($"{no}") });
            if (document is not null)
            {
                Line(document);
            }
        }

        return lines.WrittenMemory;

        void Line<T>(T content)
        {
            JsonSerializer.Serialize(json, content, ElasticClient.Names);
            json.Flush();
            lines.Write("\n"u8);
            json.Reset();
        }
    }

    private sealed record Target([property: JsonPropertyName("_id")] string Id);
}
