using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search.Upkeep;

/// <summary>The last rebuild or comparison.</summary>
/// <param name="Missing">Of the cluster's index, as the other two; null where it was not asked.</param>
public sealed record SearchRunView(DateTimeOffset At, TimeSpan Took, int Documents, int Reworded, int? Missing, int? Outdated, int? Extra);

/// <summary>How the search stands, as this node sees it.</summary>
/// <param name="Asked">Whether readers' questions go to the cluster.</param>
/// <param name="Documents">In the database, and <paramref name="Outdated"/> of them say something else than the registry, or are missing.</param>
/// <param name="InCluster">Null where there is no cluster or it does not say.</param>
public sealed record SearchDesk(
    SearchCluster Cluster, string? Address, string Index, bool Asked, int Documents, int Outdated, long? InCluster, SearchRunView? Rebuilt, SearchRunView? Compared);

/// <summary>Reads how the search stands, for administrators; anyone else finds nothing.</summary>
public sealed class SearchDeskQueries
{
    private readonly ElasticGuard _guard;
    private readonly ElasticIndex _index;
    private readonly ElasticSettings _settings;
    private readonly SearchDocuments _documents;
    private readonly IDbContextFactory<MarketDbContext> _contexts;

    internal SearchDeskQueries(ElasticGuard guard, ElasticIndex index, ElasticSettings settings, SearchDocuments documents, IDbContextFactory<MarketDbContext> contexts)
        => (_guard, _index, _settings, _documents, _contexts) = (guard, index, settings, documents, contexts);

    public async Task<SearchDesk?> ReadAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepSearch())
        {
            return null;
        }

        var cluster = await _guard.CheckAsync(ct);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var runs = await db.Set<SearchRun>().AsNoTracking().ToDictionaryAsync(r => r.Kind, ct);
        return new(
            cluster, _settings.Address?.GetLeftPart(UriPartial.Authority), _settings.Index, cluster.State is SearchClusterState.Ready,
            await db.Set<SearchDocument>().CountAsync(ct), await _documents.MissingAsync(ct), cluster.State is SearchClusterState.Ready ? await CountAsync(ct) : null,
            View(runs.GetValueOrDefault(SearchRunKind.Rebuilt)), View(runs.GetValueOrDefault(SearchRunKind.Compared)));
    }

    private async Task<long?> CountAsync(CancellationToken ct)
    {
        try
        {
            return await _index.CountAsync(ct);
        }
        catch (ElasticException)
        {
            return null; // it answered a moment ago; the page says so by a dash
        }
    }

    private static SearchRunView? View(SearchRun? run)
        => run is null ? null : new(run.At, TimeSpan.FromMilliseconds(run.Milliseconds), run.Documents, run.Reworded, run.Missing, run.Outdated, run.Extra);
}
