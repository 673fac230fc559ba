using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Corporate;

/// <summary>
/// Takes the approver's answer. An approval is the sale: everything is planned again and must be as quoted, then the purchase is made under the locks of
/// every sale, all of it or nothing. Approved twice, it is one purchase.
/// </summary>
public sealed class AnswerQuotation
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CorporatePlanner _planner;
    private readonly PurchaseMaker _maker;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AnswerQuotation(IDbContextFactory<MarketDbContext> contexts, CorporatePlanner planner, PurchaseMaker maker, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _planner, _maker, _outbox, _clock) = (contexts, planner, maker, outbox, clock);

    /// <param name="Secret">Of the approver's page.</param>
    /// <param name="Name">Of whoever answers.</param>
    /// <param name="Note">Needed where it is returned.</param>
    /// <param name="Adult">The approver said to be 18.</param>
    public sealed record Command(string? Secret, ApprovalAnswer Answer, string? Name, string? Note, bool Adult);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (name, note) = (VietnameseText.Clean(command.Name), ContactText.Message(command.Note));
        if (await FindAsync(command.Secret, ct) is not { } asked)
        {
            return CorporateRefusals.CorporateUnknown();
        }

        if ((name.Length is 0 or > Cart.LongestName ? CorporateRefusals.ApproverNameMissing(Cart.LongestName)
            : note.Length > Cart.LongestMessage ? GiftRefusals.MessageTooLong(Cart.LongestMessage, note.Length)
            : command.Answer is ApprovalAnswer.Returned && note.Length == 0 ? OrderingRefusals.TextMissing()
            : null) is { } typed)
        {
            return typed;
        }

        CheckoutPlanner.Planned? planned = null;
        if (command.Answer is ApprovalAnswer.Approved && asked.Order.PurchaseId is null)
        {
            // Read and quoted without locks; the transaction checks that the order is still the same.
            var read = await PlanAsync(asked.Order, asked.Quotation, command.Adult, ct);
            if (read.Refusal is { } moved && (await FindAsync(command.Secret, ct))!.Order.PurchaseId is null)
            {
                return moved; // else another form has bought meanwhile, and took the people with it
            }

            planned = read.Succeeded ? read.Value : null;
        }

        return await _contexts.InTransactionAsync(async db =>
        {
            await db.LockCorporateOrderAsync(asked.Order.TokenHash, ct);
            var order = await db.CorporateOrders.SingleAsync(o => o.Id == asked.Order.Id, ct);
            var approval = await db.QuotationApprovals.SingleAsync(a => a.Id == asked.Approval, ct);
            if (approval.Answer is not null)
            {
                return approval.Answer == command.Answer ? Result.Success : CorporateRefusals.ApprovalAnswered(); // the same form, sent twice
            }

            if (asked.Quotation.WhyOver(order, _clock.Today()) is { } over)
            {
                return over;
            }

            if (command.Answer is ApprovalAnswer.Approved && await BuyAsync(db, order, planned!, ct) is { } refusal)
            {
                return refusal;
            }

            approval.Give(command.Answer, name, note.Length == 0 ? null : note, _clock.GetUtcNow());
            _outbox.Add(db, new ApprovalGiven(approval.Id));
            db.Audit(_clock, Actor.Guest, "ordering.quotation_answered", $"corporate-order:{order.Id}", after: new { asked.Quotation.Number, Answer = $"{command.Answer}", Name = name });
            return Result.Success;
        }, ct);
    }

    private sealed record Asked(Guid Approval, Quotation Quotation, CorporateOrder Order);

    private async Task<Asked?> FindAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await (from approval in db.QuotationApprovals.AsNoTracking()
                      join quotation in db.Quotations.AsNoTracking() on approval.QuotationId equals quotation.Id
                      join order in db.CorporateOrders.AsNoTracking() on quotation.OrderId equals order.Id
                      where approval.TokenHash == hash
                      select new Asked(approval.Id, quotation, order)).SingleOrDefaultAsync(ct);
    }

    private async Task<Result<CheckoutPlanner.Planned>> PlanAsync(CorporateOrder order, Quotation quotation, bool adult, CancellationToken ct)
    {
        if (quotation.WhyOver(order, _clock.Today()) is { } over)
        {
            return over;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var people = await db.CorporateRecipients.AsNoTracking().Where(r => r.OrderId == order.Id).OrderBy(r => r.Position).ToListAsync(ct);
        var planned = await _planner.PlanAsync(order, people, quotation.Content.Sellers.SelectMany(s => s.Lines).ToDictionary(l => l.Variant, l => l.Price), ct);
        return planned.Plan.Problems is [var problem, ..] ? problem.Refusal
            : planned.Plan.HoldsAlcohol && !adult ? CheckoutRefusals.CartForAdults()
            : WhatMoved(quotation.Content, planned.Plan) is { } moved ? moved
            : planned with { Terms = planned.Terms with { TransferHours = quotation.Content.TransferHours } }; // as it was quoted
    }

    private static Refusal? WhatMoved(QuotationContent quoted, CheckoutPlan now)
    {
        foreach (var seller in quoted.Sellers)
        {
            var fee = now.Parcels.Where(p => p.Producer == seller.Producer).Aggregate(Money.Zero, (sum, p) => sum + p.ShippingFee);
            if (fee != seller.ShippingFee)
            {
                return CorporateRefusals.QuotedShippingMoved(seller.Name, seller.ShippingFee.Dong, fee.Dong);
            }
        }

        return now.Total == quoted.Total ? null : CorporateRefusals.QuotedTotalMoved(quoted.Total.Dong, now.Total.Dong);
    }

    // The people's addresses are the parcels' now, and are kept with these alone.
    private async Task<Refusal?> BuyAsync(MarketDbContext db, CorporateOrder order, CheckoutPlanner.Planned planned, CancellationToken ct)
    {
        var made = await _maker.MakeAsync(db, planned, new(Actor.Guest, null, Secrets.New(), order.Language), ct);
        if (made.Refusal is { } refusal)
        {
            return refusal;
        }

        await db.CorporateRecipients.Where(r => r.OrderId == order.Id).ExecuteDeleteAsync(ct);
        (order.PurchaseId, order.TouchedAt) = (made.Value.Id, _clock.GetUtcNow());
        return null;
    }
}
