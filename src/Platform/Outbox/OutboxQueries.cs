using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Outbox;

/// <summary>A waiting message: a letter to be written, something to be told. What it says is not shown: it may be personal.</summary>
/// <param name="DueAt">When it is tried next.</param>
public sealed record OutboxRow(long Id, string Handler, DateTimeOffset OccurredAt, DateTimeOffset DueAt, int Attempts, string? LastError);

/// <summary>How the outbox stands.</summary>
/// <param name="Oldest">Since when the oldest waits.</param>
public sealed record OutboxState(int Waiting, int Failing, DateTimeOffset? Oldest, IReadOnlyList<OutboxRow> Rows);

/// <summary>Reads what waits to go out, for administrators; anyone else finds nothing.</summary>
public sealed class OutboxQueries(IDbContextFactory<MarketDbContext> contexts)
{
    public async Task<OutboxState> WaitingAsync(Actor actor, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return new(0, 0, null, []);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = db.Set<OutboxMessage>().AsNoTracking().Where(m => m.HandledAt == null);
        var rows = await waiting.OrderByDescending(m => m.LastError != null).ThenBy(m => m.Id).Take(take)
            .Select(m => new OutboxRow(m.Id, m.Handler, m.OccurredAt, m.DueAt, m.Attempts, m.LastError)).ToListAsync(ct);
        return new(await waiting.CountAsync(ct), await waiting.CountAsync(m => m.LastError != null, ct), await waiting.MinAsync(m => (DateTimeOffset?)m.OccurredAt, ct), rows);
    }
}

/// <summary>Tries a failing message again now instead of at its time.</summary>
public sealed class RetryMessage(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, long message, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
            {
                return PlatformRefusals.OnlyAdministrators();
            }

            var now = clock.GetUtcNow();
            if (await db.Set<OutboxMessage>().Where(m => m.Id == message && m.HandledAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, now), ct) == 0)
            {
                return PlatformRefusals.MessageUnknown();
            }

            db.Audit(clock, actor, "platform.message_retried", $"message:{message}");
            return Result.Success;
        }, ct);
}
