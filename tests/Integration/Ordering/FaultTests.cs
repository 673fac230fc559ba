using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>The short form of <c>tests/Benchmarks/faults</c>: the same dice each time.</summary>
public sealed partial class FaultTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const int Buyers = 24, AtOnce = 4, Kills = 3, Seed = 20261127;
    private const string Bin = "970405", Account = "1500201299999";

    private readonly Random _dice = new(Seed);

    [Fact]
    public async Task Killed_among_orders_and_bank_notices_the_market_loses_nothing_and_does_nothing_twice()
    {
        var tea = await Market.PutOnSaleAsync("Chè giữa sự cố", stock: 200, price: 90_001);
        var notices = await Market.GiveAccountAsync(tea, Bin, Account);
        var carts = new List<FilledCart>();
        for (var i = 0; i < Buyers; i++)
        {
            carts.Add(await Market.FillCartAsync([(tea, 1 + (i % 3))]));
        }

        await using (var basket = await OpenAsync())
        {
            await basket.Carts.ExecuteUpdateAsync(set => set.SetProperty(c => c.StepDone, 4), Ct); // they are on the last page
        }

        await using var process = await MarketProcess.StartAsync(Market, Ct);
        var (answers, moments) = (0, new SortedSet<int>());
        while (moments.Count < Kills)
        {
            moments.Add(_dice.Next(5, Buyers * 4));
        }

        var repeats = carts.ConvertAll(_ => _dice.Next(1, 4));
        using var killing = new SemaphoreSlim(1);
        var killed = 0;
        async Task CountAsync()
        {
            if (moments.Contains(Interlocked.Increment(ref answers))) // others are on their way just now
            {
                await killing.WaitAsync(Ct);
                await process.KillAndStartAsync(Ct);
                killed++;
                killing.Release();
            }
        }

        await Parallel.ForEachAsync(carts.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Ct }, async (each, ct) =>
        {
            var secret = await OrderAsync(process, each.Item, CountAsync, ct);
            var (code, amount) = await PaymentAsync(secret);
            for (var n = 0; n < repeats[each.Index]; n++)
            {
                await UntilAsync(process, () => NotifyAsync(process.Address, notices, $"FT{each.Index}", code, amount, ct), CountAsync, ct);
            }
        });
        Clock.Advance(TimeSpan.FromMinutes(10)); // what a killed process had in its hands is taken up after its lease
        await Get<OutboxDispatcher>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        Assert.Equal(Kills, killed);
        await using var db = await OpenAsync();
        Assert.Equal(Buyers, await db.Purchases.CountAsync(Ct));
        Assert.Equal(Buyers, await db.Payments.CountAsync(p => p.State == PaymentState.Paid, Ct));
        Assert.Equal(200 - Enumerable.Range(0, Buyers).Sum(i => 1 + (i % 3)), await Market.StockOfAsync(tea));
        foreach (var (what, sql) in OrderAudit.Questions)
        {
            Assert.True((what, 0L) == (what, await db.Database.SqlQueryRaw<long>(sql.Replace("count(*) from", "count(*) as \"Value\" from", StringComparison.Ordinal)).SingleAsync(Ct)), what);
        }
    }

    // The last page is read, and its form sent with the same secret until there is an answer.
    private static async Task<string> OrderAsync(MarketProcess process, FilledCart cart, Func<Task> answered, CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        handler.CookieContainer.Add(new Cookie("gio", cart.Secret, "/", process.Address.Host));
        using var buyer = new HttpClient(handler) { BaseAddress = process.Address };
        var page = await UntilAsync(process, () => buyer.GetStringAsync("/thanh-toan?buoc=5", ct), answered, ct);
        var fields = Hidden().Matches(page).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value))).DistinctBy(f => f.Key).ToList();
        var secret = fields.Single(f => f.Key == "Secret").Value;
        await UntilAsync(process, async () =>
        {
            using var answer = await buyer.PostAsync("/thanh-toan?buoc=5", new FormUrlEncodedContent([.. fields.Where(f => f.Key != "_handler"), new("_handler", "dat-hang")]), ct);
            return answer.Headers.Location?.OriginalString.Contains(secret, StringComparison.Ordinal) is true ? true : throw new HttpRequestException($"{(int)answer.StatusCode}");
        }, answered, ct);
        return secret;
    }

    private async Task<(string Code, long Amount)> PaymentAsync(string secret)
    {
        await using var db = await OpenAsync();
        var (hash, purchases) = (Secrets.Hash(secret), db.Purchases);
        var payment = await db.Payments.AsNoTracking().SingleAsync(p => purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash), Ct);
        return (payment.PurposeCode!, payment.Amount.Dong);
    }

    private async Task<bool> NotifyAsync(Uri site, string secret, string id, string code, long amount, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Dictionary<string, object> { ["id"] = id, ["bin"] = Bin, ["account"] = Account, ["amountVnd"] = amount, ["text"] = $"CT {code}", ["bookedAt"] = $"{Clock.GetUtcNow():O}" }));
        using var bank = new HttpClient { BaseAddress = site };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bank") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Market-Signature", NoticeSignature.Sign(secret, body, Clock.GetUtcNow()));
        using var answer = await bank.SendAsync(request, ct);
        return answer.StatusCode == HttpStatusCode.OK ? true : throw new HttpRequestException($"{(int)answer.StatusCode}");
    }

    private static async Task<T> UntilAsync<T>(MarketProcess process, Func<Task<T>> work, Func<Task> answered, CancellationToken ct)
    {
        const int Patience = 50;
        for (var n = 1; ; n++)
        {
            await process.Up.WaitAsync(ct);
            try
            {
                var answer = await work();
                await answered();
                return answer;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && n < Patience)
            {
                // Killed meanwhile: it is done again.
            }
        }
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
