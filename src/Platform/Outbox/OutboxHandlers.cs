using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Outbox;

/// <summary>Does what follows from an event, after the commit that caused it. It may run again after a crash, so it must be safe to repeat.</summary>
public interface IOutboxHandler<in TEvent>
{
    /// <param name="delivery">The same for every repetition of this delivery: use it as the idempotency key.</param>
    Task HandleAsync(TEvent happened, long delivery, CancellationToken ct);
}

/// <summary>A handler's entry in the outbox: its stable name, its event, and how to run it.</summary>
public sealed record OutboxHandlerEntry(string Name, Type EventType, Func<IServiceProvider, string, long, CancellationToken, Task> RunAsync)
{
    /// <summary>Wanted within a second or two of a change that shoppers see, not at the next turn of the job.</summary>
    public bool Prompt { get; init; }
}

/// <summary>Registers handlers and puts events into the outbox.</summary>
public static class OutboxHandlers
{
    /// <param name="name">Stored with every waiting message: never change it once released.</param>
    /// <param name="prompt">See <see cref="OutboxHandlerEntry.Prompt"/>.</param>
    public static IServiceCollection AddOutboxHandler<TEvent, THandler>(this IServiceCollection services, string name, bool prompt = false)
        where THandler : class, IOutboxHandler<TEvent>
    {
        services.AddTransient<THandler>();
        return services.AddSingleton(new OutboxHandlerEntry(name, typeof(TEvent), (provider, payload, delivery, ct) =>
            provider.GetRequiredService<THandler>().HandleAsync(JsonSerializer.Deserialize<TEvent>(payload, PlatformJson.Options)!, delivery, ct))
        { Prompt = prompt });
    }
}

/// <summary>Puts events beside the change they belong to, one message for each handler that listens.</summary>
public sealed class EventOutbox(IEnumerable<OutboxHandlerEntry> handlers, TimeProvider clock)
{
    public void Add<TEvent>(MarketDbContext db, TEvent happened)
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var handler in handlers.Where(h => h.EventType == typeof(TEvent)))
        {
            db.Set<OutboxMessage>().Add(new OutboxMessage
            {
                Handler = handler.Name, Payload = JsonSerializer.Serialize(happened, PlatformJson.Options),
                OccurredAt = clock.GetUtcNow(), DueAt = clock.GetUtcNow(),
            });
        }
    }
}
