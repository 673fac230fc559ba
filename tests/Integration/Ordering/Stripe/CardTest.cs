using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering.Stripe;

/// <summary>A market that takes cards, and the double it takes them by.</summary>
public sealed class CardFixture : MarketFixture
{
    internal StripeDouble Stripe { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Stripe = await StripeDouble.StartAsync();
        await base.InitializeAsync();
        Stripe.Now = () => Market.Clock.GetUtcNow();
        foreach (var (key, value) in new[] { (CardSettings.Most.Key, "5000000"), (FeeSettings.CardShare.Key, "400") })
        {
            Desks.Must(await Market.Get<ChangeSetting>().RunAsync(new(Actor.Operator("test"), key, value, null, "Thử"), CancellationToken.None));
        }
    }

    internal MarketFactory Node(string connectionString, TestClock clock) => Make(connectionString, clock);

    protected override MarketFactory Create(string connectionString) => Make(connectionString, new());

    private MarketFactory Make(string connectionString, TestClock clock) => new(connectionString)
    {
        Clock = clock,
        Settings = { ["Market:Stripe:SecretKey"] = StripeDouble.Key, ["Market:Stripe:WebhookSecret"] = StripeDouble.WebhookSecret, ["Market:Stripe:Address"] = Stripe.Address.AbsoluteUri },
        Replace = services => services.AddSingleton(new StripeWaits((_, _) => Task.CompletedTask)),
    };
}

/// <summary>Tests that pay by card.</summary>
public abstract class CardTest(CardFixture fixture) : MarketTest(fixture)
{
    private static int _event;

    internal StripeDouble Stripe => fixture.Stripe;

    protected MarketFactory SecondNode() => fixture.Node(ConnectionString, Clock);

    /// <param name="Charge">Our name, which the provider knows as the reference.</param>
    protected sealed record CardPurchase(PurchaseId Id, string Secret, Guid Charge, string Session, IReadOnlyList<ProductOnSale> Goods);

    /// <summary>A producer whose account at the provider is ready.</summary>
    protected async Task<ProductOnSale> ShopAsync(string name, long price = 100_000, int stock = 50)
    {
        var product = await Market.PutOnSaleAsync(name, price: price, stock: stock, producer: "HTX " + name);
        var staff = Desks.StaffOf(product, ProducerRights.Money);
        Desks.Must(await Get<ConnectCardAccount>().RunAsync(new(staff, product.Producer, "https://cho.example/kenh-chu-the/thu-qua-the"), Ct));
        Stripe.OpenAccount(await AccountOfAsync(product));
        Desks.Must(await Get<CheckCardAccount>().RunAsync(staff, product.Producer, Ct));
        return product;
    }

    protected async Task<string> AccountOfAsync(ProductOnSale product)
    {
        await using var db = await OpenAsync();
        return (await db.CardAccounts.SingleAsync(a => a.ProducerId == product.Producer, Ct)).AccountId!;
    }

    /// <summary>Bought by card, with the provider's page open.</summary>
    protected async Task<CardPurchase> BuyAsync(params IReadOnlyList<(ProductOnSale Product, int Quantity)> goods)
    {
        var cart = await Market.FillCartAsync(goods, PaymentMethod.Card);
        var secret = Secrets.New();
        var id = Desks.Must(await Market.ConfirmAsync(cart, secret: secret));
        Assert.StartsWith("https://checkout.stripe.com/", Desks.Must(await OpenPageAsync(secret)), StringComparison.Ordinal);
        await using var db = await OpenAsync();
        var charge = await db.CardCharges.SingleAsync(c => c.PurchaseId == id, Ct);
        return new(id, secret, charge.Id, charge.SessionId!, [.. goods.Select(g => g.Product)]);
    }

    protected Task<Result<string?>> OpenPageAsync(string secret, MarketFactory? node = null)
        => (node ?? Market).Get<OpenCardPayment>().RunAsync(new(secret, $"https://cho.example/don-hang/{secret}?the=xong", $"https://cho.example/don-hang/{secret}?the=huy"), Ct);

    internal static string Event(string type, JsonObject about, string? id = null, bool live = false)
        => new JsonObject { ["id"] = id ?? $"evt_{Interlocked.Increment(ref _event):000000}", ["object"] = "event", ["type"] = type, ["livemode"] = live, ["data"] = new JsonObject { ["object"] = about.DeepClone() } }.ToJsonString();

    protected async Task<(int Status, string Answer)> SendAsync(string body, string? signature = null, MarketFactory? node = null)
    {
        using var client = (node ?? Market).CreatePlainClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature ?? StripeSignature.Sign(StripeDouble.WebhookSecret, Encoding.UTF8.GetBytes(body), Clock.GetUtcNow()));
        using var answer = await client.SendAsync(request, Ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>The buyer pays and the provider says so.</summary>
    protected async Task<string> PayAsync(CardPurchase purchase)
    {
        var paid = Stripe.Pay(purchase.Session);
        Assert.Equal(200, (await SendAsync(Event("checkout.session.completed", paid))).Status);
        await WorkAsync();
        return paid["payment_intent"]!.GetValue<string>();
    }

    /// <summary>What the outbox and the job of every minute do.</summary>
    protected async Task WorkAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await Get<OutboxDispatcher>().RunAsync(Ct);
        }

        await Get<CardPaymentsJob>().RunAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    protected async Task<IReadOnlyList<(PaymentState State, long Paid, long Refunded)>> PaymentsAsync(CardPurchase purchase)
    {
        await using var db = await OpenAsync();
        return [.. (await db.Payments.Where(p => p.PurchaseId == purchase.Id).OrderBy(p => p.Id).ToListAsync(Ct)).Select(p => (p.State, p.PaidAmount.Dong, p.RefundedAmount.Dong))];
    }

    protected async Task<IReadOnlyList<ParcelState>> ParcelsAsync(CardPurchase purchase)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.Where(p => p.PurchaseId == purchase.Id).OrderBy(p => p.Number).Select(p => p.State).ToListAsync(Ct);
    }

    /// <summary>Balances of the purchase's books; what is nothing is left out.</summary>
    private protected async Task<Dictionary<LedgerAccount, long>> BooksAsync(CardPurchase purchase)
    {
        await using var db = await OpenAsync();
        var parcels = await db.Parcels.Where(p => p.PurchaseId == purchase.Id).Select(p => p.Id).ToListAsync(Ct);
        var payments = await db.Payments.Where(p => p.PurchaseId == purchase.Id).Select(p => p.Id).ToListAsync(Ct);
        var postings = await db.LedgerEntries.Where(e => (e.ParcelId != null && parcels.Contains(e.ParcelId.Value)) || (e.PaymentId != null && payments.Contains(e.PaymentId.Value))).SelectMany(e => e.Postings).ToListAsync(Ct);
        return postings.GroupBy(p => p.Account).Select(g => (g.Key, Sum: g.Sum(p => p.Amount.Dong))).Where(g => g.Sum != 0).ToDictionary(g => g.Key, g => g.Sum);
    }

    private protected async Task<List<CardMove>> MovesAsync(CardPurchase purchase)
    {
        await using var db = await OpenAsync();
        return await db.CardMoves.Where(m => m.PurchaseId == purchase.Id).OrderBy(m => m.CreatedAt).ThenBy(m => m.Key).ToListAsync(Ct);
    }

    protected async Task<CardOutcome?> OutcomeAsync(string id)
    {
        await using var db = await OpenAsync();
        return (await db.PaymentNotices.SingleOrDefaultAsync(n => n.ExternalId == id, Ct))?.Outcome is { } outcome ? Enum.Parse<CardOutcome>(outcome) : null;
    }
}
