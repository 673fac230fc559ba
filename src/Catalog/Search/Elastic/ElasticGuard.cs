using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace OcopMarket.Catalog.Search.Elastic;

/// <summary>What a node knows of the cluster.</summary>
public enum SearchClusterState
{
    /// <summary>No address is set: the database searches.</summary>
    Off,

    /// <summary>Not asked yet.</summary>
    Unknown,
    Ready,

    /// <summary>No answer, or one that cannot be used.</summary>
    Unreachable,

    /// <summary>It takes neither user nor key.</summary>
    Refused,
    NoIndex,

    /// <summary>The alias names several indices, or one that is not the market's.</summary>
    OtherIndex,

    /// <summary>Built by another release of the market.</summary>
    OtherVersion,

    /// <summary>Its last document was never written.</summary>
    HalfBuilt,

    /// <summary>Parts of the index are lost.</summary>
    Red,
}

/// <param name="Why">In the cluster's own words.</param>
/// <param name="Colour">The cluster's health; yellow lacks copies and searches all the same.</param>
public sealed record SearchCluster(SearchClusterState State, DateTimeOffset? At = null, string? Why = null, string? Colour = null);

/// <summary>
/// Decides whether readers' questions go to the cluster. They do once a check has found its index whole and of this release; three failures in a
/// row, or one that says the index is not ours, and the database answers until a check says otherwise.
/// </summary>
internal sealed class ElasticGuard(ElasticClient client, ElasticSettings settings, ElasticTimes times, TimeProvider clock, ILogger<ElasticGuard> log) : IDisposable
{
    private const int MostFailures = 3;

    private readonly SemaphoreSlim _checking = new(1, 1);
    private volatile SearchCluster _cluster = new(settings.IsOn ? SearchClusterState.Unknown : SearchClusterState.Off);
    private int _failures;

    public SearchCluster Cluster => _cluster;

    /// <summary>Whether to ask it now. Where a check is due one is begun, and nobody waits for it.</summary>
    public bool MayAsk()
    {
        var known = _cluster;
        if (known.State is SearchClusterState.Ready or SearchClusterState.Off)
        {
            return known.State is SearchClusterState.Ready;
        }

        if (known.At is not { } at || clock.GetUtcNow() - at >= times.Rest)
        {
            _ = CheckInBackgroundAsync();
        }

        return false;
    }

    public void Dispose() => _checking.Dispose();

    public void Answered() => Volatile.Write(ref _failures, 0);

    public void Failed(ElasticException e)
    {
        if (Interlocked.Increment(ref _failures) >= MostFailures || e.Type is "other_index" or "index_not_found_exception" || e.Status is 401 or 403)
        {
            Become(new(StateOf(e), clock.GetUtcNow(), e.Message));
        }
        else
        {
            log.LogWarning("The search cluster failed, the database answers: {Problem}", e.Message);
        }
    }

    /// <summary>Asks the cluster how its index is.</summary>
    public async Task<SearchCluster> CheckAsync(CancellationToken ct)
    {
        if (!settings.IsOn)
        {
            return _cluster;
        }

        await _checking.WaitAsync(ct);
        try
        {
            SearchCluster found;
            try
            {
                found = await LookAsync(ct);
            }
            catch (ElasticException e)
            {
                found = new(StateOf(e), clock.GetUtcNow(), e.Message);
            }

            Answered();
            Become(found);
            return found;
        }
        finally
        {
            _checking.Release();
        }
    }

    private async Task<SearchCluster> LookAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await client.MappingsAsync(settings.Index, ct) is not { Count: > 0 } mappings)
        {
            return new(SearchClusterState.NoIndex, now);
        }

        var ours = mappings is { Count: 1 } && IndexNames.IsOurs(settings, mappings.Keys.Single()) ? mappings.Values.Single().Mappings?.Meta : null;
        if (ours is null || Said<string>(ours, "market") != "ocop")
        {
            return new(SearchClusterState.OtherIndex, now, string.Join(", ", mappings.Keys.Order(StringComparer.Ordinal)));
        }

        if (Said<int>(ours, "version") != IndexDefinition.Version)
        {
            return new(SearchClusterState.OtherVersion, now, ours["version"]?.ToString());
        }

        if (!Said<bool>(ours, "built"))
        {
            return new(SearchClusterState.HalfBuilt, now);
        }

        var colour = await client.HealthAsync(settings.Index, ct);
        if (colour == "red")
        {
            return new(SearchClusterState.Red, now, null, colour);
        }

        var answer = await client.SearchAsync(settings.Index, ElasticQuestions.Anything(), forReader: true, ct); // healthy and silent is of no use to readers
        _ = answer.Hits!.Hits!.Select(hit => hit.No).ToList();
        return new(SearchClusterState.Ready, now, null, colour);
    }

    private static T? Said<T>(JsonObject meta, string name) => meta[name] is JsonValue value && value.TryGetValue<T>(out var said) ? said : default;

    private async Task CheckInBackgroundAsync()
    {
        if (_checking.CurrentCount == 0)
        {
            return;
        }

        try
        {
            await CheckAsync(CancellationToken.None);
        }
        catch (Exception e) // nobody waits for it, and readers have their answer
        {
            log.LogError(e, "The search cluster could not be checked");
        }
    }

    private void Become(SearchCluster cluster)
    {
        var before = _cluster;
        _cluster = cluster;
        if (before.State != cluster.State)
        {
            log.Log(cluster.State is SearchClusterState.Ready ? LogLevel.Information : LogLevel.Warning, "Search cluster: {Before} -> {State} {Why}", before.State, cluster.State, cluster.Why);
        }
    }

    private static SearchClusterState StateOf(ElasticException e) => e switch
    {
        { Type: "other_index" } => SearchClusterState.OtherIndex,
        { Type: "index_not_found_exception" } => SearchClusterState.NoIndex,
        { Status: 401 or 403, IsBlocked: false } => SearchClusterState.Refused,
        _ => SearchClusterState.Unreachable,
    };
}
