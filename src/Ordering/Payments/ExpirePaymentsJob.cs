using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Payments;

/// <summary>Every minute: unpaid payments whose time is over lapse, each in a transaction of its own. Two processes share the work.</summary>
internal sealed class ExpirePaymentsJob(IDbContextFactory<MarketDbContext> contexts, PaymentBook book, TimeProvider clock) : IMarketJob
{
    public const string Name = "payment-expiry";

    private const int Batch = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (now, lapsed, kept, last) = (clock.GetUtcNow(), 0, 0, default(DateTimeOffset?));
        for (var done = new HashSet<PaymentId>(); ;)
        {
            var due = await DueAsync(now, last, ct);
            var fresh = due.FindAll(d => done.Add(d.Id));
            foreach (var (id, _) in fresh)
            {
                var result = await contexts.InTransactionAsync<bool>(db => ExpireAsync(db, id, now, ct), ct);
                lapsed += result is { Succeeded: true, Value: true } ? 1 : 0;
                kept += result.Succeeded ? 0 : 1;
            }

            if (fresh.Count == 0)
            {
                return kept == 0 ? $"{lapsed} payments lapsed" : $"{lapsed} payments lapsed, {kept} could not";
            }

            last = due[^1].ExpiresAt;
        }
    }

    private async Task<List<(PaymentId Id, DateTimeOffset ExpiresAt)>> DueAsync(DateTimeOffset now, DateTimeOffset? after, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.Payments.AsNoTracking().Where(p => p.State == PaymentState.Pending && p.ExpiresAt < now && (after == null || p.ExpiresAt >= after))
            .OrderBy(p => p.ExpiresAt).ThenBy(p => p.Id).Take(Batch).Select(p => new { p.Id, p.ExpiresAt }).ToListAsync(ct)).Select(p => (p.Id, p.ExpiresAt!.Value))];
    }

    // Whoever has the row, another process or a notice just being handled, decides about it; what is left comes with the next run.
    private async Task<Result<bool>> ExpireAsync(MarketDbContext db, PaymentId id, DateTimeOffset now, CancellationToken ct)
    {
        var free = await db.Database.SqlQuery<Guid>($"select id as \"Value\" from ordering.payments where id = {id.Value} and state = 'Pending' and expires_at < {now} for update skip locked").ToListAsync(ct);
        if (free.Count == 0)
        {
            return false;
        }

        var payment = await db.Payments.SingleAsync(p => p.Id == id, ct);
        return (await book.ExpireAsync(db, Actor.System(Name), payment, ct)).Refusal is { } refusal ? refusal : true;
    }
}
