using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>Opens complaints and sends them up; in the caller's transaction, with the parcel's row locked.</summary>
internal sealed class ComplaintBook(IProducerBook producers, EventOutbox outbox, TimeProvider clock)
{
    public async Task<Complaint> OpenAsync(MarketDbContext db, Parcel parcel, ComplaintParty by, Guid? about, CancellationToken ct)
    {
        var producer = (await producers.FindAsync(db, [parcel.ProducerId], ct))[parcel.ProducerId];
        var complaint = new Complaint
        {
            ParcelId = parcel.Id, PurchaseId = parcel.PurchaseId, ProducerId = parcel.ProducerId, ProvinceCode = producer.ProvinceCode, CommuneCode = producer.CommuneCode, By = by, ReturnId = about, FiledAt = clock.GetUtcNow(),
        };
        db.Complaints.Add(complaint);
        return complaint;
    }

    /// <summary>A request to give goods back that found no agreement lies with the office: in the giver's open complaint, if there is one.</summary>
    public async Task ToOfficeAsync(MarketDbContext db, Parcel parcel, ReturnRequest request, CancellationToken ct)
    {
        var complaint = await db.Complaints.Include(c => c.Messages).SingleOrDefaultAsync(c => c.ParcelId == parcel.Id && c.By == ComplaintParty.Giver && (c.State == ComplaintState.Open || c.State == ComplaintState.Office), ct);
        if (complaint is null)
        {
            complaint = await OpenAsync(db, parcel, ComplaintParty.Giver, request.Id, ct);
            complaint.Say(ComplaintParty.Giver, null, request.Text, clock.GetUtcNow());
        }

        complaint.ReturnId = request.Id; // so that the decision ends it; only one request of a parcel is open at a time
        ToOffice(db, complaint, ComplaintParty.Market);
    }

    public void ToOffice(MarketDbContext db, Complaint complaint, ComplaintParty party)
    {
        if (complaint.State is not ComplaintState.Open)
        {
            return;
        }

        var now = clock.GetUtcNow();
        (complaint.State, complaint.OfficeAt, complaint.AnswerBy) = (ComplaintState.Office, now, null);
        if (party is ComplaintParty.Market)
        {
            complaint.Say(ComplaintParty.Market, null, "", now);
        }

        outbox.Add(db, new ComplaintMoved(complaint.Id, ComplaintTurn.ToOffice));
    }
}

/// <summary>Sends up what a producer has left unanswered: requests to give goods back, and complaints.</summary>
internal sealed class EscalateJob(IDbContextFactory<MarketDbContext> contexts, ComplaintBook book, TimeProvider clock) : IMarketJob
{
    public const string Name = "escalate-unanswered";

    private const int Batch = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (now, sent) = (clock.GetUtcNow(), 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var id in await db.Returns.Where(r => r.State == ReturnState.Asked && r.AnswerBy <= now).OrderBy(r => r.AnswerBy).ThenBy(r => r.Id).Take(Batch).Select(r => r.Id).ToListAsync(ct))
        {
            sent += (await contexts.InTransactionAsync<int>(own => ReturnAsync(own, id, ct), ct)).Value;
        }

        foreach (var id in await db.Complaints.Where(c => c.State == ComplaintState.Open && c.AnswerBy <= now).OrderBy(c => c.AnswerBy).ThenBy(c => c.Id).Take(Batch).Select(c => c.Id).ToListAsync(ct))
        {
            sent += (await contexts.InTransactionAsync<int>(own => ComplaintAsync(own, id, now, ct), ct)).Value;
        }

        return $"{sent} sent to offices";
    }

    private async Task<Result<int>> ReturnAsync(MarketDbContext db, Guid id, CancellationToken ct)
    {
        if (await db.LockReturnAsync(id, ct) is not ({ State: ReturnState.Asked } request, var parcel))
        {
            return 0; // answered meanwhile, or another node was here
        }

        request.State = ReturnState.Office;
        await book.ToOfficeAsync(db, parcel, request, ct);
        return 1;
    }

    private async Task<Result<int>> ComplaintAsync(MarketDbContext db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.LockComplaintAsync(id, ct) is not { State: ComplaintState.Open } complaint || complaint.AnswerBy is not { } until || until > now)
        {
            return 0;
        }

        book.ToOffice(db, complaint, ComplaintParty.Market);
        return 1;
    }
}

internal static class LockedComplaints
{
    /// <summary>With its messages; its parcel's row is locked, so that it moves beside nothing else of the parcel.</summary>
    public static async Task<Complaint?> LockComplaintAsync(this MarketDbContext db, Guid id, CancellationToken ct)
    {
        var parcelId = await db.Complaints.Where(c => c.Id == id).Select(c => c.ParcelId).FirstOrDefaultAsync(ct);
        await db.LockParcelAsync(parcelId, ct);
        return await db.Complaints.Include(c => c.Messages).SingleOrDefaultAsync(c => c.Id == id, ct);
    }

    /// <summary>Officers for such matters whose area holds the producer's place.</summary>
    public static bool MayDecideOn(this Actor actor, Complaint complaint) => actor.Officiates(OfficeTasks.Moderation, complaint.ProvinceCode, complaint.CommuneCode);
}
