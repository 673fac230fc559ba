using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Purchases;

/// <summary>A purchase as its giver follows it.</summary>
public sealed record PurchaseView(
    PurchaseId Id, string Number, bool Gift, Occasion? Occasion, DateOnly? WantedFrom, DateOnly? WantedThrough, string BuyerName, string? BuyerEmail, string? BuyerPhone, string? SenderName, bool HideAmounts,
    InvoiceRequest? Invoice, string? Note, DateTimeOffset PlacedAt, Money Goods, Money Shipping, Money Wrapping, Money Discount, Money Total,
    IReadOnlyList<ParcelView> Parcels, IReadOnlyList<PaymentView> Payments)
{
    /// <summary>Computed, never stored: how many parcels stand where.</summary>
    public IReadOnlyList<(ParcelState State, int Count)> Standing => StandingOf(Parcels.Select(p => p.State));

    internal static IReadOnlyList<(ParcelState State, int Count)> StandingOf(IEnumerable<ParcelState> parcels) => [.. parcels.GroupBy(s => s).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];
}

/// <param name="ReceiverPath">The secret part of the receiver's address, for the giver to pass on; null where the buyer receives.</param>
public sealed record ParcelView(
    ParcelId Id, string Number, ProducerId Producer, string ProducerName, ParcelState State, string RecipientName, string? RecipientPhone, string? Street, string? CommuneCode, string? ProvinceCode, bool AddressHidden,
    string? Message, string Service, string? Tracking, DateOnly? ExpectedFrom, DateOnly? ExpectedThrough, Money ShippingFee, Money WrapFee, Money Total, bool AdultOnly, string? EndedBecause, string? ReceiverPath,
    IReadOnlyList<ParcelLineView> Lines, IReadOnlyList<ParcelStep> Steps)
{
    /// <summary>Where it is collected, when that is at a fair.</summary>
    public BoothPlace? Collection { get; init; }

    /// <summary>The fair at whose booth goods of it were bought.</summary>
    public BoothPlace? SoldAt { get; init; }

    /// <summary>The fair at which it was to be collected moved, or is off.</summary>
    public bool FairChanged { get; init; }
}

/// <param name="Left">Pieces neither cancelled nor sent back.</param>
public sealed record ParcelLineView(
    ParcelLineId Id, string Slug, string ProductName, string Packing, int Set, string? Picture, string CertificateNumber, int Stars, DateOnly ValidThrough, Money Price, int Quantity, int Left, Money Goods, Money Discount)
{
    /// <summary>The ordinary price at the purchase.</summary>
    public required Money ListPrice { get; init; }

    /// <summary>Who bears the difference; null where there was none.</summary>
    public PricePayer? Payer { get; init; }
}

/// <summary>When a parcel came to a state.</summary>
public sealed record ParcelStep(ParcelState State, DateTimeOffset At, string? Note);

public sealed record PaymentView(PaymentId Id, ProducerId Producer, string ProducerName, PaymentMethod Method, Money Amount, PaymentState State, Money Refunded, string? PurposeCode, DateTimeOffset? ExpiresAt, DateTimeOffset? PaidAt);

/// <summary>A parcel as its receiver follows it: no amount of any kind, and no way to the giver's page.</summary>
public sealed record ReceivedView(
    string Number, string ProducerName, string Recipient, string? SenderName, string? Message, ParcelState State, string Service, string? Tracking, DateOnly? ExpectedFrom, DateOnly? ExpectedThrough, bool AdultOnly,
    IReadOnlyList<(ParcelLineId Id, string Slug, string ProductName, string Packing, int Set, string? Picture, int Pieces, string CertificateNumber, int Stars, DateOnly ValidThrough)> Goods);

/// <summary>Reads purchases for those who hold their secret, and for the members who made them.</summary>
public sealed class PurchaseQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IBoothPlaces _booths;
    private readonly PrivateLinks _links;

    internal PurchaseQueries(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths, PrivateLinks links) => (_contexts, _booths, _links) = (contexts, booths, links);

    /// <summary>The giver's view; null for any other secret.</summary>
    public async Task<PurchaseView?> FindAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var purchase = await db.Purchases.AsNoTracking().Include(p => p.Parcels).ThenInclude(p => p.Lines).AsSplitQuery().SingleOrDefaultAsync(p => p.TokenHash == hash, ct);
        return purchase is null ? null : await ViewAsync(db, purchase, ct);
    }

    /// <summary>Whether this secret is already a purchase: a form sent again leads there.</summary>
    public async Task<bool> ExistsAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return false;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Purchases.AnyAsync(p => p.TokenHash == hash, ct);
    }

    /// <summary>The receiver's view; null for any other secret.</summary>
    public async Task<ReceivedView?> FindReceivedAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleOrDefaultAsync(p => p.ReceiverTokenHash == hash, ct) is not { } p ? null : new(
            p.Number, p.ProducerName, p.RecipientName, p.SenderName, p.Message, p.State, p.Service, p.Tracking, p.ExpectedFrom, p.ExpectedThrough, p.AdultOnly,
            [.. p.Lines.Where(l => l.Left > 0).OrderBy(l => l.Position).Select(l => (l.Id, l.Slug, l.ProductName, l.Packing, l.Set, l.Picture, l.Left, l.CertificateNumber, l.Stars, l.ValidThrough))]);
    }

    private async Task<PurchaseView> ViewAsync(MarketDbContext db, Purchase purchase, CancellationToken ct)
    {
        var ids = purchase.Parcels.Select(p => p.Id).ToList();
        var steps = (await db.ParcelEvents.AsNoTracking().Where(e => ids.Contains(e.ParcelId)).OrderBy(e => e.Id).ToListAsync(ct)).ToLookup(e => e.ParcelId);
        var payments = await db.Payments.AsNoTracking().Where(p => p.PurchaseId == purchase.Id).ToListAsync(ct);
        var booths = await _booths.OfParcelsAsync(purchase.Parcels, ct);
        var names = purchase.Parcels.GroupBy(p => p.ProducerId).ToDictionary(g => g.Key, g => g.First().ProducerName);
        return new(
            purchase.Id, purchase.Number, purchase.Purpose is CartPurpose.Gift, purchase.Occasion, purchase.WantedFrom, purchase.WantedThrough, purchase.BuyerName, purchase.BuyerEmail, purchase.BuyerPhone,
            purchase.SenderName, purchase.HideAmounts, purchase.Invoice, purchase.Note, purchase.PlacedAt, purchase.Goods, purchase.Shipping, purchase.Wrapping, purchase.Discount, purchase.Total,
            [.. purchase.Parcels.OrderBy(p => p.Number.Length).ThenBy(p => p.Number, StringComparer.Ordinal).Select(p => View(p, steps[p.Id]) with
            {
                Collection = booths.CollectionOf(p),
                SoldAt = p.Lines.Select(l => l.FairId).OfType<FairId>().Select(fair => booths.GetValueOrDefault((fair, p.ProducerId))).FirstOrDefault(),
                FairChanged = p.FairSequence is not null,
            })],
            [.. payments.OrderBy(p => names[p.ProducerId], StringComparer.Ordinal).Select(p => View(p, names[p.ProducerId]))]);
    }

    private ParcelView View(Parcel p, IEnumerable<ParcelEvent> steps) => new(
        p.Id, p.Number, p.ProducerId, p.ProducerName, p.State, p.RecipientName, p.RecipientPhone, p.AddressHidden ? null : p.Street, p.AddressHidden ? null : p.CommuneCode, p.ProvinceCode, p.AddressHidden,
        p.Message, p.Service, p.Tracking, p.ExpectedFrom, p.ExpectedThrough, p.ShippingFee, p.WrapFee, p.Total, p.AdultOnly, p.EndedBecause, p.ReceiverTokenSeal is { } seal ? _links.Open(seal) : null,
        [.. p.Lines.OrderBy(l => l.Position).Select(View)], [.. steps.Select(e => new ParcelStep(e.State, e.At, e.Note))]);

    internal static ParcelLineView View(ParcelLine l)
        => new(l.Id, l.Slug, l.ProductName, l.Packing, l.Set, l.Picture, l.CertificateNumber, l.Stars, l.ValidThrough, l.Price, l.Quantity, l.Left, l.Goods, l.DiscountShare) { ListPrice = l.ListPrice, Payer = l.PayerKind is { } kind ? new(kind, l.PayerName) : null };

    private static PaymentView View(Payment p, string producer)
        => new(p.Id, p.ProducerId, producer, p.Method, p.Amount, p.State, p.RefundedAmount, p.PurposeCode, p.ExpiresAt, p.PaidAt);
}
