using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry;
using OcopMarket.Registry.Onboarding;

namespace OcopMarket.Tests.Support;

/// <summary>A basket ready to be confirmed.</summary>
/// <param name="Secret">Of the guest's cookie.</param>
public sealed record FilledCart(CartOwner Owner, string Secret);

/// <summary>Somebody who gets something, for <see cref="Shopping.FillCartAsync"/>.</summary>
public sealed record TestRecipient(string Name = "Vàng A Páo", string? Message = null, string? Commune = null)
{
    public string Phone { get; init; } = "0912345678";

    public string Street { get; init; } = "Số 5, thôn Đoài";
}

/// <summary>
/// Fills baskets and buys, for tests that begin with a purchase:
/// <code>
/// var purchase = await market.BuyAsync([(honey, 2), (tea, 1)], method: PaymentMethod.VietQr);
/// var gift = await market.BuyAsync([(honey, 1)], recipients: [new("Mẹ", "Chúc mẹ khỏe"), new("Cô Hoa")]);
/// </code>
/// </summary>
public static class Shopping
{
    private static int _account;

    /// <param name="service">Null takes the cheapest way that is not picking up.</param>
    /// <param name="recipients">More than the buyer makes it a gift.</param>
    public static async Task<FilledCart> FillCartAsync(
        this MarketFactory market, IReadOnlyList<(ProductOnSale Product, int Quantity)> goods, PaymentMethod method = PaymentMethod.VietQr, IReadOnlyList<TestRecipient>? recipients = null,
        string? service = null, AccountId? account = null, string email = "nguoi-mua@example.vn")
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(goods);
        var (secret, now) = (Secrets.New(), market.Clock.GetUtcNow());
        var owner = account is { } member ? CartOwner.Of(member) : CartOwner.Guest(secret);
        await using var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
        var cart = account is { } known ? await db.Carts.SingleOrDefaultAsync(c => c.Account == known) : null;
        if (cart is null)
        {
            cart = new Cart(owner.TokenHash, account, now);
            db.Carts.Add(cart);
        }

        (cart.BuyerName, cart.BuyerEmail, cart.BuyerPhone, cart.Purpose, cart.TouchedAt) = ("Trần Thị Mua", email, "0987654321", recipients is null ? CartPurpose.Own : CartPurpose.Gift, now);
        var ids = goods.Select(g => g.Product.Listing).ToList();
        var variants = (await db.Set<OcopMarket.Catalog.Listings.Variant>().Where(v => ids.Contains(v.ListingId)).OrderBy(v => v.Position).ToListAsync()).ToLookup(v => v.ListingId);
        var shelf = await market.Get<IOfferDesk>().FindAsync([.. variants.SelectMany(v => v).Select(v => v.Id)], CancellationToken.None);
        foreach (var (product, quantity) in goods)
        {
            var variant = variants[product.Listing].First();
            cart.Add(new CartLine
            {
                CartId = cart.Id, VariantId = variant.Id, ListingId = product.Listing, ProducerId = product.Producer, Quantity = quantity, SeenPrice = shelf[variant.Id].Offer?.Price ?? variant.Price, SeenCertificate = product.Number, AddedAt = now,
            });
        }

        foreach (var (recipient, i) in (recipients ?? [new("Trần Thị Mua")]).Select((r, i) => (r, i)))
        {
            var commune = OcopMarket.Platform.Areas.AreaDirectory.Instance.FindCommune(recipient.Commune ?? "00004")!;
            cart.Add(new Recipient
            {
                CartId = cart.Id, Position = i, Name = recipient.Name, Phone = recipient.Phone, Street = recipient.Street, CommuneCode = commune.Code, ProvinceCode = commune.ProvinceCode, Message = recipient.Message,
            });
        }

        await db.SaveChangesAsync();
        await OpenAccountsAsync(db, [.. goods.Select(g => g.Product.Producer).Distinct()], now);
        foreach (var producer in goods.Select(g => g.Product.Producer).Distinct())
        {
            var choice = cart.ChoiceOf(producer);
            choice.Method = method;
            choice.Service = service ?? await CheapestAsync(market, cart, producer);
        }

        await db.SaveChangesAsync();
        return new(owner, secret);
    }

    /// <summary>Confirms a basket as its page would.</summary>
    public static async Task<Result<PurchaseId>> ConfirmAsync(this MarketFactory market, FilledCart cart, Actor? actor = null, string? secret = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(cart);
        var planned = await market.Get<CheckoutPlanner>().ReadAsync(cart.Owner, CancellationToken.None);
        return (await market.Get<PlacePurchase>().RunAsync(new(actor ?? Actor.Guest, cart.Owner, secret ?? Secrets.New(), planned?.Plan.Total ?? Money.Zero, "vi", Adult: true), CancellationToken.None)).Placed;
    }

    /// <summary>Fills a basket and confirms it.</summary>
    public static async Task<PurchaseId> BuyAsync(
        this MarketFactory market, IReadOnlyList<(ProductOnSale Product, int Quantity)> goods, PaymentMethod method = PaymentMethod.VietQr, IReadOnlyList<TestRecipient>? recipients = null,
        string? service = null, AccountId? account = null, string email = "nguoi-mua@example.vn")
    {
        var result = await market.ConfirmAsync(await market.FillCartAsync(goods, method, recipients, service, account, email));
        return result.Refusal is { } refusal ? throw new InvalidOperationException($"The purchase was refused: {refusal}") : result.Value;
    }

    // Whoever is to be paid by transfer has an account.
    private static async Task OpenAccountsAsync(MarketDbContext db, List<ProducerId> producers, DateTimeOffset now)
    {
        var known = await db.ProducerBankAccounts.Where(a => producers.Contains(a.ProducerId)).Select(a => a.ProducerId).ToListAsync();
        db.ProducerBankAccounts.AddRange(producers.Except(known).Select(p => new ProducerBankAccount
        {
            ProducerId = p, Bin = "970436", Number = $"00{Interlocked.Increment(ref _account):00000000}", Holder = "HTX THU", ChangedAt = now,
        }));
        await db.SaveChangesAsync();
    }

    private static async Task<string> CheapestAsync(MarketFactory market, Cart cart, ProducerId producer)
    {
        var offers = await market.Get<IOfferDesk>().FindAsync([.. cart.Lines.Where(l => l.ProducerId == producer).Select(l => l.VariantId)], CancellationToken.None);
        var (offer, recipient) = (offers.Values.Select(o => o.Offer).FirstOrDefault(o => o is not null), cart.Recipients[0]);
        if (offer is null)
        {
            return ShippingOption.Pickup;
        }

        var options = await market.Get<IShippingDesk>().QuoteAsync(
            new Shipment(producer, offer.ProvinceCode, offer.CommuneCode, recipient.ProvinceCode!, recipient.CommuneCode,
                [ShippedGoods.Of(offer, 1)], offer.Price), CancellationToken.None);
        return (options.FirstOrDefault(o => !o.IsFetched) ?? options[0]).Service;
    }
}
