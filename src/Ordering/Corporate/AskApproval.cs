using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Sends the order's newest quotation to whoever decides on it, by a link of its own that only this letter holds.</summary>
public sealed class AskApproval
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PrivateLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AskApproval(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, EventOutbox outbox, TimeProvider clock) => (_contexts, _links, _outbox, _clock) = (contexts, links, outbox, clock);

    public async Task<Result> RunAsync(string? secret, string? typed, CancellationToken ct)
        => new((await _contexts.HoldCorporateOrderAsync<bool>(secret, async (db, order) =>
        {
            if (ContactText.Email(typed) is not { } email)
            {
                return CheckoutRefusals.EmailWrong(typed ?? "");
            }

            if (await db.Quotations.AsNoTracking().Where(q => q.OrderId == order.Id).OrderByDescending(q => q.IssuedAt).ThenByDescending(q => q.Number).FirstOrDefaultAsync(ct) is not { } quotation)
            {
                return CorporateRefusals.CorporateUnknown();
            }

            if (quotation.WhyOver(order, _clock.Today()) is { } refusal)
            {
                return refusal;
            }

            if (await db.QuotationApprovals.CountAsync(a => a.QuotationId == quotation.Id, ct) >= QuotationApproval.MostOfQuotation)
            {
                return CorporateRefusals.ApprovalsTooMany(QuotationApproval.MostOfQuotation);
            }

            var own = Secrets.New();
            var approval = new QuotationApproval { QuotationId = quotation.Id, TokenHash = Secrets.Hash(own), TokenSeal = _links.Seal(own), Email = email, AskedAt = _clock.GetUtcNow() };
            db.QuotationApprovals.Add(approval);
            _outbox.Add(db, new ApprovalAsked(approval.Id));
            return true;
        }, ct)).Refusal);
}
