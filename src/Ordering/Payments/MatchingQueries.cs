using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Payments;

/// <summary>A payment that a transfer may be for.</summary>
/// <param name="Received">What has come for it so far.</param>
public sealed record AwaitedPayment(PaymentId Id, string Purchase, string Code, string Buyer, Money Amount, Money Received, PaymentState State, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

/// <param name="Named">The payment that its text names, if it does.</param>
/// <param name="Suggested">The likeliest first: a similar code, the same amount.</param>
public sealed record TransferRow(
    Guid Id, Money? Amount, string? Text, DateTimeOffset? BookedAt, DateTimeOffset ReceivedAt, TransferOutcome Outcome, string? Note, AwaitedPayment? Named, IReadOnlyList<AwaitedPayment> Suggested);

/// <param name="Waiting">Transfers somebody has to decide about, the oldest first.</param>
/// <param name="Awaited">Payments without their money, the newest first; lapsed ones for thirty days.</param>
/// <param name="Closed">The last ones decided.</param>
public sealed record MatchingDesk(IReadOnlyList<TransferRow> Waiting, int WaitingTotal, IReadOnlyList<AwaitedPayment> Awaited, int AwaitedTotal, IReadOnlyList<TransferRow> Closed);

/// <summary>Reads a producer's transfers and open payments for its staff with the right to money; anyone else finds nothing.</summary>
public sealed class MatchingQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int Page = 50, MostSuggested = 5, MostCompared = 1000, LapsedDays = 30;

    public async Task<MatchingDesk?> DeskAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var transfers = db.PaymentNotices.AsNoTracking().Where(n => n.Source == NoticeSource.Bank && n.ProducerId == producer && n.HandledAt != null);
        var waiting = await transfers.Where(n => n.NeedsHuman).OrderBy(n => n.ReceivedAt).ThenBy(n => n.Id).Take(Page).ToListAsync(ct);
        var closed = await transfers.Where(n => !n.NeedsHuman).OrderByDescending(n => n.HandledAt).ThenBy(n => n.Id).Take(Page).ToListAsync(ct);
        var since = clock.GetUtcNow().AddDays(-LapsedDays);
        var open = await ReadAsync(db, db.Payments.Where(p => p.ProducerId == producer && p.Method == PaymentMethod.VietQr
            && (p.State == PaymentState.Pending || (p.State == PaymentState.Expired && p.ExpiresAt >= since))).OrderByDescending(p => p.CreatedAt).Take(MostCompared), ct);
        var ids = waiting.Concat(closed).Where(n => n.PaymentId is not null).Select(n => n.PaymentId!.Value).Distinct().ToList();
        var named = (await ReadAsync(db, db.Payments.Where(p => ids.Contains(p.Id)), ct)).ToDictionary(p => p.Id);
        return new(
            [.. waiting.Select(n => Row(n, named, Suggest(n, open)))], await transfers.CountAsync(n => n.NeedsHuman, ct),
            [.. open.Take(Page)], open.Count, [.. closed.Select(n => Row(n, named, []))]);
    }

    /// <summary>How many transfers wait for a decision.</summary>
    public async Task<int> CountAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return 0;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PaymentNotices.CountAsync(n => n.Source == NoticeSource.Bank && n.ProducerId == producer && n.NeedsHuman, ct);
    }

    private static List<AwaitedPayment> Suggest(PaymentNotice transfer, List<AwaitedPayment> open)
        => (from payment in open
            let code = PurposeCodes.LooksLike(transfer.Text, payment.Code) || (transfer.Text?.Contains(payment.Purchase, StringComparison.OrdinalIgnoreCase) ?? false)
            let amount = transfer.Amount == payment.Amount - payment.Received
            where code || amount
            orderby code descending, amount descending, payment.CreatedAt descending
            select payment).Take(MostSuggested).ToList();

    private static TransferRow Row(PaymentNotice n, Dictionary<PaymentId, AwaitedPayment> named, IReadOnlyList<AwaitedPayment> suggested)
        => new(n.Id, n.Amount, n.Text, n.BookedAt, n.ReceivedAt, Enum.Parse<TransferOutcome>(n.Outcome!), n.Note, n.PaymentId is { } id ? named.GetValueOrDefault(id) : null, suggested);

    private static async Task<List<AwaitedPayment>> ReadAsync(MarketDbContext db, IQueryable<Payment> payments, CancellationToken ct)
    {
        var rows = await (from payment in payments.AsNoTracking()
                          join purchase in db.Purchases on payment.PurchaseId equals purchase.Id
                          select new { payment, purchase.Number, purchase.BuyerName }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.payment.Id);
        string[] counted = [nameof(TransferOutcome.TooLittle), nameof(TransferOutcome.Part)];
        var received = (await db.PaymentNotices.AsNoTracking().Where(n => n.PaymentId != null && ids.Contains(n.PaymentId.Value) && counted.Contains(n.Outcome) && n.Amount != null)
            .Select(n => new { n.PaymentId, n.Amount }).ToListAsync(ct)).ToLookup(n => n.PaymentId!.Value, n => n.Amount!.Value);
        return [.. rows.Select(r => new AwaitedPayment(
            r.payment.Id, r.Number, r.payment.PurposeCode ?? "", r.BuyerName, r.payment.Amount, received[r.payment.Id].Aggregate(Money.Zero, (s, a) => s + a), r.payment.State, r.payment.CreatedAt, r.payment.ExpiresAt))
            .OrderByDescending(p => p.CreatedAt)];
    }
}
