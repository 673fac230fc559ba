using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Payments;

/// <summary>A notice that was kept and not yet handled.</summary>
public sealed record StuckNotice(Guid Id, NoticeSource Source, DateTimeOffset ReceivedAt);

/// <summary>How payments stand over the whole market: numbers, nobody's names, texts or accounts.</summary>
/// <param name="Overdue">Payments whose time is over and that have not lapsed yet.</param>
/// <param name="Refused">Notices turned away, by day; the newest first.</param>
public sealed record PaymentsAtALook(
    IReadOnlyList<(PaymentMethod Method, PaymentState State, int Count)> Payments, int Overdue, IReadOnlyList<(TransferOutcome Outcome, int Count, DateTimeOffset Oldest)> Waiting,
    int StuckTotal, IReadOnlyList<StuckNotice> Stuck, IReadOnlyList<(DateOnly Day, NoticeSource Source, int Count)> Refused);

/// <summary>Reads the figures of payments for administrators.</summary>
public sealed class PaymentFigures(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int MostStuck = 50, RefusedDays = 14;

    /// <summary>What is handled at once and was not within these minutes is stuck.</summary>
    private const int StuckMinutes = 2;

    /// <returns>Null for anyone else.</returns>
    public async Task<PaymentsAtALook?> ReadAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return null;
        }

        var (now, since) = (clock.GetUtcNow(), clock.Today().AddDays(-RefusedDays));
        var stuckBefore = now.AddMinutes(-StuckMinutes);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var payments = await db.Payments.GroupBy(p => new { p.Method, p.State }).Select(g => new { g.Key.Method, g.Key.State, Count = g.Count() }).ToListAsync(ct);
        var waiting = await db.PaymentNotices.Where(n => n.Source == NoticeSource.Bank && n.NeedsHuman).GroupBy(n => n.Outcome).Select(g => new { Outcome = g.Key, Count = g.Count(), Oldest = g.Min(n => n.ReceivedAt) }).ToListAsync(ct);
        var stuck = db.PaymentNotices.AsNoTracking().Where(n => n.HandledAt == null && n.ReceivedAt < stuckBefore);
        var refused = await db.Set<NoticeRefusals>().AsNoTracking().Where(r => r.Day > since).OrderByDescending(r => r.Day).ThenBy(r => r.Source).ToListAsync(ct);
        return new(
            [.. payments.OrderBy(p => p.Method).ThenBy(p => p.State).Select(p => (p.Method, p.State, p.Count))], await db.Payments.CountAsync(p => p.State == PaymentState.Pending && p.ExpiresAt < now, ct),
            [.. waiting.Select(w => (Enum.Parse<TransferOutcome>(w.Outcome!), w.Count, w.Oldest)).OrderBy(w => w.Oldest)],
            await stuck.CountAsync(ct), await stuck.OrderBy(n => n.ReceivedAt).Take(MostStuck).Select(n => new StuckNotice(n.Id, n.Source, n.ReceivedAt)).ToListAsync(ct),
            [.. refused.Select(r => (r.Day, r.Source, r.Count))]);
    }
}

/// <summary>Handles a stuck notice again now.</summary>
public sealed class RetryNotice
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly HandleBankNotice _bank;
    private readonly HandleCardNotice _card;

    internal RetryNotice(IDbContextFactory<MarketDbContext> contexts, HandleBankNotice bank, HandleCardNotice card) => (_contexts, _bank, _card) = (contexts, bank, card);

    public async Task<Result> RunAsync(Actor actor, Guid notice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return OrderingRefusals.OnlyAdministrators();
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.PaymentNotices.Where(n => n.Id == notice).Select(n => (NoticeSource?)n.Source).SingleOrDefaultAsync(ct) switch
        {
            NoticeSource.Bank => await _bank.RunAsync(notice, ct),
            NoticeSource.Stripe => await _card.RunAsync(notice, ct),
            null => PaymentRefusals.NoticeUnknown(),
        };
    }
}
