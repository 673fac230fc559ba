using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <param name="Text">Empty where the market's clock speaks.</param>
public sealed record ComplaintLine(ComplaintParty Party, string? Name, string Text, DateTimeOffset At);

/// <param name="AnswerBy">Until when the producer answers; null while it is not its turn.</param>
public sealed record ComplaintView(
    Guid Id, string Number, ParcelId Parcel, ComplaintParty By, Guid? Return, ComplaintState State, DateTimeOffset FiledAt, DateTimeOffset? AnswerBy, bool? ForBuyer, IReadOnlyList<ComplaintLine> Messages);

/// <summary>A complaint in the queue of an office.</summary>
public sealed record ComplaintRow(Guid Id, string Number, string ParcelNumber, string ProducerName, string ProvinceCode, string CommuneCode, ComplaintState State, DateTimeOffset FiledAt, DateTimeOffset? OfficeAt)
{
    /// <summary>Who deals with it; told by the queue.</summary>
    public Holder? Holder { get; init; }
}

/// <summary>What an office needs to decide: the thread, the goods and the request it is about; who bought is not told.</summary>
public sealed record ComplaintFile(ComplaintView Complaint, ComplaintRow Row, ParcelState Parcel, IReadOnlyList<LeftLine> Lines, ReturnView? Return);

/// <summary>Reads complaints: by the secrets of givers and receivers, and for officers of the area.</summary>
public sealed class ComplaintQueries(IDbContextFactory<MarketDbContext> contexts, ICaseFilters filters, AreaDirectory areas)
{
    private const int Page = 100;

    /// <summary>The receiver's own, newest first.</summary>
    public async Task<IReadOnlyList<ComplaintView>> OfReceiverAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return [];
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcel = await db.Parcels.Where(p => p.ReceiverTokenHash == hash).Select(p => (ParcelId?)p.Id).SingleOrDefaultAsync(ct);
        return parcel is { } id ? await ReadAsync(db, [id], ComplaintParty.Receiver, ct) : [];
    }

    internal static async Task<IReadOnlyList<ComplaintView>> ReadAsync(MarketDbContext db, List<ParcelId> parcels, ComplaintParty? by, CancellationToken ct)
        => [.. (await db.Complaints.AsNoTracking().Include(c => c.Messages).Where(c => parcels.Contains(c.ParcelId) && (by == null || c.By == by)).OrderByDescending(c => c.FiledAt).ToListAsync(ct)).Select(View)];

    /// <summary>Those that lie with the office, the oldest first; or those decided, the newest first.</summary>
    public async Task<Result<IReadOnlyList<ComplaintRow>>> QueueAsync(Actor actor, DeskScope asked, bool ended, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        if (actor is not { Kind: ActorKind.Officer } || !actor.Tasks.HasFlag(OfficeTasks.Moderation))
        {
            return OrderingRefusals.OfficersOnly();
        }

        if (DeskScope.For(actor, asked, areas) is { Refusal: { } outside })
        {
            return outside;
        }

        var scope = DeskScope.For(actor, asked, areas).Value;
        var (from, until) = scope.Moments;
        var filter = await filters.OfAsync(actor, CaseKind.Complaint, asked.Whose, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var complaints = db.Complaints.AsNoTracking().Where(c => (scope.ProvinceCode == null || c.ProvinceCode == scope.ProvinceCode) && (scope.CommuneCode == null || c.CommuneCode == scope.CommuneCode)
            && (from == null || c.FiledAt >= from) && (until == null || c.FiledAt < until) && (ended ? c.State == ComplaintState.Decided : c.State == ComplaintState.Office)
            && (filter.All || filter.Wanted.Contains(c.Id) || (!filter.Held.Contains(c.Id) && (filter.Everywhere || filter.Provinces.Contains(c.ProvinceCode) || filter.Communes.Contains(c.CommuneCode)))));
        var page = await (ended ? complaints.OrderByDescending(c => c.EndedAt) : complaints.OrderBy(c => c.OfficeAt)).ThenBy(c => c.Id).Take(Page).ToListAsync(ct);
        var ids = page.Select(c => c.ParcelId).ToList();
        var parcels = await db.Parcels.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        return page.ConvertAll(c => Row(c, parcels[c.ParcelId]) with { Holder = filter.Holders.GetValueOrDefault(c.Id) });
    }

    /// <summary>Null for an unknown one, and where it is not this officer's to decide.</summary>
    public async Task<ComplaintFile?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Complaints.AsNoTracking().Include(c => c.Messages).SingleOrDefaultAsync(c => c.Id == id && (c.State == ComplaintState.Office || c.State == ComplaintState.Decided), ct) is not { } complaint || !actor.MayDecideOn(complaint))
        {
            return null;
        }

        var parcel = await db.Parcels.AsNoTracking().Include(p => p.Lines).SingleAsync(p => p.Id == complaint.ParcelId, ct);
        var request = complaint.ReturnId is { } about ? await db.Returns.AsNoTracking().Include(r => r.Pictures).SingleAsync(r => r.Id == about, ct) : null;
        return new(View(complaint), Row(complaint, parcel), parcel.State, [.. parcel.Lines.OrderBy(l => l.Position).Select(l => new LeftLine(l.Id, l.ProductName, l.Packing, l.Left))],
            request is null ? null : AfterSalesQueries.View(request, parcel.Lines.ToDictionary(l => l.Id)));
    }

    internal static ComplaintView View(Complaint c) => new(
        c.Id, c.Number, c.ParcelId, c.By, c.ReturnId, c.State, c.FiledAt, c.AnswerBy, c.ForBuyer, [.. c.Messages.OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => new ComplaintLine(m.Party, m.Name, m.Text, m.At))]);

    private static ComplaintRow Row(Complaint c, Parcel parcel) => new(c.Id, c.Number, parcel.Number, parcel.ProducerName, c.ProvinceCode, c.CommuneCode, c.State, c.FiledAt, c.OfficeAt);
}

/// <param name="Pieces">What the giver wants to give back.</param>
/// <param name="Offered">For what the producer would refund, while that is offered.</param>
public sealed record ReturnView(
    Guid Id, ReduceReason Reason, string Text, ReturnState State, DateTimeOffset AskedAt, DateTimeOffset AnswerBy, string? Answer, IReadOnlyList<ReturnLine> Pieces, IReadOnlyList<ReturnLine> Offered, IReadOnlyList<PictureId> Pictures)
{
    public bool IsOpen => State is ReturnState.Asked or ReturnState.Offered or ReturnState.SendBack or ReturnState.Office;
}

public sealed record ReturnLine(ParcelLineId Line, string ProductName, string Packing, int Pieces);
