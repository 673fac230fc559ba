using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search.Upkeep;

/// <summary>Keeps what listings are found by whole: the database's documents, and the cluster's index where there is one.</summary>
internal sealed class SearchUpkeep(SearchDocuments documents, ElasticIndex index, ElasticGuard guard, ElasticSettings settings, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>Writes everything anew; searching goes on meanwhile.</summary>
    /// <returns>How many documents there are; refused while somebody else does the same.</returns>
    public async Task<Result<int>> RebuildAsync(IProgress<int>? progress, CancellationToken ct)
    {
        await using var hold = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await hold.Database.BeginTransactionAsync(ct);
        if (!await TakeAsync(hold, ct))
        {
            return CatalogRefusals.SearchBusy();
        }

        var (at, started) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var written = await documents.RebuildAsync(progress, ct);
        if (settings.IsOn)
        {
            try
            {
                await index.RebuildAsync(progress, ct);
                await guard.CheckAsync(ct);
            }
            catch (ElasticException e)
            {
                return CatalogRefusals.SearchClusterFailed(e.Status, e.Type);
            }
        }

        await NoteAsync(new() { Kind = SearchRunKind.Rebuilt, At = at, Milliseconds = Took(started), Documents = written }, ct);
        return written;
    }

    /// <summary>Finds what differs and mends it. An index that is missing, half built or of another release is built.</summary>
    /// <param name="mend">False only looks.</param>
    public async Task<Result<SearchRun>> CompareAsync(bool mend, CancellationToken ct)
    {
        var (at, started) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var reworded = mend ? await documents.RefreshAsync(ct) : await documents.MissingAsync(ct);
        var (difference, problem) = await CompareIndexAsync(mend, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var run = new SearchRun
        {
            Kind = SearchRunKind.Compared, At = at, Milliseconds = Took(started), Documents = await db.Set<SearchDocument>().CountAsync(ct), Reworded = reworded,
            Missing = difference?.Missing.Count, Outdated = difference?.Outdated.Count, Extra = difference?.Extra.Count,
        };
        if (mend)
        {
            await NoteAsync(run, ct);
        }

        return problem is null ? run : problem;
    }

    private async Task<(IndexDifference? Difference, Refusal? Problem)> CompareIndexAsync(bool mend, CancellationToken ct)
    {
        if (!settings.IsOn)
        {
            return default;
        }

        try
        {
            var cluster = await guard.CheckAsync(ct);
            if (cluster.State is SearchClusterState.Ready)
            {
                var difference = await index.CompareAsync(ct);
                if (mend)
                {
                    await index.MendAsync(difference, ct);
                }

                return (difference, null);
            }

            return cluster.State is SearchClusterState.NoIndex or SearchClusterState.OtherVersion or SearchClusterState.HalfBuilt && mend
                ? (null, (await RebuildAsync(null, ct)).Refusal)
                : (null, CatalogRefusals.SearchClusterFailed(0, cluster.State.ToString()));
        }
        catch (ElasticException e)
        {
            return (null, CatalogRefusals.SearchClusterFailed(e.Status, e.Type));
        }
    }

    private static int Took(long started) => (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static Task<bool> TakeAsync(MarketDbContext db, CancellationToken ct)
        => db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended('catalog.search_rebuild', 0)) as \"Value\"").SingleAsync(ct);

    private async Task NoteAsync(SearchRun run, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("catalog.search_run", ct);
        await db.Set<SearchRun>().Where(r => r.Kind == run.Kind).ExecuteDeleteAsync(ct);
        db.Add(run);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
