using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>How far an index is from the database's documents.</summary>
internal sealed record IndexDifference(IReadOnlyList<int> Missing, IReadOnlyList<int> Outdated, IReadOnlyList<int> Extra)
{
    public int Count => Missing.Count + Outdated.Count + Extra.Count;

    /// <summary>What has to be written or taken out.</summary>
    public IEnumerable<int> All => Missing.Concat(Outdated).Concat(Extra);
}

/// <summary>Builds the index beside the one that is asked, keeps it to the database's documents, and repairs it.</summary>
internal sealed class ElasticIndex(ElasticClient client, ElasticSettings settings, BulkWriter bulk, SearchDocuments documents, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int Batch = 1000;

    /// <summary>Batches of a rebuild that are under way at once: while one is read, another is cut into words and a third taken in by the cluster.</summary>
    private const int AtOnce = 3;

    /// <summary>Writes a new index and gives it the alias in one step; readers ask the old one until then. The caller sees to it that nobody else does the same.</summary>
    public async Task RebuildAsync(IProgress<int>? progress, CancellationToken ct)
    {
        var name = IndexNames.New(settings, clock.GetUtcNow());
        await RemoveLeftoversAsync(ct);
        await client.CreateAsync(name, IndexDefinition.Create(), ct);
        var done = 0;
        await Parallel.ForEachAsync(NumbersAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (numbers, token) =>
        {
            await WriteToAsync(name, numbers, token);
            progress?.Report(Interlocked.Add(ref done, numbers.Count));
        });

        await client.PutSettingsAsync(name, IndexDefinition.Serving(), ct);
        await MendAsync(name, await CompareAsync(name, ct), ct); // what changed while it was written
        await client.PutMappingAsync(name, IndexDefinition.Built(), ct);
        await TakeAliasAsync(name, ct);
        await MendAsync(name, await CompareAsync(name, ct), ct); // what was written to the old one until the alias moved
    }

    /// <summary>Brings these listings' documents to what they are now, in the index that is asked.</summary>
    public Task WriteAsync(IReadOnlyCollection<int> numbers, CancellationToken ct) => WriteToAsync(settings.Index, numbers, ct);

    /// <summary>Compares every document of the index that is asked with the database's.</summary>
    public Task<IndexDifference> CompareAsync(CancellationToken ct) => CompareAsync(settings.Index, ct);

    public Task MendAsync(IndexDifference difference, CancellationToken ct) => MendAsync(settings.Index, difference, ct);

    public Task<long> CountAsync(CancellationToken ct) => client.CountAsync(settings.Index, ct);

    private async Task<IndexDifference> CompareAsync(string index, CancellationToken ct)
    {
        await client.RefreshAsync(index, ct);
        var there = new Dictionary<int, string>();
        for (var after = 0; ;)
        {
            var hits = (await client.SearchAsync(index, ElasticQuestions.Prints(after), forReader: false, ct)).Hits!.Hits!;
            foreach (var hit in hits)
            {
                there[hit.No] = hit.Text("print");
            }

            if (hits.Count < ElasticQuestions.NumbersPerPage)
            {
                break;
            }

            after = hits[^1].No;
        }

        var (missing, outdated) = (new List<int>(), new List<int>());
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            await foreach (var document in db.Set<SearchDocument>().AsNoTracking().OrderBy(d => d.No).Select(d => new { d.No, d.Print }).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (!there.Remove(document.No, out var print))
                {
                    missing.Add(document.No);
                }
                else if (print != document.Print)
                {
                    outdated.Add(document.No);
                }
            }
        }

        return new(missing, outdated, [.. there.Keys.Order()]);
    }

    private async Task MendAsync(string index, IndexDifference difference, CancellationToken ct)
    {
        if (difference.Count > 0)
        {
            await WriteToAsync(index, [.. difference.All], ct);
            await client.RefreshAsync(index, ct);
        }
    }

    private async Task WriteToAsync(string index, IReadOnlyCollection<int> numbers, CancellationToken ct)
    {
        foreach (var part in numbers.Chunk(Batch))
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var texts = (await documents.ReadAsync(db, part, ct)).ToDictionary(t => t.No);
            await bulk.WriteAsync(index, part.Select(no => (no, texts.TryGetValue(no, out var text) ? IndexDefinition.Document(text) : null)), ct);
        }
    }

    private async IAsyncEnumerable<List<int>> NumbersAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var numbers = await db.Set<SearchDocument>().Where(d => d.No > last).OrderBy(d => d.No).Take(Batch).Select(d => d.No).ToListAsync(ct);
            if (numbers.Count == 0)
            {
                yield break;
            }

            last = numbers[^1];
            yield return numbers;
        }
    }

    /// <summary>Indices of rebuilds that did not come to their end.</summary>
    private async Task RemoveLeftoversAsync(CancellationToken ct)
    {
        foreach (var (index, aliases) in await client.AliasesAsync(IndexNames.Pattern(settings), ct))
        {
            if (IndexNames.IsOurs(settings, index) && aliases.Aliases.Count == 0)
            {
                await client.DeleteAsync(index, ct);
            }
        }
    }

    private async Task TakeAliasAsync(string name, CancellationToken ct)
    {
        var actions = new JsonArray(new JsonObject { ["add"] = new JsonObject { ["index"] = name, ["alias"] = settings.Index, ["is_write_index"] = true } });
        foreach (var (index, aliases) in await client.AliasesAsync(IndexNames.Pattern(settings), ct))
        {
            if (index != name && aliases.Aliases.ContainsKey(settings.Index))
            {
                actions.Add(IndexNames.IsOurs(settings, index)
                    ? new JsonObject { ["remove_index"] = new JsonObject { ["index"] = index } }
                    : new JsonObject { ["remove"] = new JsonObject { ["index"] = index, ["alias"] = settings.Index } });
            }
        }

        await client.ChangeAliasesAsync(actions, ct);
    }
}
