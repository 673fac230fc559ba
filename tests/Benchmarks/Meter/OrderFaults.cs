using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using OcopMarket.Tests.Support;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>
/// Orders and bank notices against a market whose processes are killed meanwhile: buyers load pages again and send a form again when no answer comes, a bank
/// repeats what was not answered and, at random, what was.
/// </summary>
internal static partial class OrderFaults
{
    private const int Most = 2_000, AtOnce = 8;
    private const string Bin = "970405", Account = "1500201234567";

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500), Longest = TimeSpan.FromMinutes(40), LongestRest = TimeSpan.FromMinutes(10);

    /// <summary>Makes the key of the cooperative's account and counts its shelf; to be run while nothing fails yet. Prints what <see cref="RunAsync"/> wants to know.</summary>
    public static async Task<int> PrepareAsync(Uri site, string connection, int pieces, string password)
    {
        using (var owner = await Visit.SignInAsync(site, Jar.Owner, password))
        {
            await owner.SendAsync("/kenh-chu-the/tai-khoan-ngan-hang", "doi-tai-khoan", new() { ["Bin"] = Bin, ["Number"] = Account, ["Holder"] = "HOP TAC XA DO LUONG", ["Password"] = password });
            var (_, page) = await owner.SendAsync("/kenh-chu-the/tai-khoan-ngan-hang", "tao-khoa", []);
            Console.WriteLine(Copyable().Match(page).Groups[1].Value);
        }

        var jar = await Jar.FillAsync(site, connection, pieces, password);
        Console.WriteLine($"{jar.Variant} {jar.Slug} {jar.CertificateNumber}");
        return 0;
    }

    /// <param name="prepared">The two lines of <see cref="PrepareAsync"/>.</param>
    public static async Task<int> RunAsync(Uri site, string connection, int orders, int seed, string[] prepared)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orders, Most);
        var (secret, jar) = (prepared[0], new Jar(Guid.Parse(prepared[1]), prepared[2], prepared[3]));
        using var limit = new CancellationTokenSource(Longest);
        var (placed, told, repeated) = (0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit.Token }, async (i, ct) =>
        {
            var confirmed = await OrderAsync(site, jar, i, ct);
            if (!confirmed.Placed)
            {
                Interlocked.Increment(ref told);
                return;
            }

            Interlocked.Increment(ref placed);
            var code = Purpose().Match(confirmed.Page).Value;
            var amount = await UntilAsync(() => AmountAsync(connection, code), ct);
            var times = new Random(seed + i).Next(1, 4);
            Interlocked.Add(ref repeated, times - 1);
            for (var n = 0; n < times; n++)
            {
                await UntilAsync(() => NotifyAsync(site, secret, $"FT{seed}-{i}", code, amount), ct);
            }
        });
        Console.WriteLine($"{orders} checkouts: {placed} placed, {told} told why not; {placed} notices, {repeated} of them repeated");
        return placed + told == orders ? 0 : 1;
    }

    /// <summary>Waits until every message has been handled, which after failures takes the pauses of the outbox, and prints what does not add up; nothing is allowed to.</summary>
    public static async Task<int> AuditAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        var (wrong, begun) = (0, Stopwatch.GetTimestamp());
        await using (var waiting = database.CreateCommand("select count(*) from platform.outbox_messages where handled_at is null"))
        {
            while (Convert.ToInt64(await waiting.ExecuteScalarAsync(), CultureInfo.InvariantCulture) is > 0 and var left)
            {
                if (Stopwatch.GetElapsedTime(begun) > LongestRest)
                {
                    Console.WriteLine($"{left,6} messages are still waiting");
                    wrong++;
                    break;
                }

                await Task.Delay(Again);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the outbox came to rest within {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s"));
        foreach (var (what, sql) in OrderAudit.Questions)
        {
            await using var command = database.CreateCommand(sql);
            var count = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            wrong += count == 0 ? 0 : 1;
            Console.WriteLine($"{count,6} {what}");
        }

        return wrong == 0 ? 0 : 1;
    }

    private static async Task<Confirmed> OrderAsync(Uri site, Jar jar, int number, CancellationToken ct)
    {
        while (true)
        {
            using var buyer = new Buyer(site);
            if (await TryAsync(() => buyer.PrepareAsync(jar, number, "VietQr"), ct))
            {
                return await UntilAsync(buyer.ConfirmAsync, ct); // the same form with the same secret, however often
            }
        }
    }

    private static async Task<long> AmountAsync(string connection, string code)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand("select amount from ordering.payments where purpose_code = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<bool> NotifyAsync(Uri site, string secret, string id, string code, long amount)
    {
        var body = $$"""{"id":"{{id}}","bin":"{{Bin}}","account":"{{Account}}","amountVnd":{{amount}},"text":"CT DEN {{code}} chuyen tien","bookedAt":"{{DateTimeOffset.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}"}""";
        var t = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{t}.{body}")));
        using var bank = Visit.Open(site);
        var status = await bank.PostAsync("/webhooks/bank", body, ("X-Market-Signature", $"t={t},v1={mac}"));
        return (int)status == 200 ? true : throw new HttpRequestException($"The notice was answered {(int)status}.");
    }

    private static async Task<bool> TryAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or NpgsqlException or IOException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            await Task.Delay(Again, ct);
            return false;
        }
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        T answer = default!;
        while (!await TryAsync(async () => answer = await work(), ct))
        {
        }

        return answer;
    }

    [GeneratedRegex("class=\"copyable\">([^<]+)<")]
    private static partial Regex Copyable();

    [GeneratedRegex("OCM[0-9A-Z]{9}")]
    private static partial Regex Purpose();
}
