using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>What those who complain can do beside writing.</summary>
public enum ComplaintStep
{
    Write,

    /// <summary>Lets the office of the producer's area decide; once the producer has answered.</summary>
    ToOffice,

    /// <summary>Is content.</summary>
    Settle,
}

/// <summary>Complains about a parcel, or goes on with it: the giver by the secret of the purchase, the receiver by that of the parcel.</summary>
public sealed class Complain
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ComplaintBook _book;
    private readonly DatedSettings _settings;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal Complain(IDbContextFactory<MarketDbContext> contexts, ComplaintBook book, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _book, _settings, _outbox, _clock) = (contexts, book, settings, outbox, clock);

    /// <param name="Parcel">Null for the receiver, whose secret is of one parcel.</param>
    /// <param name="About">The request to give goods back that it is about.</param>
    public sealed record Command(string? Secret, ParcelId? Parcel, ComplaintStep Step, string? Text = null, Guid? About = null);

    /// <returns>The complaint's number.</returns>
    public async Task<Result<string>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var toAnswer = await _settings.OfAsync(AfterSalesSettings.AnswerDays, ct);
        return await _contexts.InTransactionAsync<string>(async db =>
        {
            var by = command.Parcel is null ? ComplaintParty.Receiver : ComplaintParty.Giver;
            var parcel = command.Parcel is { } id ? await db.LockOwnParcelAsync(command.Secret, id, ct) : await db.LockReceivedAsync(command.Secret, ct);
            if (parcel is null || parcel.State is ParcelState.AwaitingPayment)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            var (now, text) = (_clock.GetUtcNow(), ContactText.Message(command.Text));
            var open = await db.Complaints.Include(c => c.Messages).SingleOrDefaultAsync(c => c.ParcelId == parcel.Id && c.By == by && (c.State == ComplaintState.Open || c.State == ComplaintState.Office), ct);
            if ((text.Length > Complaint.LongestText ? AfterSalesRefusals.TextTooLong(Complaint.LongestText)
                : command.Step is ComplaintStep.Write && text.Length == 0 ? OrderingRefusals.TextMissing()
                : command.Step is not ComplaintStep.Write && open is null ? AfterSalesRefusals.ComplaintClosed()
                : command.Step is ComplaintStep.ToOffice && open is not { State: ComplaintState.Open, AnswerBy: null } ? AfterSalesRefusals.ProducerHasTime()
                : open?.Messages.Count >= Complaint.MostMessages ? AfterSalesRefusals.TooManyMessages(Complaint.MostMessages)
                : null) is { } refusal)
            {
                return refusal;
            }

            var about = command.About is { } wanted && await db.Returns.AnyAsync(r => r.Id == wanted && r.ParcelId == parcel.Id, ct) ? command.About : null;
            var complaint = open ?? await _book.OpenAsync(db, parcel, by, by is ComplaintParty.Giver ? about : null, ct);
            if (text.Length > 0)
            {
                complaint.Say(by, null, text, now);
            }

            switch (command.Step)
            {
                case ComplaintStep.Write:
                    complaint.AnswerBy ??= complaint.State is ComplaintState.Open ? now.AddDays(toAnswer) : null;
                    _outbox.Add(db, new ComplaintMoved(complaint.Id, open is null ? ComplaintTurn.Filed : ComplaintTurn.Written));
                    break;
                case ComplaintStep.ToOffice:
                    _book.ToOffice(db, complaint, by);
                    break;
                case ComplaintStep.Settle:
                    (complaint.State, complaint.EndedAt, complaint.AnswerBy) = (ComplaintState.Settled, now, null);
                    await db.CloseCaseAsync(_clock, CaseKind.Complaint, complaint.Id, ct);
                    _outbox.Add(db, new ComplaintMoved(complaint.Id, ComplaintTurn.Settled));
                    if (complaint.ReturnId is { } returned && await db.Returns.SingleOrDefaultAsync(r => r.Id == returned && r.State == ReturnState.Office, ct) is { } request)
                    {
                        (request.State, request.EndedAt) = (ReturnState.Refused, now);
                    }

                    break;
                default:
                    throw new InvalidOperationException($"{command.Step} is no step.");
            }

            return complaint.Number;
        }, ct);
    }
}

/// <summary>The producer's people answer in a complaint; that stops their clock.</summary>
public sealed class AnswerComplaint(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Complaint, string? Text);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.LockComplaintAsync(command.Complaint, ct) is not { } complaint || !command.Actor.MayHandleOrders(complaint.ProducerId))
            {
                return AfterSalesRefusals.ComplaintUnknown();
            }

            var text = ContactText.Message(command.Text);
            if ((!complaint.IsOpen ? AfterSalesRefusals.ComplaintClosed()
                : text.Length == 0 ? OrderingRefusals.TextMissing()
                : text.Length > Complaint.LongestText ? AfterSalesRefusals.TextTooLong(Complaint.LongestText)
                : complaint.Messages.Count >= Complaint.MostMessages ? AfterSalesRefusals.TooManyMessages(Complaint.MostMessages)
                : null) is { } refusal)
            {
                return refusal;
            }

            complaint.Say(ComplaintParty.Producer, command.Actor.Name, text, clock.GetUtcNow());
            complaint.AnswerBy = null;
            outbox.Add(db, new ComplaintMoved(complaint.Id, ComplaintTurn.Answered));
            return Result.Success;
        }, ct);
    }
}

/// <summary>An officer of the producer's area decides a complaint that has come up; for the buyer, named pieces are refunded by their stored shares.</summary>
public sealed class DecideComplaint
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ReduceParcel _reduce;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal DecideComplaint(IDbContextFactory<MarketDbContext> contexts, ReduceParcel reduce, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _reduce, _outbox, _clock) = (contexts, reduce, outbox, clock);

    /// <param name="Refunded">How many of which lines go back; nothing decides in words only.</param>
    public sealed record Command(Actor Actor, Guid Complaint, bool ForBuyer, string? Text, IReadOnlyDictionary<ParcelLineId, int>? Refunded = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(async db =>
        {
            if (await db.LockComplaintAsync(command.Complaint, ct) is not { } complaint || !command.Actor.MayDecideOn(complaint))
            {
                return AfterSalesRefusals.ComplaintUnknown();
            }

            var (now, text) = (_clock.GetUtcNow(), ContactText.Message(command.Text));
            if ((complaint.State is not ComplaintState.Office ? AfterSalesRefusals.ComplaintClosed()
                : text.Length == 0 ? OrderingRefusals.TextMissing()
                : text.Length > Complaint.LongestText ? AfterSalesRefusals.TextTooLong(Complaint.LongestText)
                : null) is { } refusal)
            {
                return refusal;
            }

            var request = complaint.ReturnId is { } about ? await db.Returns.SingleAsync(r => r.Id == about, ct) : null;
            var pieces = command.Refunded?.Where(p => p.Value != 0).ToDictionary(p => p.Key, p => p.Value) ?? [];
            if (command.ForBuyer && pieces.Count > 0
                && (await _reduce.RunAsync(db, new(command.Actor, complaint.ParcelId, request?.Reason ?? ReduceReason.NotAsDescribed, pieces, complaint.Number), ct)).Refusal is { } stuck)
            {
                return stuck;
            }

            // The decision also ends what the giver has asked of the same parcel beside the complaint, so that no clock refunds it once more.
            var waiting = complaint.By is ComplaintParty.Giver ? await db.Returns.Where(r => r.ParcelId == complaint.ParcelId).ToListAsync(ct) : request is null ? [] : [request];
            foreach (var open in waiting.Where(r => r.IsOpen))
            {
                (open.State, open.EndedAt) = (command.ForBuyer && pieces.Count > 0 ? ReturnState.Done : ReturnState.Refused, now);
            }

            complaint.Say(ComplaintParty.Office, command.Actor.Name, text, now);
            (complaint.State, complaint.ForBuyer, complaint.EndedAt) = (ComplaintState.Decided, command.ForBuyer, now);
            await db.CloseCaseAsync(_clock, CaseKind.Complaint, complaint.Id, ct);
            _outbox.Add(db, new ComplaintMoved(complaint.Id, ComplaintTurn.Decided));
            db.Audit(_clock, command.Actor, "ordering.complaint_decided", $"complaint:{complaint.Id}", text, after: new { complaint.Number, command.ForBuyer, Pieces = pieces.Values.Sum() });
            return Result.Success;
        }, ct);
    }
}

internal static class ReceivedParcels
{
    /// <summary>The parcel of a receiver's secret, locked; null for any other.</summary>
    public static async Task<Parcel?> LockReceivedAsync(this MarketDbContext db, string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        return await db.Parcels.Where(p => p.ReceiverTokenHash == hash).Select(p => (ParcelId?)p.Id).SingleOrDefaultAsync(ct) is { } id ? await db.LockParcelAsync(id, ct) : null;
    }
}
