using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>A market that writes down which payments it was told are settled.</summary>
public sealed class BankFixture : MarketFixture
{
    private static int _account;

    private readonly ConcurrentQueue<PaymentSettled> _settled = new();

    public static string NextAccount() => $"150020{Interlocked.Increment(ref _account):0000000}";

    protected override MarketFactory Create(string connectionString)
        => new(connectionString) { Replace = services => services.AddSingleton(_settled).AddOutboxHandler<PaymentSettled, Listener>("test.settled") };

    internal sealed class Listener(ConcurrentQueue<PaymentSettled> settled) : IOutboxHandler<PaymentSettled>
    {
        public Task HandleAsync(PaymentSettled happened, long delivery, CancellationToken ct)
        {
            settled.Enqueue(happened);
            return Task.CompletedTask;
        }
    }
}

/// <summary>Tests that send notices as a bank does.</summary>
public abstract class BankTest(BankFixture fixture) : MarketTest(fixture)
{
    protected const string Bin = "970405";

    /// <summary>What the market told others is settled.</summary>
    protected ConcurrentQueue<PaymentSettled> Settled => Get<ConcurrentQueue<PaymentSettled>>();

    /// <summary>A producer with goods, an account, and the secret for notices about it.</summary>
    protected sealed record Shop(ProductOnSale Product, string Account, string Secret);

    protected async Task<Shop> OpenShopAsync(string name, int stock = 10, DateOnly? validThrough = null)
    {
        var (product, account) = (await Market.PutOnSaleAsync(name, price: 100_000, stock: stock, validThrough: validThrough), BankFixture.NextAccount());
        return new(product, account, await Market.GiveAccountAsync(product, Bin, account));
    }

    protected string Body(Shop shop, string text, object? amount, string? id = null, string? bookedAt = null, string? currency = null)
    {
        var fields = new Dictionary<string, object?> { ["id"] = id ?? $"FT{Guid.NewGuid():N}", ["bin"] = Bin, ["account"] = shop.Account, ["amountVnd"] = amount, ["text"] = text, ["bookedAt"] = bookedAt ?? $"{Clock.GetUtcNow():O}" };
        if (currency is not null)
        {
            fields["currency"] = currency;
        }

        return JsonSerializer.Serialize(fields);
    }

    protected async Task<(int Status, string Answer)> SendAsync(string body, string? signature, MarketFactory? node = null)
    {
        using var client = (node ?? Market).CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/bank") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Market-Signature", signature);
        }

        using var answer = await client.SendAsync(request, Ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    protected Task<(int Status, string Answer)> SendSignedAsync(Shop shop, string body, MarketFactory? node = null) => SendAsync(body, Sign(shop, body), node);

    protected string Sign(Shop shop, string body, TimeSpan ago = default) => NoticeSignature.Sign(shop.Secret, Encoding.UTF8.GetBytes(body), Clock.GetUtcNow() - ago);

    /// <summary>Sends a transfer and says what became of it.</summary>
    protected async Task<TransferOutcome> TransferAsync(Shop shop, string text, long amount)
    {
        var id = $"FT{Guid.NewGuid():N}";
        Assert.Equal((200, """{"status":"received"}"""), await SendSignedAsync(shop, Body(shop, text, amount, id)));
        return await OutcomeAsync(id);
    }

    protected async Task<TransferOutcome> OutcomeAsync(string id) => Enum.Parse<TransferOutcome>((await NoticeAsync(id)).Outcome!);

    private protected async Task<PaymentNotice> NoticeAsync(string id)
    {
        await using var db = await OpenAsync();
        return await db.PaymentNotices.SingleAsync(n => n.ExternalId == id, Ct);
    }

    protected async Task<int> NoticesOfAsync(Shop shop)
    {
        await using var db = await OpenAsync();
        return await db.PaymentNotices.CountAsync(n => n.ProducerId == shop.Product.Producer, Ct);
    }
}
