using System.Diagnostics;

namespace OcopMarket.Platform.Changes;

/// <summary>An answer kept in memory until the market changes; many who ask at once wait for one reading.</summary>
/// <param name="load">Reads the answer anew.</param>
/// <param name="patience">How old the answer may be although something changed: spares the database in a burst of changes.</param>
/// <param name="schema">Of the module whose tables alone the answer is read from; null where it rests on several.</param>
public sealed class Kept<T>(MarketChanges changes, Func<CancellationToken, Task<T>> load, TimeSpan patience, string? schema = null) : IDisposable where T : class
{
    private sealed record Loaded(T Answer, long Version, long At, TimeSpan Took);

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    /// <summary>
    /// Where reading takes longer than this, those who ask after a change get the earlier answer while the next is read, instead of waiting for it; null where
    /// the earlier answer may never be given.
    /// </summary>
    public TimeSpan? LongestWait { get; init; }

    /// <param name="stillTrue">A condition that no patience may stretch, such as the day the answer is for.</param>
    public async ValueTask<T> GetAsync(Func<T, bool>? stillTrue, CancellationToken ct)
    {
        if (_loaded is { } loaded && IsFresh(loaded, stillTrue))
        {
            return loaded.Answer;
        }

        if (_loaded is { } earlier && earlier.Took > LongestWait && stillTrue?.Invoke(earlier.Answer) != false)
        {
            if (_loading.Wait(0, CancellationToken.None)) // else somebody is at it
            {
                _ = Task.Run(() => ReadBesideAsync(stillTrue), CancellationToken.None);
            }

            return earlier.Answer;
        }

        await _loading.WaitAsync(ct);
        try
        {
            return await ReadAsync(stillTrue, ct);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Reads anew at the next asking, before the notice of a change made here has come round.</summary>
    public void Forget() => _loaded = null;

    public void Dispose() => _loading.Dispose();

    // Whoever calls it holds the lock. Nobody waits for it, so nobody hears of a failure: the next who asks begins anew.
    private async Task ReadBesideAsync(Func<T, bool>? stillTrue)
    {
        try
        {
            await ReadAsync(stillTrue, CancellationToken.None);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or TimeoutException)
        {
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<T> ReadAsync(Func<T, bool>? stillTrue, CancellationToken ct)
    {
        if (_loaded is { } other && IsFresh(other, stillTrue))
        {
            return other.Answer;
        }

        var (version, begun) = (Version, Stopwatch.GetTimestamp()); // before reading: a change meanwhile makes the answer stale, never the other way
        var answer = await load(ct);
        _loaded = new Loaded(answer, version, Environment.TickCount64, Stopwatch.GetElapsedTime(begun));
        return answer;
    }

    private long Version => schema is null ? changes.Version : changes.VersionOf(schema);

    private bool IsFresh(Loaded loaded, Func<T, bool>? stillTrue)
        => (stillTrue is null || stillTrue(loaded.Answer))
            && ((changes.Listening && loaded.Version == Version) || Environment.TickCount64 - loaded.At < patience.TotalMilliseconds);
}
