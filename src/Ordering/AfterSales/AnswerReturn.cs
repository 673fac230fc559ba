using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>What a producer does with a request to give goods back.</summary>
public enum ReturnAnswer
{
    /// <summary>Refunds it; the goods stay where they are.</summary>
    Refund,

    /// <summary>Refunds it once the goods are back.</summary>
    SendBack,

    /// <summary>Refunds fewer pieces, if the giver agrees.</summary>
    Offer,
    Refuse,

    /// <summary>The goods are back and can be sold again.</summary>
    CameSaleable,

    /// <summary>The goods are back and cannot be sold.</summary>
    CameSpoiled,
}

/// <summary>A producer answers a request to give goods back, or says that they have come.</summary>
public sealed class AnswerReturn
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReduceParcel _reduce;
    private readonly IStockDesk _stock;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AnswerReturn(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, IStockDesk stock, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _reduce, _stock, _outbox, _clock) = (contexts, reduce, stock, outbox, clock);

    /// <param name="Pieces">For how many it is offered; only of an offer.</param>
    /// <param name="Text">Why, or where to send the goods.</param>
    public sealed record Command(Actor Actor, Guid Return, ReturnAnswer Answer, string? Text = null, IReadOnlyDictionary<ParcelLineId, int>? Pieces = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockReturnAsync(command.Return, ct) is not (var request, var parcel) || !command.Actor.MayHandleOrders(parcel.ProducerId))
            {
                return AfterSalesRefusals.ReturnUnknown();
            }

            var (text, came) = (ContactText.Message(command.Text), command.Answer is ReturnAnswer.CameSaleable or ReturnAnswer.CameSpoiled);
            if ((request.State != (came ? ReturnState.SendBack : ReturnState.Asked) ? AfterSalesRefusals.ReturnClosed()
                : text.Length > ReturnRequest.LongestText ? AfterSalesRefusals.TextTooLong(ReturnRequest.LongestText)
                : text.Length == 0 && command.Answer is ReturnAnswer.Refuse or ReturnAnswer.SendBack ? OrderingRefusals.TextMissing()
                : request.Reason is ReduceReason.CertificateEnded && command.Answer is ReturnAnswer.Refuse or ReturnAnswer.Offer ? AfterSalesRefusals.WronglySold()
                : command.Answer is ReturnAnswer.Offer ? OfferWrong(request, parcel, command.Pieces) : null) is { } refusal)
            {
                return refusal;
            }

            if (command.Answer is ReturnAnswer.Refund || came)
            {
                if ((await _reduce.RunAsync(db, new(command.Actor, parcel.Id, request.Reason, ReturnRequest.ByLine(request.Pieces), text.Length > 0 ? text : null), ct)).Refusal is { } stuck)
                {
                    return stuck;
                }

                if (command.Answer is ReturnAnswer.CameSaleable && (await _stock.ReturnAsync(db, command.Actor, Goods(request, parcel), parcel.Number, ct)).Refusal is { } lost)
                {
                    return lost;
                }
            }

            var now = _clock.GetUtcNow();
            request.State = command.Answer switch
            {
                ReturnAnswer.Refund or ReturnAnswer.CameSaleable or ReturnAnswer.CameSpoiled => ReturnState.Done,
                ReturnAnswer.SendBack => ReturnState.SendBack,
                ReturnAnswer.Offer => ReturnState.Offered,
                ReturnAnswer.Refuse => ReturnState.Refused,
            };
            (request.Answer, request.AnsweredAt) = (text.Length > 0 ? text : request.Answer, now);
            request.Offered = command.Answer is ReturnAnswer.Offer ? command.Pieces!.Where(p => p.Value > 0).ToDictionary(p => p.Key.Value, p => p.Value) : [];
            request.EndedAt = request.IsOpen ? null : now;
            _outbox.Add(db, new ReturnMoved(request.Id));
            db.Audit(_clock, command.Actor, "ordering.return_answered", $"parcel:{parcel.Id}", command.Answer.ToString(), after: request.State);
            return Result.Success;
        }, ct);
    }

    private static Refusal? OfferWrong(ReturnRequest request, Parcel parcel, IReadOnlyDictionary<ParcelLineId, int>? pieces)
    {
        var offered = pieces?.Where(p => p.Value != 0).ToDictionary(p => p.Key.Value, p => p.Value) ?? [];
        return offered.FirstOrDefault(o => o.Value < 0 || o.Value > request.Pieces.GetValueOrDefault(o.Key)) is { Value: not 0 } much
                ? AfterSalesRefusals.PiecesTooMany(parcel.Lines.FirstOrDefault(l => l.Id.Value == much.Key)?.ProductName ?? "", request.Pieces.GetValueOrDefault(much.Key))
            : offered.Count == 0 ? AfterSalesRefusals.NothingChosen() : null;
    }

    private static List<StockLine> Goods(ReturnRequest request, Parcel parcel)
        => [.. parcel.Lines.Where(l => request.Pieces.GetValueOrDefault(l.Id.Value) > 0).GroupBy(l => l.VariantId).Select(g => new StockLine(g.Key, g.Sum(l => request.Pieces[l.Id.Value])))];
}

/// <summary>The giver answers the offer of a smaller refund: takes it, or lets the office decide.</summary>
public sealed class AnswerReturnOffer
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReduceParcel _reduce;
    private readonly ComplaintBook _complaints;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AnswerReturnOffer(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, ComplaintBook complaints, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _reduce, _complaints, _outbox, _clock) = (contexts, reduce, complaints, outbox, clock);

    public Task<Result> RunAsync(string? secret, ParcelId id, Guid returnId, bool accept, CancellationToken ct)
        => _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockOwnParcelAsync(secret, id, ct) is not { } parcel || await db.Returns.SingleOrDefaultAsync(r => r.Id == returnId && r.ParcelId == id, ct) is not { } request)
            {
                return AfterSalesRefusals.ReturnUnknown();
            }

            if (request.State is not ReturnState.Offered)
            {
                return AfterSalesRefusals.ReturnClosed();
            }

            if (!accept)
            {
                request.State = ReturnState.Office;
                await _complaints.ToOfficeAsync(db, parcel, request, ct);
                return Result.Success;
            }

            if ((await _reduce.RunAsync(db, new(Actor.Guest, parcel.Id, request.Reason, ReturnRequest.ByLine(request.Offered)), ct)).Refusal is { } stuck)
            {
                return stuck;
            }

            (request.State, request.EndedAt) = (ReturnState.Done, _clock.GetUtcNow());
            _outbox.Add(db, new ReturnMoved(request.Id));
            return Result.Success;
        }, ct);
}

internal static class LockedReturns
{
    /// <summary>The request with its parcel, whose row is locked; null for an unknown one.</summary>
    public static async Task<(ReturnRequest Request, Parcel Parcel)?> LockReturnAsync(this MarketDbContext db, Guid id, CancellationToken ct)
    {
        var parcelId = await db.Returns.Where(r => r.Id == id).Select(r => r.ParcelId).FirstOrDefaultAsync(ct);
        return await db.LockParcelAsync(parcelId, ct) is { } parcel ? (await db.Returns.SingleAsync(r => r.Id == id, ct), parcel) : null;
    }
}
