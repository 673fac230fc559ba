using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform.Changes;

namespace OcopMarket.Platform.Outbox;

/// <summary>Hands messages out as soon as a change of the market is heard, where a handler wants that; the job remains for everything else.</summary>
internal sealed class PromptOutbox(MarketChanges changes, OutboxDispatcher dispatcher, ILogger<PromptOutbox> log) : BackgroundService
{
    /// <summary>A burst of changes is one round.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _changed = new(0, 1);

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Changed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await _changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await RunAsync(stoppingToken);
            }
        }
        finally
        {
            changes.Changed -= Wake;
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await dispatcher.RunAsync(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // the job hands them out
        {
            log.LogWarning(e, "Messages could not be handed out at once");
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the market stops
        }
    }

    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // already awake
        }
    }
}
