using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Cards;

/// <summary>
/// The part of Stripe's API that the market uses, at the version that the tests hold it to. Each POST has an idempotency key of the caller's, so that
/// it may be sent again; what may have been lost on the way is tried three times, with pauses that grow and differ.
/// </summary>
internal sealed class StripeClient(IHttpClientFactory clients, StripeSettings settings, StripeWaits waits, ILogger<StripeClient> log)
{
    public const string Name = "stripe", Version = "2023-08-16", Currency = "vnd";

    private const int Tries = 3, MostItems = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(5), LongestAsked = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task<StripeResult<StripeSession>> CreateSessionAsync(NewSession session, string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var form = new Form
        {
            { "mode", "payment" }, { "payment_method_types[0]", "card" }, { "client_reference_id", session.Reference }, { "locale", session.Language }, { "expires_at", session.ExpiresAt.ToUnixTimeSeconds() },
            { "success_url", session.SuccessUrl }, { "cancel_url", session.CancelUrl }, { "customer_email", session.Email }, { "metadata[purchase]", session.Number },
            { "payment_intent_data[transfer_group]", session.Reference }, { "payment_intent_data[metadata][charge]", session.Reference }, { "payment_intent_data[metadata][purchase]", session.Number },
        };
        var items = session.Items.Count <= MostItems ? session.Items : [(session.Number, session.Items.Aggregate(Money.Zero, (sum, i) => sum + i.Amount))];
        foreach (var (item, i) in items.Select((item, i) => (item, i)))
        {
            form.Add($"line_items[{i}][quantity]", 1);
            form.Add($"line_items[{i}][price_data][currency]", Currency);
            form.Add($"line_items[{i}][price_data][unit_amount]", item.Amount.Dong);
            form.Add($"line_items[{i}][price_data][product_data][name]", item.Name);
        }

        return PostAsync<StripeSession>("v1/checkout/sessions", form, key, ct);
    }

    public Task<StripeResult<StripeSession>> SessionAsync(string id, CancellationToken ct) => GetAsync<StripeSession>($"v1/checkout/sessions/{Part(id)}", ct);

    /// <summary>Nobody can pay it any more; refused when somebody has, or when it has run out.</summary>
    public Task<StripeResult<StripeSession>> ExpireSessionAsync(string id, CancellationToken ct) => PostAsync<StripeSession>($"v1/checkout/sessions/{Part(id)}/expire", [], $"expire-{id}", ct);

    public Task<StripeResult<StripeIntent>> IntentAsync(string id, CancellationToken ct) => GetAsync<StripeIntent>($"v1/payment_intents/{Part(id)}", ct);

    public Task<StripeResult<StripeTransfer>> TransferAsync(NewTransfer transfer, string key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return PostAsync<StripeTransfer>("v1/transfers", new Form
        {
            { "amount", transfer.Amount.Dong }, { "currency", Currency }, { "destination", transfer.Destination }, { "source_transaction", transfer.SourceCharge }, { "transfer_group", transfer.Group },
            { "metadata[move]", transfer.Reference },
        }, key, ct);
    }

    public Task<StripeResult<StripeReversal>> ReverseAsync(string transfer, Money amount, string reference, string key, CancellationToken ct)
        => PostAsync<StripeReversal>($"v1/transfers/{Part(transfer)}/reversals", new Form { { "amount", amount.Dong }, { "metadata[move]", reference } }, key, ct);

    public Task<StripeResult<StripeRefund>> RefundAsync(string intent, Money amount, string reference, string key, CancellationToken ct)
        => PostAsync<StripeRefund>("v1/refunds", new Form { { "payment_intent", intent }, { "amount", amount.Dong }, { "reason", "requested_by_customer" }, { "metadata[move]", reference } }, key, ct);

    public Task<StripeResult<StripeRefund>> RefundAsync(string id, CancellationToken ct) => GetAsync<StripeRefund>($"v1/refunds/{Part(id)}", ct);

    public Task<StripeResult<StripeDispute>> DisputeAsync(string id, CancellationToken ct) => GetAsync<StripeDispute>($"v1/disputes/{Part(id)}", ct);

    /// <summary>Sends what speaks against the buyer's claim to the bank; once, it cannot be added to.</summary>
    public Task<StripeResult<StripeDispute>> AnswerDisputeAsync(string id, string goods, string text, string? tracking, string key, CancellationToken ct)
        => PostAsync<StripeDispute>($"v1/disputes/{Part(id)}", new Form
        {
            { "evidence[product_description]", goods }, { "evidence[uncategorized_text]", text }, { "evidence[shipping_tracking_number]", tracking }, { "submit", "true" },
        }, key, ct);

    /// <summary>An account of a producer at the provider, to be filled in by the producer itself there.</summary>
    public Task<StripeResult<StripeAccount>> CreateAccountAsync(string producer, string? email, string key, CancellationToken ct)
        => PostAsync<StripeAccount>("v1/accounts", new Form
        {
            { "type", "express" }, { "country", settings.Country }, { "email", email }, { "default_currency", Currency }, { "capabilities[transfers][requested]", "true" }, { "metadata[producer]", producer },
        }, key, ct);

    public Task<StripeResult<StripeAccount>> AccountAsync(string id, CancellationToken ct) => GetAsync<StripeAccount>($"v1/accounts/{Part(id)}", ct);

    /// <summary>An address where the producer fills its account in; it works once and for minutes.</summary>
    public Task<StripeResult<StripeAccountLink>> LinkAccountAsync(string account, string returnUrl, string refreshUrl, string key, CancellationToken ct)
        => PostAsync<StripeAccountLink>("v1/account_links", new Form { { "account", account }, { "type", "account_onboarding" }, { "return_url", returnUrl }, { "refresh_url", refreshUrl } }, key, ct);

    /// <summary>What moved in the market's balance, the newest first; pages of 100.</summary>
    public Task<StripeResult<StripeList<StripeBalanceTransaction>>> BalanceAsync(DateTimeOffset from, DateTimeOffset before, string? after, CancellationToken ct)
        => GetAsync<StripeList<StripeBalanceTransaction>>(string.Create(CultureInfo.InvariantCulture,
            $"v1/balance_transactions?limit=100&created[gte]={from.ToUnixTimeSeconds()}&created[lt]={before.ToUnixTimeSeconds()}{(after is null ? "" : $"&starting_after={Part(after)}")}"), ct);

    private static string Part(string id) => Uri.EscapeDataString(id);

    private Task<StripeResult<T>> GetAsync<T>(string path, CancellationToken ct) where T : class => SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, path), ct);

    private Task<StripeResult<T>> PostAsync<T>(string path, Form form, string key, CancellationToken ct) where T : class
        => SendAsync<T>(() =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Fields) };
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }, ct);

    private async Task<StripeResult<T>> SendAsync<T>(Func<HttpRequestMessage> make, CancellationToken ct) where T : class
    {
        for (var tried = 1; ; tried++)
        {
            var (answer, problem, again, asked) = await TryAsync<T>(make, ct);
            if (answer is not null || !again || tried == Tries)
            {
                return new(answer, problem);
            }

            var grown = Math.Min(FirstPause.TotalMilliseconds * Math.Pow(2, tried - 1), LongestPause.TotalMilliseconds);
            var pause = TimeSpan.FromMilliseconds(grown * (1 + Random.Shared.NextDouble()) / 2);
            log.LogWarning("Stripe answered {Status} {Code}, try {Try} of {Tries}", problem!.Status, problem.Code, tried, Tries);
            await waits.WaitAsync(asked > pause ? asked : pause, ct);
        }
    }

    private async Task<(T? Answer, StripeProblem? Problem, bool Again, TimeSpan Asked)> TryAsync<T>(Func<HttpRequestMessage> make, CancellationToken ct) where T : class
    {
        try
        {
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.SecretKey);
            request.Headers.Add("Stripe-Version", Version);
            using var client = clients.CreateClient(Name);
            using var response = await client.SendAsync(request, ct);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadFromJsonAsync<T>(Json, ct) is { } answer ? (answer, null, false, default) : (null, new(0, "empty", null), true, default);
            }

            var error = (await ErrorAsync(response, ct))?.Error;
            return (null, new((int)response.StatusCode, error?.Code ?? error?.Type, error?.Message), IsWorthAnother(response), Asked(response));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, new(0, e is OperationCanceledException ? "timeout" : "connection", e.Message), true, default);
        }
    }

    private static async Task<ErrorAnswer?> ErrorAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<ErrorAnswer>(Json, ct);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null; // a proxy's page
        }
    }

    // The provider's own word counts first.
    private static bool IsWorthAnother(HttpResponseMessage response)
        => response.Headers.TryGetValues("Stripe-Should-Retry", out var said) && said.FirstOrDefault() is "true" or "false" ? said.First() == "true"
            : response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    private static TimeSpan Asked(HttpResponseMessage response) => response.Headers.RetryAfter?.Delta is { } delta ? (delta < LongestAsked ? delta : LongestAsked) : TimeSpan.Zero;

    private sealed record ErrorAnswer(ErrorBody? Error);

    private sealed record ErrorBody(string? Type, string? Code, string? Message);

    /// <summary>Fields of a request; what is null is not sent.</summary>
    private sealed class Form : System.Collections.IEnumerable
    {
        public List<KeyValuePair<string, string>> Fields { get; } = [];

        public void Add(string name, string? value)
        {
            if (value is not null)
            {
                Fields.Add(new(name, value));
            }
        }

        public void Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

        public System.Collections.IEnumerator GetEnumerator() => Fields.GetEnumerator();
    }
}
