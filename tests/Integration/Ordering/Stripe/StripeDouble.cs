using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Tests.Integration.Ordering.Stripe;

/// <summary>What the double does with one request instead of answering it.</summary>
/// <param name="Status">Null breaks the line.</param>
/// <param name="Done">The request has been carried out all the same: only its answer is lost.</param>
internal sealed record StripeFault(int? Status, string Code = "", bool Done = false, string? RetryAfter = null, string? ShouldRetry = null);

internal sealed record StripeRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Fields, string? Key)
{
    public string this[string name] => Fields[name];
}

/// <summary>
/// The provider on a port of this machine: keeps what it is told, answers as documented, replays answers by idempotency key, refuses what the specification
/// does not know. Written from the specification and its documentation; it has never met the provider itself.
/// </summary>
internal sealed class StripeDouble : IAsyncDisposable
{
    public const string Key = "sk_test_double", WebhookSecret = "whsec_double";

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly Dictionary<string, (string Request, int Status, string Body)> _answered = [];
    private readonly List<StripeRequest> _requests = [];
    private readonly List<string> _problems = [];
    private readonly List<JsonObject> _balance = [];
    private int _last;

    private StripeDouble(WebApplication app) => _app = app;

    /// <summary>Asked for each request; the first answer is used.</summary>
    public ConcurrentQueue<StripeFault> Faults { get; } = new();

    /// <summary>Faults for calls of this path only, as long as it says so.</summary>
    public Func<StripeRequest, StripeFault?>? Refuse { get; set; }

    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UnixEpoch;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<StripeRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>What the specification had against requests.</summary>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    public static async Task<StripeDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stripe = new StripeDouble(app);
        app.Run(stripe.AnswerAsync);
        await app.StartAsync();
        stripe.Address = new Uri(app.Urls.Single() + "/");
        return stripe;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    public JsonObject this[string id]
    {
        get
        {
            lock (_lock)
            {
                return _objects[id];
            }
        }
    }

    public IReadOnlyList<JsonObject> All(string kind)
    {
        lock (_lock)
        {
            return [.. _objects.Values.Where(o => o["object"]!.GetValue<string>() == kind)];
        }
    }

    /// <summary>The buyer pays on the provider's page.</summary>
    /// <returns>The session as its event tells it.</returns>
    public JsonObject Pay(string session, long? amount = null)
    {
        lock (_lock)
        {
            var paid = _objects[session];
            var money = amount ?? paid["amount_total"]!.GetValue<long>();
            var charge = Add("charge", "ch", c => (c["amount"], c["currency"], c["paid"], c["status"]) = (money, "vnd", true, "succeeded"));
            var intent = Add("payment_intent", "pi", i =>
            {
                (i["amount"], i["amount_received"], i["currency"], i["status"], i["latest_charge"]) = (money, money, "vnd", "succeeded", charge["id"]!.GetValue<string>());
                i["transfer_group"] = paid["client_reference_id"]!.GetValue<string>();
            });
            charge["payment_intent"] = intent["id"]!.GetValue<string>();
            (paid["payment_intent"], paid["payment_status"], paid["status"], paid["amount_total"], paid["url"]) = (intent["id"]!.GetValue<string>(), "paid", "complete", money, null);
            Book("charge", charge["id"]!.GetValue<string>(), money);
            return paid.DeepClone().AsObject();
        }
    }

    /// <summary>A buyer's bank takes the money back until it is decided.</summary>
    public JsonObject Dispute(string intent, long amount)
    {
        lock (_lock)
        {
            var dispute = Add("dispute", "dp", d =>
            {
                (d["amount"], d["currency"], d["payment_intent"], d["charge"], d["status"], d["reason"]) = (amount, "vnd", intent, _objects[intent]["latest_charge"]!.GetValue<string>(), "needs_response", "product_not_received");
                d["evidence_details"]!["due_by"] = Now().AddDays(7).ToUnixTimeSeconds();
            });
            Book("adjustment", dispute["id"]!.GetValue<string>(), -amount);
            return dispute.DeepClone().AsObject();
        }
    }

    public JsonObject Decide(string dispute, bool won)
    {
        lock (_lock)
        {
            _objects[dispute]["status"] = won ? "won" : "lost";
            if (won)
            {
                Book("adjustment", dispute, _objects[dispute]["amount"]!.GetValue<long>());
            }

            return _objects[dispute].DeepClone().AsObject();
        }
    }

    public void OpenAccount(string id, bool transfers = true)
    {
        lock (_lock)
        {
            var account = _objects[id];
            (account["details_submitted"], account["payouts_enabled"]) = (true, transfers);
            account["capabilities"]!["transfers"] = transfers ? "active" : "inactive";
        }
    }

    /// <summary>Something in the balance that nobody of ours did.</summary>
    public void Book(string type, string source, long amount, string currency = "vnd")
    {
        lock (_lock)
        {
            var line = StripeSpec.Instance.Fixture("balance_transaction");
            (line["id"], line["type"], line["source"], line["amount"], line["net"], line["fee"], line["currency"], line["created"]) = ($"txn_{++_last:000000}", type, source, amount, amount, 0, currency, Now().ToUnixTimeSeconds());
            _balance.Insert(0, line);
        }
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var form = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : null;
        var fields = (form is null ? http.Request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString())) : form.Select(f => KeyValuePair.Create(f.Key, f.Value.ToString()))).ToDictionary();
        var request = new StripeRequest(http.Request.Method, http.Request.Path.Value!, http.Request.QueryString.Value ?? "", fields, http.Request.Headers["Idempotency-Key"].FirstOrDefault());
        var fault = Refuse?.Invoke(request) ?? (Faults.TryDequeue(out var next) ? next : null);
        var (status, body) = (0, "");
        lock (_lock)
        {
            _requests.Add(request);
            _problems.AddRange(StripeSpec.Instance.ProblemsOf(request.Method, request.Path, fields));
            if (http.Request.Headers["Stripe-Version"] != "2023-08-16")
            {
                _problems.Add($"{request.Method} {request.Path}: another version");
            }

            if (fault is null || fault.Done)
            {
                (status, body) = http.Request.Headers.Authorization == $"Bearer {Key}" ? Once(request, http) : (401, Error("invalid_request_error", "invalid_api_key"));
            }
        }

        if (fault is { Status: null })
        {
            http.Abort();
            return;
        }

        if (fault is { Status: { } failed })
        {
            (status, body) = (failed, Error("api_error", fault.Code));
            if (fault.RetryAfter is { } after)
            {
                http.Response.Headers.RetryAfter = after;
            }

            if (fault.ShouldRetry is { } again)
            {
                http.Response.Headers["Stripe-Should-Retry"] = again;
            }
        }

        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
        await http.Response.WriteAsync(body);
    }

    private static string Error(string type, string code, string message = "") => new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = message } }.ToJsonString();

    // The same key brings the same answer; with other parameters it is an error.
    private (int Status, string Body) Once(StripeRequest request, HttpContext http)
    {
        if (request.Method != "POST")
        {
            return Do(request);
        }

        if (request.Key is not { Length: > 0 and <= 255 } key)
        {
            _problems.Add($"{request.Path}: no idempotency key");
            return (400, Error("invalid_request_error", "key_missing"));
        }

        var asked = request.Path + "?" + string.Join('&', request.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
        if (_answered.TryGetValue(key, out var earlier))
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
            return earlier.Request == asked ? (earlier.Status, earlier.Body) : (400, Error("idempotency_error", "idempotency_key_reused"));
        }

        var (status, body) = Do(request);
        _answered[key] = (asked, status, body);
        return (status, body);
    }

    private (int Status, string Body) Do(StripeRequest request)
    {
        if (StripeSpec.Instance.ProblemsOf(request.Method, request.Path, request.Fields) is { Count: > 0 } problems)
        {
            return (400, Error("invalid_request_error", "parameter_invalid", problems[0]));
        }

        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("POST", ["v1", "checkout", "sessions"]) => Ok(NewSession(request)),
            ("POST", ["v1", "checkout", "sessions", var id, "expire"]) => Expire(id),
            ("POST", ["v1", "transfers"]) => Transfer(request),
            ("POST", ["v1", "transfers", var id, "reversals"]) => Reverse(id, request),
            ("POST", ["v1", "refunds"]) => Refund(request),
            ("POST", ["v1", "disputes", var id]) => Change(id, d => (d["status"], d["evidence_details"]!["has_evidence"], d["evidence_details"]!["submission_count"]) = ("under_review", true, 1)),
            ("POST", ["v1", "accounts"]) => Ok(NewAccount(request)),
            ("POST", ["v1", "account_links"]) => Link(request),
            ("GET", ["v1", "balance_transactions"]) => Ok(Balance(request)),
            ("GET", [.., var id]) => Change(id, _ => { }),
            _ => (404, Error("invalid_request_error", "resource_missing")),
        };
    }

    private static (int Status, string Body) Ok(JsonObject answer) => (200, answer.ToJsonString());

    private static (int Status, string Body) Missing(string id) => (404, Error("invalid_request_error", "resource_missing", $"No such object: '{id}'"));

    private (int Status, string Body) Change(string id, Action<JsonObject> change)
    {
        if (!_objects.TryGetValue(id, out var found))
        {
            return Missing(id);
        }

        change(found);
        return Ok(found);
    }

    private JsonObject NewSession(StripeRequest request)
        => Add("checkout.session", "cs_test", s =>
        {
            long total = 0;
            for (var i = 0; request.Fields.TryGetValue($"line_items[{i}][price_data][unit_amount]", out var amount); i++)
            {
                total += Number(amount) * Number(request[$"line_items[{i}][quantity]"]);
            }

            (s["amount_total"], s["amount_subtotal"], s["currency"], s["client_reference_id"], s["expires_at"]) = (total, total, "vnd", request["client_reference_id"], Number(request["expires_at"]));
            (s["payment_intent"], s["success_url"], s["cancel_url"], s["url"]) = (null, request["success_url"], request["cancel_url"], $"https://checkout.stripe.com/c/pay/{s["id"]}");
        });

    private (int Status, string Body) Expire(string id)
        => _objects.GetValueOrDefault(id) is not { } session ? Missing(id)
            : session["status"]!.GetValue<string>() != "open" ? (400, Error("invalid_request_error", "session_not_open", "Only Checkout Sessions with a status in [\"open\"] can be expired."))
            : Change(id, s => (s["status"], s["url"]) = ("expired", null));

    private (int Status, string Body) Transfer(StripeRequest request)
    {
        if (!_objects.TryGetValue(request["destination"], out var account))
        {
            return Missing(request["destination"]);
        }

        if (account["capabilities"]!["transfers"]!.GetValue<string>() != "active")
        {
            return (400, Error("invalid_request_error", "insufficient_capabilities_for_transfer"));
        }

        var (source, amount) = (request["source_transaction"], Number(request["amount"]));
        if (!_objects.TryGetValue(source, out var charge) || All("transfer").Where(t => t["source_transaction"]!.GetValue<string>() == source).Sum(t => t["amount"]!.GetValue<long>()) + amount > charge["amount"]!.GetValue<long>())
        {
            return (400, Error("invalid_request_error", "balance_insufficient"));
        }

        var transfer = Add("transfer", "tr", t => (t["amount"], t["currency"], t["destination"], t["source_transaction"], t["transfer_group"]) = (amount, "vnd", request["destination"], source, request["transfer_group"]));
        Book("transfer", transfer["id"]!.GetValue<string>(), -amount);
        return Ok(transfer);
    }

    private (int Status, string Body) Reverse(string id, StripeRequest request)
    {
        var amount = Number(request["amount"]);
        if (!_objects.TryGetValue(id, out var transfer))
        {
            return Missing(id);
        }

        if (transfer["amount_reversed"]!.GetValue<long>() + amount > transfer["amount"]!.GetValue<long>())
        {
            return (400, Error("invalid_request_error", "amount_too_large"));
        }

        transfer["amount_reversed"] = transfer["amount_reversed"]!.GetValue<long>() + amount;
        var reversal = Add("transfer_reversal", "trr", r => (r["amount"], r["currency"], r["transfer"]) = (amount, "vnd", id));
        Book("transfer_refund", reversal["id"]!.GetValue<string>(), amount);
        return Ok(reversal);
    }

    private (int Status, string Body) Refund(StripeRequest request)
    {
        var (id, amount) = (request["payment_intent"], Number(request["amount"]));
        if (!_objects.TryGetValue(id, out var intent))
        {
            return Missing(id);
        }

        var charge = _objects[intent["latest_charge"]!.GetValue<string>()];
        if (charge["amount_refunded"]!.GetValue<long>() + amount > charge["amount"]!.GetValue<long>())
        {
            return (400, Error("invalid_request_error", "charge_already_refunded"));
        }

        charge["amount_refunded"] = charge["amount_refunded"]!.GetValue<long>() + amount;
        var refund = Add("refund", "re", r => (r["amount"], r["currency"], r["payment_intent"], r["charge"], r["status"]) = (amount, "vnd", id, charge["id"]!.GetValue<string>(), "succeeded"));
        Book("refund", refund["id"]!.GetValue<string>(), -amount);
        return Ok(refund);
    }

    private JsonObject NewAccount(StripeRequest request)
        => Add("account", "acct", a =>
        {
            (a["country"], a["type"], a["details_submitted"], a["payouts_enabled"]) = (request["country"], request["type"], false, false);
            a["capabilities"] = new JsonObject { ["transfers"] = "inactive" };
        });

    private (int Status, string Body) Link(StripeRequest request)
    {
        var link = StripeSpec.Instance.Fixture("account_link");
        (link["url"], link["expires_at"]) = ($"https://connect.stripe.com/setup/e/{request["account"]}/{++_last}", Now().AddMinutes(5).ToUnixTimeSeconds());
        return _objects.ContainsKey(request["account"]) ? Ok(link) : Missing(request["account"]);
    }

    private JsonObject Balance(StripeRequest request)
    {
        var (from, before) = (Number(request["created[gte]"]), Number(request["created[lt]"]));
        var lines = _balance.Where(l => l["created"]!.GetValue<long>() >= from && l["created"]!.GetValue<long>() < before).ToList();
        if (request.Fields.TryGetValue("starting_after", out var after))
        {
            lines = [.. lines.SkipWhile(l => l["id"]!.GetValue<string>() != after).Skip(1)];
        }

        var page = lines.Take((int)Number(request["limit"])).ToList();
        return new JsonObject { ["object"] = "list", ["url"] = "/v1/balance_transactions", ["has_more"] = lines.Count > page.Count, ["data"] = new JsonArray([.. page.Select(l => l.DeepClone())]) };
    }

    private JsonObject Add(string kind, string prefix, Action<JsonObject> shape)
    {
        var made = StripeSpec.Instance.Fixture(kind);
        (made["id"], made["created"]) = ($"{prefix}_{++_last:000000}", Now().ToUnixTimeSeconds());
        shape(made);
        _objects[made["id"]!.GetValue<string>()] = made;
        return made;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
