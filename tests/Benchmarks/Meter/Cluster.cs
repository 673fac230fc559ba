using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using OcopMarket.Tests.Integration.Catalog.Elastic;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>The search cluster's double as a process of its own, and how soon a changed name is found in it.</summary>
internal static class Cluster
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40), Patience = TimeSpan.FromSeconds(30), Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Answers until it is stopped. Says of each index that is built how long that took, from its making to the moment the alias leads to it.</summary>
    public static async Task<int> ServeAsync(int port)
    {
        await using var cluster = await ElasticDouble.StartAsync(port, keepsRequests: false);
        var (begun, filled, documents) = (Stopwatch.GetTimestamp(), TimeSpan.Zero, 0);
        cluster.Refuse = request =>
        {
            if (request.Method == "PUT" && !request.Path.Trim('/').Contains('/', StringComparison.Ordinal))
            {
                (begun, documents) = (Stopwatch.GetTimestamp(), 0);
            }
            else if (request.IsBulk)
            {
                Interlocked.Add(ref documents, request.Lines.Count / 2);
                filled = Stopwatch.GetElapsedTime(begun);
            }
            else if (request.Path == "/_aliases")
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"built: {documents} documents in {filled.TotalSeconds:0.00} s, {documents / filled.TotalSeconds:0} a second; with comparing {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s"));
            }

            return null; // and answer
        };
        using var stop = new CancellationTokenSource(Longest);
        using var asked = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context => { context.Cancel = true; stop.Cancel(); });
        await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }

    /// <summary>Names of products are changed, one after the other, each with its message in the outbox; waits until the index says the new one.</summary>
    public static async Task<int> RewordAsync(string connection, Uri cluster, string index, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, 50);
        await using var database = NpgsqlDataSource.Create(connection);
        using var client = new HttpClient { BaseAddress = cluster };
        var times = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            await using var change = database.CreateCommand(
                """
                with one as (select l.no, l.product_id from catalog.listings l join catalog.search_documents d using (no) order by l.no offset $1 limit 1),
                     named as (update registry.products p set name = p.name || ' ' || $1 from one where p.id = one.product_id)
                insert into platform.outbox_messages (handler, payload, occurred_at, due_at, attempts)
                select 'catalog.keep-search-index', jsonb_build_object('numbers', array[no]), now(), now(), 0 from one returning (payload->'numbers'->>0)::int
                """);
            change.Parameters.Add(new NpgsqlParameter<int> { TypedValue = round });
            var no = (int)(await change.ExecuteScalarAsync())!;
            var (begun, before) = (Stopwatch.GetTimestamp(), await PrintAsync(client, index, no));
            while (await PrintAsync(client, index, no) == before)
            {
                if (Stopwatch.GetElapsedTime(begun) > Patience)
                {
                    throw new TimeoutException($"Listing {no} has not come to the index.");
                }

                await Task.Delay(Look);
            }

            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} changed names: in the index after {times[times.Count / 2]:0} ms (median), {times[^1]:0} ms (worst)"));
        return 0;
    }

    private static async Task<string?> PrintAsync(HttpClient client, string index, int no)
    {
        var question = new JsonObject
        {
            ["size"] = 1,
            ["query"] = new JsonObject { ["bool"] = new JsonObject { ["filter"] = new JsonArray(new JsonObject { ["term"] = new JsonObject { ["no"] = new JsonObject { ["value"] = $"{no}" } } }) } },
            ["docvalue_fields"] = new JsonArray(new JsonObject { ["field"] = "print" }),
        };
        using var answer = await client.PostAsJsonAsync($"{index}/_search", question);
        var found = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();
        return (string?)found!["hits"]!["hits"]!.AsArray().FirstOrDefault()?["fields"]!["print"]![0];
    }
}
