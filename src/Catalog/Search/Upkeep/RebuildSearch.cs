using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search.Upkeep;

/// <summary>An administrator has everything that listings are found by written anew.</summary>
public sealed class RebuildSearch
{
    private readonly SearchUpkeep _upkeep;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;

    internal RebuildSearch(SearchUpkeep upkeep, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) => (_upkeep, _contexts, _clock) = (upkeep, contexts, clock);

    /// <returns>How many documents there are now.</returns>
    public async Task<Result<int>> RunAsync(Actor actor, IProgress<int>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepSearch())
        {
            return CatalogRefusals.AdministratorsOnly();
        }

        await using (var db = await _contexts.CreateDbContextAsync(ct))
        {
            db.Audit(_clock, actor, "catalog.search_rebuilt", "search");
            await db.SaveChangesAsync(ct);
        }

        return await _upkeep.RebuildAsync(progress, ct);
    }
}

/// <summary>What differed when it was compared.</summary>
/// <param name="Reworded">Of the database's documents.</param>
/// <param name="Missing">Of the cluster's, as the other two; null where there is no cluster.</param>
public sealed record SearchComparison(int Documents, int Reworded, int? Missing, int? Outdated, int? Extra)
{
    public int Differences => Reworded + (Missing ?? 0) + (Outdated ?? 0) + (Extra ?? 0);
}

/// <summary>An administrator has what listings are found by compared now, and what differs mended.</summary>
public sealed class CompareSearch
{
    private readonly SearchUpkeep _upkeep;

    internal CompareSearch(SearchUpkeep upkeep) => _upkeep = upkeep;

    /// <param name="mend">False only looks.</param>
    public async Task<Result<SearchComparison>> RunAsync(Actor actor, bool mend, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepSearch())
        {
            return CatalogRefusals.AdministratorsOnly();
        }

        var compared = await _upkeep.CompareAsync(mend, ct);
        return compared.Refusal is { } refusal ? refusal
            : new SearchComparison(compared.Value.Documents, compared.Value.Reworded, compared.Value.Missing, compared.Value.Outdated, compared.Value.Extra);
    }
}
