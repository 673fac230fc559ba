using System.Diagnostics;
using System.Globalization;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>
/// Offers so many requests a second whether or not the earlier ones have been answered, and counts each from the moment it was due:
/// a server that stalls shows it in the percentiles. Prints <c>p50 p99 max sent failed p95</c>, times in milliseconds.
/// </summary>
internal static class SteadyLoad
{
    private const int MostSeconds = 120;
    private const int MostPerSecond = 2000;

    public static async Task<int> RunAsync(Uri site, string list, int perSecond, int seconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perSecond, MostPerSecond);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seconds, MostSeconds);
        var paths = await File.ReadAllLinesAsync(list);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(10) };
        var (total, watch) = (perSecond * seconds, Stopwatch.StartNew());
        var (took, failed, asked) = (new double[total], 0, new Task[total]);
        for (var sent = 0; sent < total;)
        {
            var due = Math.Min(total, 1 + (int)(watch.Elapsed.TotalSeconds * perSecond)); // the first is due at once
            for (; sent < due; sent++)
            {
                asked[sent] = AskAsync(sent);
            }

            await Task.Delay(1);
        }

        await Task.WhenAll(asked);
        Array.Sort(took);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{At(took, 0.50):0.0} {At(took, 0.99):0.0} {took[^1]:0.0} {total} {failed} {At(took, 0.95):0.0}"));
        return 0;

        async Task AskAsync(int number)
        {
            try
            {
                using var answer = await client.GetAsync(paths[number % paths.Length]);
                if (!answer.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref failed);
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                Interlocked.Increment(ref failed);
            }

            took[number] = watch.Elapsed.TotalMilliseconds - (1000.0 * number / perSecond);
        }
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
