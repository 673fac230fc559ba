namespace OcopMarket.Benchmarks.Meter;

/// <summary>Asks exactly so many times over so many connections, going round the list. Prints <c>answered failed</c>.</summary>
internal static class CountedLoad
{
    private const int Most = 100_000;

    public static async Task<int> RunAsync(Uri site, string list, int requests, int connections)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests, Most);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(connections, 256);
        var paths = await File.ReadAllLinesAsync(list);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = connections }) { BaseAddress = site };
        var (next, answered, failed) = (-1, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number < requests; number = Interlocked.Increment(ref next))
            {
                using var answer = await client.GetAsync(paths[number % paths.Length]);
                Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref answered : ref failed);
            }
        }));
        Console.WriteLine($"{answered} {failed}");
        return 0;
    }
}
