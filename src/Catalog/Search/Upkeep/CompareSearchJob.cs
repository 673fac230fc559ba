using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Catalog.Search.Upkeep;

/// <summary>Finds and mends what listings are found by where it differs from the registry, and the cluster's index where it differs from that.</summary>
internal sealed class CompareSearchJob(SearchUpkeep upkeep) : IMarketJob
{
    public const string Name = "search-compare";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var compared = await upkeep.CompareAsync(mend: true, ct);
        return compared.Refusal is { } refusal ? $"search cluster not compared: {refusal}"
            : $"{compared.Value.Documents} documents, {compared.Value.Reworded} written anew; in the search cluster {compared.Value.Missing ?? 0} missing, {compared.Value.Outdated ?? 0} outdated, {compared.Value.Extra ?? 0} too many";
    }
}

/// <summary>The cluster's index follows what was written a moment ago.</summary>
internal sealed class KeepSearchIndex(ElasticIndex index, ElasticGuard guard) : IOutboxHandler<ListingsReworded>
{
    public async Task HandleAsync(ListingsReworded happened, long delivery, CancellationToken ct)
    {
        var known = guard.Cluster.State is SearchClusterState.Unknown ? await guard.CheckAsync(ct) : guard.Cluster;
        if (known.State is not (SearchClusterState.Off or SearchClusterState.NoIndex or SearchClusterState.OtherIndex or SearchClusterState.OtherVersion or SearchClusterState.HalfBuilt))
        {
            await index.WriteAsync(happened.Numbers, ct); // else building the index takes all of them
        }
    }
}
