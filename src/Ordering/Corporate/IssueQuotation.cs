using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Writes down what a company's order costs today, numbered and for some days; one that can still be approved and says the same is answered again.</summary>
public sealed class IssueQuotation
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CorporatePlanner _planner;
    private readonly CutOffs _cutOffs;
    private readonly IProducerBook _producers;
    private readonly DatedSettings _settings;
    private readonly TimeProvider _clock;

    internal IssueQuotation(IDbContextFactory<MarketDbContext> contexts, CorporatePlanner planner, CutOffs cutOffs, IProducerBook producers, DatedSettings settings, TimeProvider clock)
        => (_contexts, _planner, _cutOffs, _producers, _settings, _clock) = (contexts, planner, cutOffs, producers, settings, clock);

    /// <returns>Its number.</returns>
    public async Task<Result<string>> RunAsync(string? secret, CancellationToken ct)
    {
        // Planned without locks; the transaction checks that the order is still the same.
        var drafted = await DraftAsync(secret, ct);
        return drafted.Refusal is { } refusal ? refusal : await _contexts.HoldCorporateOrderAsync<string>(secret, (db, order) => IssueAsync(db, order, drafted.Value, ct), ct);
    }

    private sealed record Draft(int Revision, QuotationContent Content);

    private async Task<Result<Draft>> DraftAsync(string? secret, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.CorporateOrderAsync(secret, ct) is not { } order)
        {
            return CorporateRefusals.CorporateUnknown();
        }

        var people = await db.CorporateRecipients.AsNoTracking().Where(r => r.OrderId == order.Id).OrderBy(r => r.Position).ToListAsync(ct);
        var planned = await _planner.PlanAsync(order, people, null, ct);
        return order.PurchaseId is not null ? CorporateRefusals.CorporateOrdered()
            : planned.Plan.Problems is [var problem, ..] ? problem.Refusal
            : new Draft(order.Revision, await ContentAsync(order, people, planned, _clock.Today(), ct));
    }

    private async Task<Result<string>> IssueAsync(MarketDbContext db, CorporateOrder order, Draft draft, CancellationToken ct)
    {
        var today = draft.Content.IssuedOn;
        if (order.Revision != draft.Revision)
        {
            return CorporateRefusals.CorporateMoved();
        }

        await db.LockAsync($"quotation-numbers:{today.Year}", ct);
        var (first, next) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year + 1, 1, 1));
        var number = FormattableString.Invariant($"BG-{today.Year}-{await db.Quotations.CountAsync(q => q.IssuedOn >= first && q.IssuedOn < next, ct) + 1:000000}");
        var content = draft.Content with { Number = number };
        if (await NewestAsync(db, order, ct) is { } newest && newest.WhyOver(order, today) is null && SayTheSame(newest.Content, content))
        {
            return newest.Number;
        }

        db.Quotations.Add(new Quotation
        {
            OrderId = order.Id, Number = number, Revision = order.Revision, IssuedOn = today, ValidThrough = content.ValidThrough, Total = content.Total, Content = content, IssuedAt = _clock.GetUtcNow(),
        });
        order.TouchedAt = _clock.GetUtcNow();
        db.Audit(_clock, Actor.Guest, "ordering.quotation_issued", $"corporate-order:{order.Id}", after: new { Number = number, Total = content.Total.Dong, order.Revision });
        return number;
    }

    private static Task<Quotation?> NewestAsync(MarketDbContext db, CorporateOrder order, CancellationToken ct)
        => db.Quotations.AsNoTracking().Where(q => q.OrderId == order.Id).OrderByDescending(q => q.IssuedAt).ThenByDescending(q => q.Number).FirstOrDefaultAsync(ct);

    // As they are kept: records with lists are compared by reference.
    private static bool SayTheSame(QuotationContent before, QuotationContent now)
        => JsonSerializer.Serialize(before with { Number = now.Number, IssuedOn = now.IssuedOn, ValidThrough = now.ValidThrough }, PlatformJson.Options) == JsonSerializer.Serialize(now, PlatformJson.Options);

    private async Task<QuotationContent> ContentAsync(CorporateOrder order, List<CorporateRecipient> people, CheckoutPlanner.Planned planned, DateOnly today, CancellationToken ct)
    {
        var (plan, shelf) = (planned.Plan, planned.Shelf);
        var sellers = await _producers.FindAsync([.. plan.Payments.Select(p => p.Producer)], ct);
        var recipients = planned.Cart.Recipients.ToDictionary(r => r.Id);
        var given = people.GroupBy(p => p.Kind).ToDictionary(g => g.Key, g => g.Sum(p => p.Gifts));
        var lines = plan.Parcels.SelectMany(p => p.Lines).ToList();
        var through = new[] { today.AddDays(await _settings.OnAsync(CorporateSettings.QuotationDays, today, ct)), lines.Min(l => l.Offer.ValidThrough), await LastDayAsync(planned, today, ct) }.Min();
        return new(
            "", today, through, order.Company, order.ContactName, order.ContactEmail, order.ContactPhone,
            [.. order.Kinds.Where(k => given.ContainsKey(k.Number)).Select(k => new QuotedGift(k.Name, given[k.Number], [.. k.Items.Select(i => $"{i.Pieces} × {shelf[i.Variant].ProductName} – {shelf[i.Variant].Packing}")]))],
            [.. plan.Parcels.GroupBy(p => p.Producer).OrderBy(own => own.First().ProducerName, StringComparer.Ordinal).Select(own => SellerOf(sellers[own.Key], [.. own]))],
            [.. plan.Parcels.GroupBy(p => recipients[p.Recipient].WantedOn!.Value).OrderBy(g => g.Key)
                .Select(g => new QuotedDay(g.Key, people.Count(p => (p.WantedOn ?? order.WantedOn) == g.Key), g.Count(), g.Aggregate(Money.Zero, (sum, p) => sum + p.Total)))],
            people.Count, plan.HoldsAlcohol, planned.Terms.TransferHours, planned.Voucher?.Code, people.Count(p => p.Street is null));

        QuotedSeller SellerOf(ProducerCard card, IReadOnlyList<PlannedParcel> own) => new(
            card.Id, card.Name, card.TaxCode, card.Phone,
            [.. own.SelectMany(p => p.Lines).GroupBy(l => l.Offer.Variant).Select(g => (g.First().Offer, Pieces: g.Sum(l => l.Quantity))).OrderBy(l => l.Offer.ProductName, StringComparer.Ordinal).ThenBy(l => l.Offer.Packing, StringComparer.Ordinal)
                .Select(l => new QuotedLine(l.Offer.Variant, l.Offer.ProductName, l.Offer.Packing, l.Offer.CertificateNumber, l.Offer.Stars, l.Offer.ValidThrough, l.Offer.Price, l.Pieces))],
            [.. own.GroupBy(p => recipients[p.Recipient].ProvinceCode!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new QuotedShipping(g.Key, g.Count(), g.Aggregate(Money.Zero, (sum, p) => sum + p.ShippingFee)))],
            own.Aggregate(Money.Zero, (sum, p) => sum + p.WrapFee), own.Aggregate(Money.Zero, (sum, p) => sum + p.Discount));
    }

    /// <summary>The last day on which an approval still brings every parcel by its day, the way it was priced.</summary>
    private async Task<DateOnly> LastDayAsync(CheckoutPlanner.Planned planned, DateOnly today, CancellationToken ct)
    {
        var recipients = planned.Cart.Recipients.ToDictionary(r => r.Id);
        var last = DateOnly.MaxValue;
        foreach (var alike in planned.Plan.Parcels.GroupBy(p => (p.Option!.Service, Day: recipients[p.Recipient].WantedOn!.Value)))
        {
            var shipments = alike.DistinctBy(p => (p.Producer, recipients[p.Recipient].ProvinceCode, recipients[p.Recipient].CommuneCode, string.Join(',', p.Lines.Select(l => $"{l.CartLine}x{l.Quantity}"))))
                .Select(p => CheckoutPlanner.ShipmentOf(p, recipients[p.Recipient])).ToList();
            foreach (var cutOff in await _cutOffs.LastOrderDaysAsync(shipments, alike.Key.Day, alike.Key.Service, ct))
            {
                last = cutOff?.Day < last ? cutOff.Day : last;
            }
        }

        return last < today ? today : last;
    }
}
