using System.Diagnostics;

namespace OcopMarket.Platform.Changes;

/// <summary>An answer kept in memory until the market changes; many who ask at once wait for one reading.</summary>
/// <param name="load">Reads the answer anew.</param>
/// <param name="patience">How old the answer may be although something changed: spares the database in a burst of changes.</param>
/// <param name="schema">Of the module whose tables alone the answer is read from; null where it rests on several.</param>
public sealed class Kept<T>(MarketChanges changes, Func<CancellationToken, Task<T>> load, TimeSpan patience, string? schema = null) : IDisposable where T : class
{
    private sealed record Loaded(T Answer, long Version, long Forgotten, long At, TimeSpan Took);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private Task<Loaded>? _reading;
    private volatile Loaded? _loaded;
    private long _forgotten;
    private bool _isDisposed;

    /// <summary>
    /// Where reading takes longer than this, those who ask after a change get the earlier answer while the next is read, instead of waiting for it; null where
    /// the earlier answer may never be given.
    /// </summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>Whether it was ever read.</summary>
    public bool HasAnswer => _loaded is not null;

    /// <param name="stillTrue">A condition that no patience may stretch, such as the day the answer is for.</param>
    /// <param name="ct">Ends the waiting, not the reading: others wait for it, and one that takes long would else never come to its end.</param>
    public async ValueTask<T> GetAsync(Func<T, bool>? stillTrue, CancellationToken ct)
    {
        if (_loaded is { } loaded && IsFresh(loaded, stillTrue))
        {
            return loaded.Answer;
        }

        var (reading, isOwn) = Read(stillTrue);
        if (_loaded is { } earlier && earlier.Took > LongestWait && earlier.Forgotten == Interlocked.Read(ref _forgotten) && stillTrue?.Invoke(earlier.Answer) != false)
        {
            return earlier.Answer;
        }

        var read = await reading.WaitAsync(ct);
        if (!isOwn && !IsFresh(read, stillTrue))
        {
            read = await Read(stillTrue).Reading.WaitAsync(ct); // the other had begun before what we know of
        }

        return read.Answer;
    }

    /// <summary>Reads anew at the next asking, before the notice of a change made here has come round.</summary>
    public void Forget() => Interlocked.Increment(ref _forgotten);

    /// <summary>Once is enough, and more does no harm: a container that knows its owner by two names lets go of it twice.</summary>
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            _ended.Cancel();
            _ended.Dispose();
        }
    }

    /// <returns>The reading under way, or a new one.</returns>
    private (Task<Loaded> Reading, bool IsOwn) Read(Func<T, bool>? stillTrue)
    {
        lock (_lock)
        {
            if (_reading is { IsCompleted: false } running)
            {
                return (running, false);
            }

            if (_loaded is { } other && IsFresh(other, stillTrue))
            {
                return (Task.FromResult(other), true);
            }

            var ended = _isDisposed ? new CancellationToken(canceled: true) : _ended.Token;
            return (_reading = Task.Run(() => ReadAsync(ended), ended), true);
        }
    }

    private async Task<Loaded> ReadAsync(CancellationToken ct)
    {
        var (version, forgotten, begun) = (Version, Interlocked.Read(ref _forgotten), Stopwatch.GetTimestamp()); // before reading: a change meanwhile makes the answer stale, never the other way
        var answer = await load(ct);
        return _loaded = new Loaded(answer, version, forgotten, Environment.TickCount64, Stopwatch.GetElapsedTime(begun));
    }

    private long Version => schema is null ? changes.Version : changes.VersionOf(schema);

    private bool IsFresh(Loaded loaded, Func<T, bool>? stillTrue)
        => (stillTrue is null || stillTrue(loaded.Answer)) && loaded.Forgotten == Interlocked.Read(ref _forgotten)
            && ((changes.Listening && loaded.Version == Version) || Environment.TickCount64 - loaded.At < patience.TotalMilliseconds);
}
