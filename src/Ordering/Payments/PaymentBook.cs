using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Payments;

/// <summary>What follows for parcels and stock when a payment is paid or lapses; in the caller's transaction, with the payment's row locked.</summary>
internal sealed class PaymentBook(IStockDesk stock, IDatedPriceDesk prices, IOfferDesk offers, EventOutbox outbox, TimeProvider clock)
{
    /// <summary>The payment with its row locked to the end of the transaction.</summary>
    public static async Task<Payment?> LockAsync(MarketDbContext db, PaymentId id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.payments where id = {id.Value} for update", ct);
        return await db.Payments.SingleOrDefaultAsync(p => p.Id == id, ct);
    }

    /// <summary>The money is there: what waited for it is sold.</summary>
    public async Task<Result> SettleAsync(MarketDbContext db, Actor actor, Payment payment, CancellationToken ct)
    {
        var waiting = (await ParcelsAsync(db, payment.Id, ct)).FindAll(p => p.State is ParcelState.AwaitingPayment);
        if (waiting.Count == 0)
        {
            return PaymentRefusals.PaymentWrongState(payment.State);
        }

        if (payment.Pay(payment.Amount, clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        foreach (var parcel in waiting)
        {
            Move(db, actor, parcel, parcel.Place, "paid");
        }

        outbox.Add(db, new PaymentSettled(payment.Id, payment.PurchaseId, payment.ProducerId));
        return Result.Success;
    }

    /// <summary>Nobody paid: the goods go back to the shelf.</summary>
    public async Task<Result> ExpireAsync(MarketDbContext db, Actor actor, Payment payment, CancellationToken ct)
    {
        if (payment.Expire().Refusal is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        var waiting = (await ParcelsAsync(db, payment.Id, ct)).FindAll(p => p.State is ParcelState.AwaitingPayment);
        if (await GoodsAsync(db, waiting, payment, (lines, reference) => stock.ReturnAsync(db, actor, lines, reference, ct), ct) is { Refusal: { } lost })
        {
            return lost;
        }

        await prices.GiveBackAsync(db, PiecesAtPrice(waiting), ct);

        foreach (var parcel in waiting)
        {
            Move(db, actor, parcel, () => parcel.Cancel(Parcel.Unpaid, now), Parcel.Unpaid);
        }

        outbox.Add(db, new PaymentExpired(payment.Id, payment.PurchaseId, payment.ProducerId));
        return Result.Success;
    }

    /// <summary>The money of a lapsed payment is taken after all, if everything in it may still be sold today and is there.</summary>
    public async Task<Result> ReviveAsync(MarketDbContext db, Actor actor, Payment payment, CancellationToken ct)
    {
        var ended = (await ParcelsAsync(db, payment.Id, ct)).FindAll(p => p is { State: ParcelState.Cancelled, EndedBecause: Parcel.Unpaid });
        if (payment.PayLate(payment.Amount, clock.GetUtcNow()).Refusal is { } refusal)
        {
            return refusal;
        }

        var lines = ended.SelectMany(p => p.Lines).ToList();
        var shelf = await offers.HoldAsync(db, [.. lines.Select(l => l.VariantId).Distinct()], ct);
        if (ended.Count == 0 || lines.Exists(l => shelf.GetValueOrDefault(l.VariantId)?.Offer is null))
        {
            return PaymentRefusals.GoodsGone(lines.Find(l => shelf.GetValueOrDefault(l.VariantId)?.Offer is null)?.ProductName ?? "");
        }

        if (await GoodsAsync(db, ended, payment, (wanted, reference) => stock.TakeAsync(db, actor, wanted, reference, ct), ct) is { Refusal: { } shortage })
        {
            return shortage;
        }

        if ((await prices.TakeAsync(db, PiecesAtPrice(ended), ct)).Refusal is { } soldOut)
        {
            return soldOut;
        }

        foreach (var parcel in ended)
        {
            Move(db, actor, parcel, parcel.Reopen, "paid-late");
        }

        outbox.Add(db, new PaymentSettled(payment.Id, payment.PurchaseId, payment.ProducerId));
        return Result.Success;
    }

    public static async Task<List<Parcel>> ParcelsAsync(MarketDbContext db, PaymentId payment, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.parcels where payment_id = {payment.Value} order by id for update", ct);
        return await db.Parcels.Include(p => p.Lines).Where(p => p.PaymentId == payment).OrderBy(p => p.Id).ToListAsync(ct);
    }

    private static List<(DatedPriceId Price, int Pieces)> PiecesAtPrice(List<Parcel> parcels) => [.. parcels.SelectMany(p => p.Lines).SelectMany(l => l.PiecesAtPrice(l.Left))];

    private static async Task<Result> GoodsAsync(MarketDbContext db, List<Parcel> parcels, Payment payment, Func<IReadOnlyCollection<StockLine>, string, Task<Result>> move, CancellationToken ct)
    {
        var lines = parcels.SelectMany(p => p.Lines).Where(l => l.Left > 0).Select(l => new StockLine(l.VariantId, l.Left)).ToList();
        return lines.Count == 0 ? Result.Success : await move(lines, await db.Purchases.Where(p => p.Id == payment.PurchaseId).Select(p => p.Number).SingleAsync(ct));
    }

    private void Move(MarketDbContext db, Actor actor, Parcel parcel, Func<Result> move, string note)
    {
        var from = parcel.State;
        if (move().Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Parcel {parcel.Number} did not move: {refusal}"); // its state was looked at under the lock
        }

        db.ParcelEvents.Add(new ParcelEvent { ParcelId = parcel.Id, State = parcel.State, At = clock.GetUtcNow(), Actor = actor.ToString(), Note = note });
        outbox.Add(db, new ParcelMoved(parcel.Id, parcel.PurchaseId, parcel.ProducerId, from, parcel.State));
    }
}
