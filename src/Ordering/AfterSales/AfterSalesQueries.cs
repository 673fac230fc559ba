using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.AfterSales;

/// <param name="Reason">A <see cref="ReduceReason"/> by name.</param>
/// <param name="Reference">Of the transfer, once it is done.</param>
public sealed record RefundView(RefundId Id, Money Amount, RefundState State, string Reason, string? Reference, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, IReadOnlyList<RefundLineView> Lines);

/// <summary>How much of a refund is for which goods: goods, sending and wrapping less what a voucher had paid.</summary>
public sealed record RefundLineView(string ProductName, string Packing, int Pieces, Money Goods, Money Shipping, Money Wrapping, Money Discount, Money Amount);

/// <param name="LeftOut">What would not be sent.</param>
public sealed record ProposalView(
    Guid Id, ProposalKind Kind, ReduceReason Reason, DateOnly? NewDay, string? Note, ProposalState State, DateTimeOffset MadeAt, DateTimeOffset AnswerBy, IReadOnlyList<(string ProductName, string Packing, int Pieces)> LeftOut);

/// <param name="Left">Pieces neither cancelled nor sent back.</param>
public sealed record LeftLine(ParcelLineId Id, string ProductName, string Packing, int Left);

/// <summary>What followed the sale of one parcel.</summary>
/// <param name="Complaints">The giver's; at the producer's desk the receiver's too.</param>
/// <param name="WronglySold">Lines that no certificate covered: they may be cancelled and given back whatever the days say.</param>
public sealed record ParcelService(ParcelId Parcel, IReadOnlyList<LeftLine> Lines, IReadOnlyList<ProposalView> Proposals, IReadOnlyList<RefundView> Refunds, IReadOnlyList<ReturnView> Returns, IReadOnlyList<ComplaintView> Complaints, IReadOnlySet<ParcelLineId> WronglySold, int DaysToReturn, bool MayReturn)
{
    public ProposalView? Open => Proposals.FirstOrDefault(p => p.State is ProposalState.Open);
}

/// <summary>A refund in a producer's list.</summary>
public sealed record RefundRow(RefundId Id, ParcelId Parcel, string Number, string BuyerName, Money Amount, RefundState State, DateTimeOffset CreatedAt);

/// <summary>What waits after the sale at a producer.</summary>
/// <param name="Owed">To be sent back by the producer's own bank.</param>
/// <param name="Waiting">Requests to give goods back and complaints that wait for the producer, the most urgent first.</param>
public sealed record ServiceDesk(IReadOnlyList<RefundRow> Owed, IReadOnlyList<WaitingRow> Waiting);

/// <param name="Complaint">Its number; null for a request to give goods back.</param>
/// <param name="Until">Then it goes to the office; null while goods are on their way back.</param>
public sealed record WaitingRow(ParcelId Parcel, string Number, string? Complaint, DateTimeOffset? Until);

/// <summary>Reads what follows a purchase: for the giver by the secret, for the producer's staff by their rights.</summary>
public sealed class AfterSalesQueries(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    private const int Page = 100;

    /// <summary>By parcel; empty for any other secret.</summary>
    public async Task<IReadOnlyDictionary<ParcelId, ParcelService>> OfPurchaseAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return new Dictionary<ParcelId, ParcelService>();
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var purchases = db.Purchases;
        var ids = await db.Parcels.Where(p => purchases.Any(u => u.Id == p.PurchaseId && u.TokenHash == hash)).Select(p => p.Id).ToListAsync(ct);
        return await ReadAsync(db, ids, ComplaintParty.Giver, ct);
    }

    /// <summary>For staff with the right to orders; null for anyone else and for an unknown parcel.</summary>
    public async Task<ParcelService?> OfParcelAsync(Actor actor, ParcelId parcel, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var producer = await db.Parcels.Where(p => p.Id == parcel).Select(p => (ProducerId?)p.ProducerId).SingleOrDefaultAsync(ct);
        return producer is { } its && actor.MayHandleOrders(its) ? (await ReadAsync(db, [parcel], null, ct))[parcel] : null;
    }

    /// <summary>Null without the right to orders.</summary>
    public async Task<ServiceDesk?> DeskAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleOrders(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var owed = await db.Refunds.AsNoTracking().Where(r => r.ProducerId == producer && (r.State == RefundState.Owed || r.State == RefundState.Failed)).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).Take(Page).ToListAsync(ct);
        var returns = await db.Returns.AsNoTracking().Where(r => r.ProducerId == producer && (r.State == ReturnState.Asked || r.State == ReturnState.SendBack)).OrderBy(r => r.AnswerBy).Take(Page).ToListAsync(ct);
        var complaints = await db.Complaints.AsNoTracking().Where(c => c.ProducerId == producer && c.State == ComplaintState.Open && c.AnswerBy != null).OrderBy(c => c.AnswerBy).Take(Page).ToListAsync(ct);
        var purchases = owed.Select(r => r.PurchaseId).Distinct().ToList();
        var parcels = owed.Select(r => r.ParcelId).Concat(returns.Select(r => r.ParcelId)).Concat(complaints.Select(c => c.ParcelId)).Distinct().ToList();
        var buyers = await db.Purchases.Where(p => purchases.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.BuyerName, ct);
        var numbers = await db.Parcels.Where(p => parcels.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Number, ct);
        return new([.. owed.Select(r => new RefundRow(r.Id, r.ParcelId, numbers[r.ParcelId], buyers[r.PurchaseId], r.Amount, r.State, r.CreatedAt))],
            [.. returns.Select(r => new WaitingRow(r.ParcelId, numbers[r.ParcelId], null, r.State is ReturnState.Asked ? r.AnswerBy : null))
                .Concat(complaints.Select(c => new WaitingRow(c.ParcelId, numbers[c.ParcelId], c.Number, c.AnswerBy))).OrderBy(w => w.Until ?? DateTimeOffset.MaxValue)]);
    }

    private async Task<IReadOnlyDictionary<ParcelId, ParcelService>> ReadAsync(MarketDbContext db, List<ParcelId> parcels, ComplaintParty? by, CancellationToken ct)
    {
        var lines = await db.ParcelLines.AsNoTracking().Where(l => parcels.Contains(l.ParcelId)).ToDictionaryAsync(l => l.Id, ct);
        var proposals = (await db.Proposals.AsNoTracking().Where(p => parcels.Contains(p.ParcelId)).OrderByDescending(p => p.MadeAt).ToListAsync(ct)).ToLookup(p => p.ParcelId);
        var refunds = (await db.Refunds.AsNoTracking().Include(r => r.Lines).Where(r => parcels.Contains(r.ParcelId)).OrderBy(r => r.CreatedAt).ToListAsync(ct)).ToLookup(r => r.ParcelId);
        var returns = (await db.Returns.AsNoTracking().Include(r => r.Pictures).Where(r => parcels.Contains(r.ParcelId)).OrderByDescending(r => r.AskedAt).ToListAsync(ct)).ToLookup(r => r.ParcelId);
        var complaints = (await ComplaintQueries.ReadAsync(db, parcels, by, ct)).ToLookup(c => c.Parcel);
        var heads = await db.Parcels.AsNoTracking().Where(p => parcels.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var purchases = heads.Values.Select(p => p.PurchaseId).Distinct().ToList();
        var wrong = (await db.WrongSales.AsNoTracking().Where(s => purchases.Contains(s.PurchaseId)).ToListAsync(ct)).Select(s => (s.PurchaseId, s.ProductId)).ToHashSet();
        var (days, now) = (await settings.OfAsync(AfterSalesSettings.DaysToReturn, ct), clock.GetUtcNow());
        return parcels.ToDictionary(id => id, id => ServiceOf(id, [.. lines.Values.Where(l => l.ParcelId == id && wrong.Contains((heads[id].PurchaseId, l.ProductId))).Select(l => l.Id)]));

        ParcelService ServiceOf(ParcelId id, HashSet<ParcelLineId> sold) => new(
            id, [.. lines.Values.Where(l => l.ParcelId == id).OrderBy(l => l.Position).Select(l => new LeftLine(l.Id, l.ProductName, l.Packing, l.Left))],
            [.. proposals[id].Select(p => new ProposalView(p.Id, p.Kind, p.Reason, p.NewDay, p.Note, p.State, p.MadeAt, p.AnswerBy, [.. p.LeftOut.Select(l => (lines[l.Key].ProductName, lines[l.Key].Packing, l.Value))]))],
            [.. refunds[id].Select(r => new RefundView(r.Id, r.Amount, r.State, r.Reason, r.Reference, r.CreatedAt, r.DoneAt, [.. r.Lines.Select(l => View(l, lines[l.ParcelLineId]))]))],
            [.. returns[id].Select(r => View(r, lines))], [.. complaints[id]], sold, days,
            heads[id].State is ParcelState.Delivered or ParcelState.Closed && (sold.Count > 0 || heads[id].DeliveredAt?.AddDays(days) >= now));
    }

    private static RefundLineView View(RefundLine refund, ParcelLine line)
        => new(line.ProductName, line.Packing, refund.Quantity, refund.Goods, refund.Shipping, refund.Wrapping, refund.Discount, refund.Amount);

    internal static ReturnView View(ReturnRequest r, IReadOnlyDictionary<ParcelLineId, ParcelLine> lines)
    {
        IReadOnlyList<ReturnLine> Said(Dictionary<Guid, int> pieces) => [.. ReturnRequest.ByLine(pieces).Select(p => new ReturnLine(p.Key, lines[p.Key].ProductName, lines[p.Key].Packing, p.Value))];
        return new(r.Id, r.Reason, r.Text, r.State, r.AskedAt, r.AnswerBy, r.Answer, Said(r.Pieces), Said(r.Offered), [.. r.Pictures.Select(p => p.Picture)]);
    }
}
