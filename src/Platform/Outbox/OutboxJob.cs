using OcopMarket.Platform.Jobs;

namespace OcopMarket.Platform.Outbox;

/// <summary>Hands out what waits in the outbox.</summary>
internal sealed class OutboxJob(OutboxDispatcher dispatcher) : IMarketJob
{
    public const string Name = "outbox";

    public async Task<string> RunAsync(CancellationToken ct) => $"{await dispatcher.RunAsync(ct)} messages handled";
}
