using System.Diagnostics;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>Many buyers at once. Each verb prepares its baskets first and measures only what it names.</summary>
internal static class OrderLoad
{
    private const int Most = 5_000, PreparedAtOnce = 16;

    /// <summary>All buyers send their last form at the same moment for fewer jars than there are buyers.</summary>
    public static async Task<int> LastJarsAsync(Uri site, string connection, int buyers, int jars, string password)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(buyers, Most);
        var jar = await Jar.FillAsync(site, connection, buyers, password); // everyone can put one into the basket
        var all = await PrepareAsync(site, jar, buyers);
        await Jar.FillAsync(site, connection, jars, password);
        using var start = new ManualResetEventSlim();
        var sent = all.Select(buyer => Task.Factory.StartNew(
            async () =>
            {
                start.Wait();
                var begun = Stopwatch.GetTimestamp();
                var confirmed = await buyer.ConfirmAsync();
                return (confirmed, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2)); // every thread stands at the line
        start.Set();
        var answers = await Task.WhenAll(sent);
        var (placed, told) = (answers.Count(a => a.confirmed.Placed), answers.Count(a => !a.confirmed.Placed && a.confirmed.Page.Contains("role=\"alert\"", StringComparison.Ordinal)));
        var times = answers.Select(a => a.TotalMilliseconds).Order().ToArray();
        Console.WriteLine($"{buyers} buyers for {jars} jars: {placed} sold, {told} told why not, {buyers - placed - told} neither; p50 {At(times, 0.5):0} ms, p99 {At(times, 0.99):0} ms, worst {times[^1]:0} ms");
        Dispose(all);
        return placed == jars && placed + told == buyers ? 0 : 1;
    }

    /// <summary>Last forms alone, and whole journeys of five pages, as many a second as the market takes.</summary>
    public static async Task<int> RateAsync(Uri site, string connection, int orders, int atOnce, string password)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders, Most);
        var jars = await Jar.FillAsync(site, connection, 3 * orders, kinds: 20, password);
        await MeasureAsync("warm-up", site, jars, 100, atOnce, b => b.PostAsync());
        await MeasureAsync($"confirm posts, {jars.Count} kinds of goods", site, jars, orders, atOnce, b => b.PostAsync());
        await MeasureAsync("confirm posts, all for the same jars", site, [jars[0]], orders / 2, atOnce, b => b.PostAsync());
        await MeasureAsync($"confirm posts and the order's page, {jars.Count} kinds of goods", site, jars, orders / 2, atOnce, b => b.ConfirmAsync());

        var begun = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, orders / 4), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, _) =>
        {
            using var buyer = new Buyer(site);
            await buyer.PrepareAsync(jars[i % jars.Count], i);
            Require(await buyer.ConfirmAsync());
        });
        Console.WriteLine($"journeys, basket and five pages: {orders / 4 / Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} a second, {atOnce} at once");
        return 0;
    }

    /// <summary>A certificate is revoked while baskets hold its product and some stand before the last button.</summary>
    /// <param name="command">Revokes; <c>NUMBER</c> in it stands for the certificate's number.</param>
    public static async Task<int> RevokedAsync(Uri site, string connection, int baskets, int ready, string password, string[] command)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(baskets, Most);
        var jar = await Jar.FillAsync(site, connection, 2 * baskets, password);
        var all = await PrepareAsync(site, jar, baskets);
        var revoke = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true };
        foreach (var word in command.Skip(1))
        {
            revoke.ArgumentList.Add(word.Replace("NUMBER", jar.CertificateNumber, StringComparison.Ordinal));
        }

        using var process = Process.Start(revoke)!;
        var early = new List<Confirmed>();
        foreach (var buyer in all.Take(ready)) // one after the other, so that some come before the commit and some after it
        {
            early.Add(await buyer.ConfirmAsync());
            await Task.Delay(200);
        }

        await process.WaitForExitAsync();
        var late = await Task.WhenAll(all.Skip(ready).Select(buyer => buyer.ConfirmAsync()));
        var after = await SoldAfterAsync(connection, jar.CertificateNumber);
        Console.WriteLine($"revoked while {baskets} baskets held it: {early.Count(c => c.Placed)} of {ready} before the commit, {late.Count(c => c.Placed)} of {late.Length} after it; {after} sold after the revocation's record");
        Dispose(all);
        return late.Any(c => c.Placed) || after > 0 ? 1 : 0;
    }

    private static async Task<long> SoldAfterAsync(string connection, string number)
    {
        await using var database = Npgsql.NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(
            """
            select count(*) from ordering.parcel_lines l join ordering.parcels p on p.id = l.parcel_id join registry.certificate_entries e on e.certificate_id = l.certificate_id and e.kind = 'Revoked'
            where l.certificate_number = $1 and p.placed_at > e.at
            """);
        command.Parameters.Add(new Npgsql.NpgsqlParameter<string> { TypedValue = number });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task MeasureAsync(string what, Uri site, IReadOnlyList<Jar> jars, int orders, int atOnce, Func<Buyer, Task<Confirmed>> confirm)
    {
        var all = await PrepareAsync(site, jars, orders);
        var begun = Stopwatch.GetTimestamp();
        var times = await ConfirmAllAsync(all, atOnce, confirm);
        var took = Stopwatch.GetElapsedTime(begun);
        Console.WriteLine($"{what}: {orders / took.TotalSeconds:0.0} a second, {atOnce} at once, p50 {At(times, 0.5):0} ms, p99 {At(times, 0.99):0} ms");
        Dispose(all);
    }

    private static Task<Buyer[]> PrepareAsync(Uri site, Jar jar, int count) => PrepareAsync(site, [jar], count);

    private static async Task<Buyer[]> PrepareAsync(Uri site, IReadOnlyList<Jar> jars, int count)
    {
        var all = new Buyer[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = PreparedAtOnce }, async (i, _) =>
        {
            all[i] = new Buyer(site);
            await all[i].PrepareAsync(jars[i % jars.Count], i);
        });
        return all;
    }

    private static async Task<double[]> ConfirmAllAsync(Buyer[] buyers, int atOnce, Func<Buyer, Task<Confirmed>> confirm)
    {
        var times = new double[buyers.Length];
        await Parallel.ForEachAsync(buyers.Select((b, i) => (b, i)), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (one, _) =>
        {
            var begun = Stopwatch.GetTimestamp();
            Require(await confirm(one.b));
            times[one.i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        });
        Array.Sort(times);
        return times;
    }

    private static void Require(Confirmed confirmed)
    {
        if (!confirmed.Placed)
        {
            throw new InvalidOperationException($"Not placed: {confirmed.Path}");
        }
    }

    private static double At(double[] sorted, double part) => sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * part) - 1)];

    private static void Dispose(Buyer[] buyers)
    {
        foreach (var buyer in buyers)
        {
            buyer.Dispose();
        }
    }
}
