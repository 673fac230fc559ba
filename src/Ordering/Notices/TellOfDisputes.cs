using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Notices;

/// <summary>Each turn of a request to give goods back goes to the side that did not make it.</summary>
internal sealed class TellOfReturn(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<ReturnMoved>
{
    public async Task HandleAsync(ReturnMoved happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var request = await db.Returns.AsNoTracking().SingleAsync(r => r.Id == happened.Return, ct);
        var number = await db.Parcels.Where(p => p.Id == request.ParcelId).Select(p => p.Number).SingleAsync(ct);
        var (key, said) = ($"return-{request.Id}-{delivery}", new Phrase($"ReturnNews.{request.State}"));
        if (request.AnsweredAt is null)
        {
            await post.ToProducerAsync(request.ProducerId, ProducerRights.Orders, "ReturnNews", key, $"/kenh-chu-the/sau-ban/{request.ParcelId}", ct, number, said, request.Text);
        }
        else
        {
            await post.ToBuyerAsync(request.PurchaseId, "ReturnNews", key, $"/{request.ParcelId}", ct, number, said, request.Answer ?? "–");
        }
    }
}

/// <summary>Each turn of a complaint goes to the producer, to the giver where the giver complained, and to the office when it comes up. Receivers read it on their page.</summary>
internal sealed class TellOfComplaint(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<ComplaintMoved>
{
    public async Task HandleAsync(ComplaintMoved happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var complaint = await db.Complaints.AsNoTracking().SingleAsync(c => c.Id == happened.Complaint, ct);
        var number = await db.Parcels.Where(p => p.Id == complaint.ParcelId).Select(p => p.Number).SingleAsync(ct);
        var (key, said) = ($"complaint-{complaint.Number}-{delivery}", new Phrase($"ComplaintNews.{happened.Turn}"));
        if (happened.Turn is not ComplaintTurn.Answered)
        {
            await post.ToProducerAsync(complaint.ProducerId, ProducerRights.Orders, "ComplaintNews", key, $"/kenh-chu-the/sau-ban/{complaint.ParcelId}", ct, complaint.Number, number, said);
        }

        if (complaint.By is ComplaintParty.Giver && happened.Turn is not (ComplaintTurn.Written or ComplaintTurn.Settled))
        {
            await post.ToBuyerAsync(complaint.PurchaseId, "ComplaintNews", key + "-buyer", $"/{complaint.ParcelId}", ct, complaint.Number, number, said);
        }

        if (happened.Turn is ComplaintTurn.ToOffice)
        {
            await post.ToOfficeAsync(OfficeTasks.Moderation, complaint.ProvinceCode, complaint.CommuneCode, "ComplaintNews", key + "-office", $"/can-bo/khieu-nai/{complaint.Id}", ct, complaint.Number, number, said);
        }
    }
}

/// <summary>What was sold without certificate: the buyer is told once, and what may be done about it.</summary>
internal sealed class TellOfWrongSale(IDbContextFactory<MarketDbContext> contexts, OrderPost post) : IOutboxHandler<WrongSaleFound>
{
    public async Task HandleAsync(WrongSaleFound happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var name = await db.WrongSales.Where(s => s.PurchaseId == happened.Purchase && s.ProductId == happened.Product).Select(s => s.ProductName).SingleAsync(ct);
        var number = await db.Purchases.Where(p => p.Id == happened.Purchase).Select(p => p.Number).SingleAsync(ct);
        await post.ToBuyerAsync(happened.Purchase, "WrongSale", $"wrong-sale-{happened.Purchase}-{happened.Product}", "", ct, number, name);
    }
}
