using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Notices;

/// <summary>A refund was sent: how much, and what it is called at the bank.</summary>
internal sealed class TellBuyerOfRefund(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<RefundDone>
{
    public async Task HandleAsync(RefundDone happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (refund, parcel) = (await db.Refunds.AsNoTracking().SingleAsync(r => r.Id == happened.Refund, ct), await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == happened.Parcel, ct));
        await post.ToBuyerAsync(happened.Purchase, "RefundDone", $"refund-done-{refund.Id}", "", ct, parcel.Number, parcel.ProducerName, refund.Amount, refund.Reference ?? "–");
    }
}

/// <summary>Somebody is about to pack it: the giver has taken pieces out, or sends it elsewhere.</summary>
internal sealed class TellProducerOfChange(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<PiecesCancelled>, IOutboxHandler<RecipientChanged>
{
    public async Task HandleAsync(PiecesCancelled happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == happened.Parcel, ct);
        if (happened.Refund is null && parcel.ConfirmedAt is null && await db.Payments.AnyAsync(p => p.Id == parcel.PaymentId && p.Method != PaymentMethod.Cod && p.PaidAt == null, ct))
        {
            return; // never sold: the producer has not heard of it
        }

        var amount = happened.Refund is { } id ? await db.Refunds.Where(r => r.Id == id).Select(r => r.Amount).SingleAsync(ct) : Money.Zero;
        await post.ToProducerAsync(happened.Producer, ProducerRights.Orders, "PiecesCancelled", $"pieces-cancelled-{delivery}", $"/kenh-chu-the/sau-ban/{parcel.Id}", ct, parcel.Number, amount);
    }

    public async Task HandleAsync(RecipientChanged happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == happened.Parcel, ct);
        if (parcel.State is not ParcelState.AwaitingPayment)
        {
            await post.ToProducerAsync(happened.Producer, ProducerRights.Orders, "RecipientChanged", $"recipient-changed-{delivery}", $"/kenh-chu-the/don-hang/{parcel.Id}", ct, parcel.Number);
        }
    }
}

/// <summary>What a producer proposes goes to the giver, the answer to the producer.</summary>
internal sealed class TellOfProposal(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<ProposalMade>, IOutboxHandler<ProposalAnswered>
{
    public async Task HandleAsync(ProposalMade happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var proposal = await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == happened.Proposal, ct);
        var parcel = await db.Parcels.AsNoTracking().SingleAsync(p => p.Id == proposal.ParcelId, ct);
        await post.ToBuyerAsync(proposal.PurchaseId, "ProposalMade", $"proposal-{proposal.Id}", $"/{parcel.Id}", ct, parcel.Number, parcel.ProducerName, proposal.AnswerBy.InVietnam().DateTime, proposal.Note ?? "–");
    }

    public async Task HandleAsync(ProposalAnswered happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var proposal = await db.Proposals.AsNoTracking().SingleAsync(p => p.Id == happened.Proposal, ct);
        var number = await db.Parcels.Where(p => p.Id == proposal.ParcelId).Select(p => p.Number).SingleAsync(ct);
        await post.ToProducerAsync(proposal.ProducerId, ProducerRights.Orders, $"Proposal{proposal.State}", $"proposal-answer-{proposal.Id}", $"/kenh-chu-the/sau-ban/{proposal.ParcelId}", ct, number);
    }
}

/// <summary>Sends the address of an order to the address that the order has, if there is such an order and it has one; once an hour at most.</summary>
internal sealed class SendAskedLink(IDbContextFactory<MarketDbContext> contexts, OrderPost post, TimeProvider clock) : IOutboxHandler<OrderLinkAsked>
{
    public async Task HandleAsync(OrderLinkAsked asked, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Purchases.AsNoTracking().SingleOrDefaultAsync(p => p.Number == asked.Number && ((asked.Email != null && p.BuyerEmail == asked.Email) || (asked.Phone != null && p.BuyerPhone == asked.Phone)), ct) is { } purchase)
        {
            await post.ToBuyerAsync(purchase.Id, "OrderLink", $"order-link-{purchase.Id}-{clock.GetUtcNow():yyyyMMddHH}", "", ct, purchase.Number);
        }
    }
}
