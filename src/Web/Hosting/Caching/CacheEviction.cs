using Microsoft.AspNetCore.OutputCaching;
using OcopMarket.Platform.Changes;

namespace OcopMarket.Web.Hosting.Caching;

/// <summary>Frees the memory of answers that no key finds any more after a change.</summary>
internal sealed class CacheEviction(MarketChanges changes, IOutputCacheStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Changed += Evict;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= Evict;
        return Task.CompletedTask;
    }

    private void Evict() => store.EvictByTagAsync(PublicPagePolicy.Tag, CancellationToken.None).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
}
