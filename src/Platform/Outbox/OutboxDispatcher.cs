using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Outbox;

/// <summary>
/// Hands waiting messages to their handlers. Each message is claimed by a lease first, so that two processes never work on one at the
/// same time; a crash between the work and the tick lets it run again after the lease.
/// </summary>
public sealed class OutboxDispatcher(
    IDbContextFactory<MarketDbContext> contexts, IEnumerable<OutboxHandlerEntry> handlers, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> log)
{
    private const int Batch = 50;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, OutboxHandlerEntry> _handlers = handlers.ToDictionary(h => h.Name);

    /// <summary>Works until nothing is due; returns how many messages were handled.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        for (var handled = 0; ;)
        {
            var claimed = await ClaimAsync(ct);
            if (claimed.Count == 0)
            {
                return handled;
            }

            foreach (var message in claimed)
            {
                handled += await HandleAsync(message, ct) ? 1 : 0;
            }
        }
    }

    private async Task<List<OutboxMessage>> ClaimAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var until = now + Lease;
        return await db.Set<OutboxMessage>().FromSql(
            $"""
            update platform.outbox_messages set due_at = {until}, attempts = attempts + 1
            where id in (select id from platform.outbox_messages where handled_at is null and due_at <= {now} order by id limit {Batch} for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(ct) is { } rows ? [.. rows.OrderBy(m => m.Id)] : [];
    }

    private async Task<bool> HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        if (clock.GetUtcNow() >= message.DueAt)
        {
            return false; // those before it took longer than the lease: another process may have it by now
        }

        string? error = null;
        try
        {
            if (_handlers.TryGetValue(message.Handler, out var handler))
            {
                await using var scope = scopes.CreateAsyncScope();
                await handler.RunAsync(scope.ServiceProvider, message.Payload, message.Id, ct);
            }
            else
            {
                error = "No such handler is registered.";
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // whatever one handler throws, the others' messages must go on
        {
            error = e.Message;
            log.LogWarning(e, "Outbox message {Message} for {Handler} failed, attempt {Attempt}", message.Id, message.Handler, message.Attempts);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var retryAt = now + TimeSpan.FromSeconds(Math.Min(3600, 10 * Math.Pow(2, message.Attempts)));
        // A failure counts only for whoever still holds the message: another may have done the work meanwhile.
        await db.Set<OutboxMessage>().Where(m => m.Id == message.Id && (error == null || m.Attempts == message.Attempts)).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.HandledAt, error == null ? now : null).SetProperty(m => m.DueAt, error == null ? now : retryAt)
                .SetProperty(m => m.LastError, error == null ? null : error[..Math.Min(error.Length, 2000)]), ct);
        return error is null;
    }
}
