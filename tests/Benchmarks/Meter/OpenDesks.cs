using System.Text.RegularExpressions;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>Opens desks, each in a session and on a connection of its own, leaves them open, and prints <c>islands kilobytes-a-desk</c>: what begins a circuit, and by how much the server grew at rest.</summary>
internal static partial class OpenDesks
{
    private const int Most = 200;
    private static readonly string[] Pages = ["/can-bo", "/can-bo/chung-nhan", "/can-bo/chu-the", "/can-bo/nhap", "/can-bo/duyet-tin"];

    /// <param name="server">Process of the market.</param>
    public static async Task<int> RunAsync(Uri site, int server, int desks, string email, string password)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(desks, Most);
        var islands = 0;
        foreach (var visit in await OpenAsync()) // what the first visits need stays: code, caches, buffers
        {
            visit.Dispose();
        }

        var before = await AtRestAsync();
        var open = await OpenAsync();
        var after = await AtRestAsync();
        Console.WriteLine($"{islands} {(after - before) / (double)desks:0}");
        foreach (var visit in open)
        {
            visit.Dispose();
        }

        return 0;

        async Task<List<Visit>> OpenAsync()
        {
            var visits = new List<Visit>();
            for (var i = 0; i < desks; i++)
            {
                visits.Add(await Visit.SignInAsync(site, email, password));
                islands += Islands().Count(await visits[i].ReadAsync(Pages[i % Pages.Length]));
            }

            return visits;
        }

        async Task<long> AtRestAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(20));
            var line = (await File.ReadAllLinesAsync($"/proc/{server}/status")).Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return long.Parse(Digits().Match(line).Value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [GeneratedRegex("<!--Blazor:\\{")]
    private static partial Regex Islands();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
