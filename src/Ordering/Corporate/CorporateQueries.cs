using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Corporate;

/// <summary>A company's order as whoever prepares it works on it.</summary>
/// <param name="People">One page of them.</param>
/// <param name="Receivers">All of them; none once it was ordered.</param>
/// <param name="Plan">What it would be now; null while there is nothing to plan, once it was ordered, and where it was not asked for.</param>
/// <param name="Quotations">The newest first.</param>
/// <param name="Ordered">Null until a quotation was approved.</param>
public sealed record CorporateView(
    InvoiceRequest Company, string ContactName, string ContactEmail, string ContactPhone, string SenderName, string? Message, DateOnly WantedOn, string? VoucherCode,
    IReadOnlyList<GiftKindView> Kinds, IReadOnlyList<CorporatePerson> People, int Receivers, CheckoutPlan? Plan, IReadOnlyList<QuotationView> Quotations, CorporatePurchase? Ordered);

/// <param name="People">How many get it.</param>
/// <param name="Price">Of the goods of one such gift; null where something of it cannot be bought now.</param>
public sealed record GiftKindView(int Number, string Name, WrapKind? Wrap, string? Message, IReadOnlyList<(string Product, string Packing, string Slug, int Pieces)> Items, int People, Money? Price);

/// <param name="Street">Null where the receiver is asked for the address, once the gift is paid.</param>
public sealed record CorporatePerson(RecipientId Id, string Name, string? Phone, string? Street, string? CommuneCode, string ProvinceCode, string? Email, string? Message, string Kind, int Gifts, DateOnly WantedOn);

/// <param name="Over">Why it can no longer be approved; null while it can.</param>
public sealed record QuotationView(string Number, DateOnly IssuedOn, DateOnly ValidThrough, Money Total, Refusal? Over, IReadOnlyList<ApprovalView> Approvals);

public sealed record ApprovalView(string Email, DateTimeOffset AskedAt, ApprovalAnswer? Answer, string? Name, string? Note, DateTimeOffset? AnsweredAt);

/// <summary>What became of an approved order, by the days that its parcels are wanted on.</summary>
/// <param name="Secret">Of the purchase's page.</param>
/// <param name="Awaited">Receivers who have not said yet where their gift shall go.</param>
public sealed record CorporatePurchase(string Secret, string Number, Money Total, int Awaited, IReadOnlyList<CorporateDay> Days, IReadOnlyList<(string Producer, Money Amount, PaymentState State)> Payments);

public sealed record CorporateDay(DateOnly Day, IReadOnlyList<(ParcelState State, int Count)> Standing);

/// <summary>A quotation as its approver sees it: no receiver, no way to what is being prepared.</summary>
public sealed record ApproverView(QuotationContent Content, Refusal? Over, ApprovalAnswer? Answer, string? Name, string? Note, DateTimeOffset? AnsweredAt);

/// <summary>A parcel in the list that the company takes out.</summary>
/// <param name="Ask">The secret by which the receiver says where it goes, while that is open.</param>
public sealed record CorporateParcel(
    string Number, string Producer, string Recipient, string? Phone, string? Street, string? CommuneCode, string? ProvinceCode, DateOnly? WantedOn, ParcelState State, string Service, string? Tracking, DateTimeOffset? DeliveredAt, string? Ask);

/// <summary>Reads orders of companies for those who hold one of their secrets; each secret opens its own side only.</summary>
public sealed class CorporateQueries
{
    public const int Page = 50, MostPeople = Recipient.Most, MostKinds = CorporateOrder.MostKinds;

    private static readonly ParcelState[] Waiting = [ParcelState.AwaitingPayment, ParcelState.Placed, ParcelState.Confirmed];

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CorporatePlanner _planner;
    private readonly RecipientSheets _sheets;
    private readonly IOfferDesk _offers;
    private readonly PrivateLinks _links;
    private readonly TimeProvider _clock;

    internal CorporateQueries(IDbContextFactory<MarketDbContext> contexts, CorporatePlanner planner, RecipientSheets sheets, IOfferDesk offers, PrivateLinks links, TimeProvider clock)
        => (_contexts, _planner, _sheets, _offers, _links, _clock) = (contexts, planner, sheets, offers, links, clock);

    /// <param name="page">Of its people, from 1.</param>
    /// <param name="planned">Whether what it would be now is worked out; with 2,000 people that takes a while.</param>
    public async Task<CorporateView?> FindAsync(string? secret, int page, CancellationToken ct, bool planned = true)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.CorporateOrderAsync(secret, ct) is not { } order)
        {
            return null;
        }

        var people = await db.CorporateRecipients.AsNoTracking().Where(r => r.OrderId == order.Id).OrderBy(r => r.Position).ToListAsync(ct);
        var plan = people.Count == 0 || !planned ? null : (await _planner.PlanAsync(order, people, null, ct)).Plan;
        var shelf = await _offers.FindAsync([.. order.Kinds.SelectMany(k => k.Items).Select(i => i.Variant).Distinct()], ct);
        var names = order.Kinds.ToDictionary(k => k.Number, k => k.Name);
        return new(
            order.Company, order.ContactName, order.ContactEmail, order.ContactPhone, order.SenderName, order.Message, order.WantedOn, order.VoucherCode, [.. order.Kinds.Select(k => View(k, people, shelf))],
            [.. people.Skip((Math.Max(1, page) - 1) * Page).Take(Page).Select(p => new CorporatePerson(p.Id, p.Name, p.Phone, p.Street, p.CommuneCode, p.ProvinceCode, p.Email, p.Message, names[p.Kind], p.Gifts, p.WantedOn ?? order.WantedOn))],
            people.Count, plan, await QuotationsAsync(db, order, ct), await OrderedAsync(db, order, ct));
    }

    /// <summary>Verdicts on a list of people; nothing is changed.</summary>
    public async Task<Result<RecipientSheet>> CheckAsync(string? secret, string? text, IReadOnlyDictionary<string, string> places, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CorporateOrderAsync(secret, ct) is { } order ? await CorporateSheet.ReadAsync(db, order, _sheets, _clock.Today(), text, places, ct) : CorporateRefusals.CorporateUnknown();
    }

    /// <summary>A quotation of the order by its number, for whoever prepares it.</summary>
    public async Task<QuotationContent?> FindQuotationAsync(string? secret, string number, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CorporateOrderAsync(secret, ct) is { } order
            ? await db.Quotations.Where(q => q.OrderId == order.Id && q.Number == number).Select(q => q.Content).SingleOrDefaultAsync(ct) : null;
    }

    /// <param name="secret">Of the approver; the preparer's finds nothing.</param>
    public async Task<ApproverView?> FindForApproverAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.QuotationApprovals.AsNoTracking().SingleOrDefaultAsync(a => a.TokenHash == hash, ct) is not { } approval)
        {
            return null;
        }

        var quotation = await db.Quotations.AsNoTracking().SingleAsync(q => q.Id == approval.QuotationId, ct);
        var order = await db.CorporateOrders.AsNoTracking().SingleAsync(o => o.Id == quotation.OrderId, ct);
        return new(quotation.Content, quotation.WhyOver(order, _clock.Today()), approval.Answer, approval.Name, approval.Note, approval.AnsweredAt);
    }

    /// <summary>All parcels of an approved order; none for any other secret.</summary>
    public async Task<IReadOnlyList<CorporateParcel>> ParcelsAsync(string? secret, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.CorporateOrderAsync(secret, ct) is not { PurchaseId: { } purchase })
        {
            return [];
        }

        var parcels = await db.Parcels.AsNoTracking().Where(p => p.PurchaseId == purchase).OrderBy(p => p.WantedOn).ThenBy(p => p.Number.Length).ThenBy(p => p.Number).ToListAsync(ct);
        var asks = (await db.AddressAsks.AsNoTracking().Where(a => a.PurchaseId == purchase && a.FilledAt == null).Select(a => new { a.Id, a.TokenSeal }).ToListAsync(ct)).ToDictionary(a => a.Id, a => _links.Open(a.TokenSeal));
        return [.. parcels.Select(p => new CorporateParcel(
            p.Number, p.ProducerName, p.RecipientName, p.RecipientPhone, p.AddressHidden ? null : p.Street, p.AddressHidden ? null : p.CommuneCode, p.ProvinceCode, p.WantedOn, p.State, p.Service, p.Tracking, p.DeliveredAt,
            p.AddressAskId is { } ask && Waiting.Contains(p.State) ? asks.GetValueOrDefault(ask) : null))];
    }

    private async Task<IReadOnlyList<QuotationView>> QuotationsAsync(MarketDbContext db, CorporateOrder order, CancellationToken ct)
    {
        var quotations = await db.Quotations.AsNoTracking().Where(q => q.OrderId == order.Id).OrderByDescending(q => q.IssuedAt).ThenByDescending(q => q.Number).ToListAsync(ct);
        var ids = quotations.Select(q => q.Id).ToList();
        var approvals = (await db.QuotationApprovals.AsNoTracking().Where(a => ids.Contains(a.QuotationId)).OrderBy(a => a.AskedAt).ToListAsync(ct)).ToLookup(a => a.QuotationId);
        return [.. quotations.Select(q => new QuotationView(
            q.Number, q.IssuedOn, q.ValidThrough, q.Total, q.WhyOver(order, _clock.Today()), [.. approvals[q.Id].Select(a => new ApprovalView(a.Email, a.AskedAt, a.Answer, a.Name, a.Note, a.AnsweredAt))]))];
    }

    private async Task<CorporatePurchase?> OrderedAsync(MarketDbContext db, CorporateOrder order, CancellationToken ct)
    {
        if (order.PurchaseId is not { } id)
        {
            return null;
        }

        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == id, ct);
        var parcels = db.Parcels.AsNoTracking();
        var standing = await parcels.Where(p => p.PurchaseId == id).GroupBy(p => new { p.WantedOn, p.State }).Select(g => new { g.Key.WantedOn, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        var payments = await db.Payments.AsNoTracking().Where(p => p.PurchaseId == id)
            .Select(p => new { p.Amount, p.State, Name = parcels.Where(c => c.PaymentId == p.Id).Select(c => c.ProducerName).First() }).ToListAsync(ct);
        return new(
            _links.Open(purchase.TokenSeal), purchase.Number, purchase.Total, await db.AddressAsks.CountAsync(a => a.PurchaseId == id && a.FilledAt == null && parcels.Any(p => p.AddressAskId == a.Id && Waiting.Contains(p.State)), ct),
            [.. standing.GroupBy(s => s.WantedOn ?? order.WantedOn).OrderBy(g => g.Key).Select(g => new CorporateDay(g.Key, [.. g.OrderBy(s => s.State).Select(s => (s.State, s.Count))]))],
            [.. payments.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (p.Name, p.Amount, p.State))]);
    }

    private static GiftKindView View(GiftKind kind, List<CorporateRecipient> people, IReadOnlyDictionary<VariantId, ShelfPacking> shelf)
    {
        var items = kind.Items.Select(i => (i.Pieces, Shelf: shelf.GetValueOrDefault(i.Variant))).ToList();
        var price = items.TrueForAll(i => i.Shelf?.Offer is not null) ? items.Aggregate(Money.Zero, (sum, i) => sum + (i.Shelf!.Offer!.Price * i.Pieces)) : (Money?)null;
        return new(kind.Number, kind.Name, kind.Wrap, kind.Message, [.. items.Select(i => (i.Shelf?.ProductName ?? "–", i.Shelf?.Packing ?? "", i.Shelf?.Slug ?? "", i.Pieces))], people.Count(p => p.Kind == kind.Number), price);
    }
}
