using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.AfterSales;

public enum ProposalAnswer
{
    Accept,

    /// <summary>As it was ordered, or not at all; the producer sends it or proposes something else.</summary>
    Refuse,

    /// <summary>The whole parcel, with everything that was paid for it back.</summary>
    Cancel,
}

/// <summary>The giver answers what the producer proposed.</summary>
public sealed class AnswerProposal
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReduceParcel _reduce;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AnswerProposal(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _reduce, _outbox, _clock) = (contexts, reduce, outbox, clock);

    public sealed record Command(string? Secret, ParcelId Parcel, Guid Proposal, ProposalAnswer Answer);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel || await db.Proposals.SingleOrDefaultAsync(p => p.Id == command.Proposal && p.ParcelId == parcel.Id, ct) is not { } proposal)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            if (proposal.State is not ProposalState.Open || !parcel.HoldsStock)
            {
                return AfterSalesRefusals.ProposalClosed();
            }

            Result done = command.Answer switch
            {
                ProposalAnswer.Accept when proposal.Kind is ProposalKind.LaterDay => Postpone(parcel, proposal.NewDay!.Value),
                ProposalAnswer.Accept => await _reduce.RunAsync(db, new(Actor.Guest, parcel.Id, proposal.Reason, proposal.Kind is ProposalKind.FewerPieces ? proposal.LeftOut : null), ct),
                ProposalAnswer.Refuse => Result.Success,
                ProposalAnswer.Cancel => await _reduce.RunAsync(db, new(Actor.Guest, parcel.Id, proposal.Reason), ct),
            };
            if (done.Refusal is { } refusal)
            {
                return refusal;
            }

            proposal.State = command.Answer switch
            {
                ProposalAnswer.Accept => ProposalState.Accepted,
                ProposalAnswer.Refuse => ProposalState.Refused,
                ProposalAnswer.Cancel => ProposalState.Cancelled,
            };
            proposal.AnsweredAt = _clock.GetUtcNow();
            _outbox.Add(db, new ProposalAnswered(proposal.Id));
            return Result.Success;
        }, ct);
    }

    private static Result Postpone(Parcel parcel, DateOnly day)
    {
        (parcel.ExpectedFrom, parcel.ExpectedThrough) = (day, day);
        return Result.Success;
    }
}

/// <summary>Cancels parcels whose giver has not answered a proposal in time.</summary>
internal sealed class LapseProposalsJob(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "lapse-proposals";

    private const int Batch = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (now, lapsed) = (clock.GetUtcNow(), 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var due in await db.Proposals.AsNoTracking().Where(p => p.State == ProposalState.Open && p.AnswerBy <= now).OrderBy(p => p.AnswerBy).ThenBy(p => p.Id).Take(Batch).ToListAsync(ct))
        {
            lapsed += await LapseAsync(due.ParcelId, due.Id, now, ct) ? 1 : 0;
        }

        return $"{lapsed} proposals lapsed";
    }

    private async Task<bool> LapseAsync(ParcelId id, Guid proposalId, DateTimeOffset now, CancellationToken ct)
        => await contexts.InTransactionAsync<bool>(async db =>
        {
            var parcel = await db.LockParcelAsync(id, ct);
            if (await db.Proposals.SingleAsync(p => p.Id == proposalId, ct) is not { State: ProposalState.Open } proposal)
            {
                return false; // answered meanwhile, or another node was here
            }

            proposal.AnsweredAt = now;
            if (!parcel!.HoldsStock)
            {
                proposal.State = ProposalState.Withdrawn;
                return false;
            }

            // What is broken or sold out does not come back to the shelf because nobody answered.
            var reason = proposal.Reason.LeavesGoods() ? ReduceReason.NoAnswer : proposal.Reason;
            if ((await reduce.RunAsync(db, new(Actor.System(Name), id, reason, Note: nameof(ReduceReason.NoAnswer)), ct)).Refusal is { } refusal)
            {
                return refusal;
            }

            proposal.State = ProposalState.Lapsed;
            outbox.Add(db, new ProposalAnswered(proposal.Id));
            return true;
        }, ct) is { Succeeded: true, Value: true };
}
