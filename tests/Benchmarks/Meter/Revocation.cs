using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Npgsql;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>
/// How long after the commit of a revocation the nodes still answer with the page they had in memory. Every node is asked every five
/// milliseconds, the database every millisecond; the commit counts from the last time the database did not know of it.
/// Prints one number of milliseconds a node.
/// </summary>
internal static class Revocation
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string connection, string number, string path, IReadOnlyList<Uri> nodes, string[] command)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        using var limit = new CancellationTokenSource(Patience);
        using var client = new HttpClient();
        var pages = new List<string>();
        foreach (var node in nodes)
        {
            pages.Add(await KeptPageAsync(client, new Uri(node, path), limit.Token));
        }

        var watch = Stopwatch.StartNew();
        var changed = nodes.Select((node, i) => Task.Run(() => ChangeAsync(client, new Uri(node, path), pages[i], watch, limit.Token))).ToArray();
        var committed = Task.Run(() => CommitAsync(database, number, watch, limit.Token));
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            await Console.Error.WriteLineAsync($"{string.Join(' ', command)} ended with {process.ExitCode}");
            return 1;
        }

        var start = await committed;
        var ends = await Task.WhenAll(changed);
        Console.WriteLine(string.Join(' ', ends.Select(end => (end - start).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture))));
        return 0;
    }

    /// <summary>The page as the node keeps it: asked until it comes from memory, as its Age header says.</summary>
    private static async Task<string> KeptPageAsync(HttpClient client, Uri page, CancellationToken ct)
    {
        for (; ; await Task.Delay(Pause, ct))
        {
            using var answer = await client.GetAsync(page, ct);
            answer.EnsureSuccessStatusCode();
            if (answer.Headers.Age is not null)
            {
                return await answer.Content.ReadAsStringAsync(ct);
            }
        }
    }

    private static async Task<TimeSpan> ChangeAsync(HttpClient client, Uri page, string kept, Stopwatch watch, CancellationToken ct)
    {
        for (; ; await Task.Delay(Pause, ct))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { CacheControl = new CacheControlHeaderValue() } };
            using var answer = await client.SendAsync(request, ct);
            if (await answer.Content.ReadAsStringAsync(ct) != kept)
            {
                return watch.Elapsed;
            }
        }
    }

    private static async Task<TimeSpan> CommitAsync(NpgsqlDataSource database, string number, Stopwatch watch, CancellationToken ct)
    {
        await using var ask = database.CreateCommand("select revoked_from is not null from registry.certificates where number = $1");
        ask.Parameters.AddWithValue(number);
        for (var before = watch.Elapsed; ; await Task.Delay(1, ct))
        {
            var asked = watch.Elapsed;
            if (await ask.ExecuteScalarAsync(ct) is true)
            {
                return before;
            }

            before = asked;
        }
    }
}
