using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>A producer says why it cannot send a parcel as ordered and what it proposes instead.</summary>
public sealed class ProposeInstead(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    /// <param name="LeftOut">How many of which lines cannot be sent; only for fewer pieces.</param>
    /// <param name="NewDay">By when it would arrive; only for a later day.</param>
    public sealed record Command(Actor Actor, ParcelId Parcel, ProposalKind Kind, ReduceReason Reason, IReadOnlyDictionary<ParcelLineId, int>? LeftOut = null, DateOnly? NewDay = null, string? Note = null);

    public async Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var hours = await settings.OfAsync(AfterSalesSettings.ProposalHours, ct);
        return await contexts.InTransactionAsync<Guid>(async db =>
        {
            if (await db.LockParcelAsync(command.Parcel, ct) is not { } parcel || !command.Actor.MayHandleOrders(parcel.ProducerId))
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            var (now, note) = (clock.GetUtcNow(), ContactText.Message(command.Note));
            if ((parcel.State is not (ParcelState.Placed or ParcelState.Confirmed or ParcelState.Packed) ? PurchaseRefusals.ParcelWrongState(parcel.Number, parcel.State)
                : !ReduceReasons.OfNotSending.Contains(command.Reason) ? AfterSalesRefusals.ReasonNotChosen()
                : note.Length > Proposal.LongestNote ? AfterSalesRefusals.TextTooLong(Proposal.LongestNote)
                : await db.Proposals.AnyAsync(p => p.ParcelId == parcel.Id && p.State == ProposalState.Open, ct) ? AfterSalesRefusals.ProposalOpen(parcel.Number)
                : command.Kind is ProposalKind.FewerPieces ? FewerWrong(parcel, command.LeftOut ?? new Dictionary<ParcelLineId, int>())
                : command.Kind is ProposalKind.LaterDay ? DayWrong(parcel, command.NewDay)
                : null) is { } refusal)
            {
                return refusal;
            }

            var proposal = new Proposal
            {
                ParcelId = parcel.Id, PurchaseId = parcel.PurchaseId, ProducerId = parcel.ProducerId, Kind = command.Kind, Reason = command.Reason,
                Pieces = command.Kind is ProposalKind.FewerPieces ? command.LeftOut!.Where(p => p.Value > 0).ToDictionary(p => p.Key.Value, p => p.Value) : [],
                NewDay = command.Kind is ProposalKind.LaterDay ? command.NewDay : null, Note = note.Length > 0 ? note : null,
                MadeAt = now, AnswerBy = now.AddHours(hours),
            };
            db.Proposals.Add(proposal);
            outbox.Add(db, new ProposalMade(proposal.Id));
            db.Audit(clock, command.Actor, "ordering.proposal_made", $"parcel:{parcel.Id}", command.Reason.ToString(), after: new { Kind = command.Kind.ToString(), command.NewDay, Pieces = proposal.Pieces.Values.Sum() });
            return proposal.Id;
        }, ct);
    }

    private static Refusal? FewerWrong(Parcel parcel, IReadOnlyDictionary<ParcelLineId, int> leftOut)
    {
        if (leftOut.Keys.Any(id => parcel.Lines.All(l => l.Id != id)))
        {
            return CheckoutRefusals.LineUnknown();
        }

        if (parcel.Lines.FirstOrDefault(l => leftOut.GetValueOrDefault(l.Id) is var pieces && (pieces < 0 || pieces > l.Left)) is { } line)
        {
            return AfterSalesRefusals.PiecesTooMany(line.ProductName, line.Left);
        }

        return leftOut.Values.Sum() == 0 ? AfterSalesRefusals.NothingChosen()
            : leftOut.Values.Sum() == parcel.Lines.Sum(l => l.Left) ? AfterSalesRefusals.NothingLeftToSend()
            : null;
    }

    private Refusal? DayWrong(Parcel parcel, DateOnly? day)
    {
        var today = clock.Today();
        var first = parcel.ExpectedThrough is { } promised && promised >= today ? promised.AddDays(1) : today.AddDays(1);
        return day is { } wanted && wanted >= first && wanted <= today.AddDays(Proposal.MostDays) ? null : AfterSalesRefusals.NewDayWrong(first, today.AddDays(Proposal.MostDays));
    }
}
