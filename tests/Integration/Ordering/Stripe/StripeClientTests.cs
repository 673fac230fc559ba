using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OcopMarket.Ordering.Cards;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Integration.Ordering.Stripe;

/// <summary>The client against the provider's specification and a double that answers as it is documented.</summary>
public sealed class StripeClientTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private readonly List<TimeSpan> _waits = [];
    private StripeDouble _stripe = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stripe = await StripeDouble.StartAsync();
        _stripe.Now = () => Now;
        var services = new ServiceCollection();
        services.AddHttpClient(StripeClient.Name, c => (c.BaseAddress, c.Timeout) = (_stripe.Address, TimeSpan.FromSeconds(20)));
        _services = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    private StripeClient Client(string key = StripeDouble.Key)
        => new(_services.GetRequiredService<IHttpClientFactory>(), new(key, [StripeDouble.WebhookSecret], _stripe.Address, "VN"), new((wait, _) => { _waits.Add(wait); return Task.CompletedTask; }), NullLogger<StripeClient>.Instance);

    private static NewSession Session(int items = 2)
        => new("0198-charge", "DH-TEST", [.. Enumerable.Range(1, items).Select(i => ($"HTX số {i}", new Money(100_000 + i)))], "mua@example.vn", "vi", Now.AddMinutes(31), "https://cho.example/xong", "https://cho.example/huy");

    [Fact]
    public async Task Every_request_it_can_make_is_one_of_the_specification_and_each_call_of_it_is_made()
    {
        var client = Client();
        var session = (await client.CreateSessionAsync(Session(), "s1", Ct)).Value!;
        await client.CreateSessionAsync(Session() with { Email = null, Language = "en" }, "s2", Ct);
        await client.SessionAsync(session.Id, Ct);
        var intent = _stripe.Pay(session.Id)["payment_intent"]!.GetValue<string>();
        var charge = (await client.IntentAsync(intent, Ct)).Value!.LatestCharge!;
        var account = (await client.CreateAccountAsync("producer", "htx@example.vn", "a1", Ct)).Value!;
        await client.LinkAccountAsync(account.Id, "https://cho.example/ve", "https://cho.example/lai", "l1", Ct);
        Assert.False((await client.AccountAsync(account.Id, Ct)).Value!.TakesTransfers);
        _stripe.OpenAccount(account.Id);
        Assert.True((await client.AccountAsync(account.Id, Ct)).Value!.TakesTransfers);
        var transfer = (await client.TransferAsync(new(new(90_000), account.Id, charge, "0198-charge", "move"), "t1", Ct)).Value!;
        await client.ReverseAsync(transfer.Id, new(40_000), "move", "v1", Ct);
        var refund = (await client.RefundAsync(intent, new(50_000), "move", "r1", Ct)).Value!;
        await client.RefundAsync(refund.Id, Ct);
        var dispute = _stripe.Dispute(intent, 60_000)["id"]!.GetValue<string>();
        Assert.Equal("needs_response", (await client.DisputeAsync(dispute, Ct)).Value!.Status);
        Assert.Equal("under_review", (await client.AnswerDisputeAsync(dispute, "Chè", "Đã giao ngày 2/3", "EM123", "d1", Ct)).Value!.Status);
        await client.AnswerDisputeAsync(dispute, "Chè", "Đã giao", null, "d2", Ct);
        await client.ExpireSessionAsync((await client.CreateSessionAsync(Session(101), "s3", Ct)).Value!.Id, Ct);
        Assert.Equal(5, (await client.BalanceAsync(Now, Now.AddSeconds(1), null, Ct)).Value!.Data.Count);
        await client.BalanceAsync(Now, Now.AddDays(1), "txn_1", Ct);

        Assert.Empty(_stripe.Problems);
        Assert.Equal(StripeSpec.Instance.Calls.Order(), _stripe.Requests.Select(r => StripeSpec.Instance.CallOf(r.Method, r.Path)).Distinct().Order());
        Assert.Equal(200_003L, _stripe[session.Id]["amount_total"]!.GetValue<long>()); // whole đồng: no decimals are added
    }

    [Fact]
    public void The_specification_says_what_is_wrong_with_a_request()
    {
        IReadOnlyList<string> Problems(string path, params (string, string)[] fields) => StripeSpec.Instance.ProblemsOf("POST", path, fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)));

        Assert.Equal(["POST /v1/transfers: destiny is unknown", "POST /v1/transfers: [destination] is missing"], Problems("/v1/transfers", ("currency", "vnd"), ("destiny", "acct_1")));
        Assert.Equal(["POST /v1/refunds: amount may not be 1.5", "POST /v1/refunds: reason may not be sorry"], Problems("/v1/refunds", ("amount", "1.5"), ("reason", "sorry")));
        Assert.Equal(["POST /v1/checkout/sessions: line_items[0][price] is unknown"], Problems("/v1/checkout/sessions", ("success_url", "https://x"), ("line_items[0][price][x]", "1")).Select(p => p.Replace("is no single value", "is unknown", StringComparison.Ordinal)));
        Assert.Equal(["POST /v1/payouts: no such call"], Problems("/v1/payouts"));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_fault_is_tried_again_with_the_same_key_after_a_growing_pause(int status)
    {
        _stripe.Faults.Enqueue(new(status, "lock_timeout"));
        _stripe.Faults.Enqueue(new(status, "lock_timeout"));

        var made = await Client().CreateSessionAsync(Session(), "key", Ct);

        Assert.NotNull(made.Value);
        Assert.Equal(["key", "key", "key"], _stripe.Requests.Select(r => r.Key));
        Assert.InRange(_waits[0].TotalMilliseconds, 250, 500);
        Assert.InRange(_waits[1].TotalMilliseconds, 500, 1000);
    }

    [Fact]
    public async Task A_lost_answer_does_the_thing_once()
    {
        _stripe.Faults.Enqueue(new(null, Done: true));

        var made = await Client().CreateSessionAsync(Session(), "key", Ct);

        Assert.Equal(made.Value!.Id, Assert.Single(_stripe.All("checkout.session"))["id"]!.GetValue<string>());
        Assert.Equal(2, _stripe.Requests.Count);
    }

    [Fact]
    public async Task Three_tries_are_the_most_and_what_may_have_been_done_is_not_called_refused()
    {
        for (var i = 0; i < 4; i++)
        {
            _stripe.Faults.Enqueue(new(i == 0 ? null : 502));
        }

        var made = await Client().CreateSessionAsync(Session(), "key", Ct);

        Assert.Equal((3, 502, false), (_stripe.Requests.Count, made.Problem!.Status, made.Problem.Final));
    }

    [Fact]
    public async Task The_providers_word_on_trying_again_and_on_when_counts_first()
    {
        _stripe.Faults.Enqueue(new(500, ShouldRetry: "false"));
        Assert.Equal(500, (await Client().CreateSessionAsync(Session(), "a", Ct)).Problem!.Status);
        Assert.Empty(_waits);

        _stripe.Faults.Enqueue(new(400, "strange", ShouldRetry: "true", RetryAfter: "7"));
        Assert.NotNull((await Client().CreateSessionAsync(Session(), "b", Ct)).Value);
        Assert.Equal([TimeSpan.FromSeconds(7)], _waits);

        _stripe.Faults.Enqueue(new(429, "rate_limit", RetryAfter: "3600"));
        Assert.NotNull((await Client().CreateSessionAsync(Session(), "c", Ct)).Value);
        Assert.Equal(TimeSpan.FromSeconds(30), _waits[1]); // nobody waits for an hour
    }

    [Fact]
    public async Task A_refusal_is_final_and_says_the_providers_code()
    {
        var made = await Client().RefundAsync("pi_unknown", new(1_000), "move", "key", Ct);
        Assert.Equal((404, "resource_missing", true), (made.Problem!.Status, made.Problem.Code, made.Problem.Final));
        Assert.Single(_stripe.Requests);

        Assert.Equal((401, true), (await Client("sk_wrong").SessionAsync("cs_1", Ct)).Problem is { } p ? (p.Status, p.Final) : default);
        await Client().CreateAccountAsync("one", null, "same", Ct);
        Assert.Equal("idempotency_key_reused", (await Client().CreateAccountAsync("two", null, "same", Ct)).Problem!.Code);
    }

    [Fact]
    public void A_signature_fits_its_body_its_secrets_and_its_minutes_only()
    {
        var (body, at) = (Encoding.UTF8.GetBytes("""{"id":"evt_1"}"""), Now);
        var good = StripeSignature.Sign("whsec_new", body, at);
        bool Fits(string? header, string sent = """{"id":"evt_1"}""", int seconds = 0, params string[] secrets) => StripeSignature.Fits(header, secrets.Length == 0 ? ["whsec_new"] : secrets, Encoding.UTF8.GetBytes(sent), at.AddSeconds(seconds));

        Assert.True(Fits(good));
        Assert.True(Fits(good, seconds: 300));
        Assert.True(Fits(good, secrets: ["whsec_old", "whsec_new"])); // while the secret is being changed
        Assert.True(Fits(good.Replace("v1=", $"v1={new string('0', 64)},v1=", StringComparison.Ordinal))); // two secrets in use over there
        foreach (var wrong in new[] { null, "", "t=1", good[..^1], good.Replace("v1=", "v0=", StringComparison.Ordinal), good.Replace("t=", "t=1", StringComparison.Ordinal), $"v1={good.Split("v1=")[1]}" })
        {
            Assert.False(Fits(wrong), wrong);
        }

        Assert.False(Fits(good, seconds: 301));
        Assert.False(Fits(good, seconds: -301));
        Assert.False(Fits(good, """{"id":"evt_2"}"""));
        Assert.False(Fits(good, secrets: ["whsec_other"]));
    }
}
