using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OcopMarket.Platform.Changes;

namespace OcopMarket.Tests.Unit.Platform;

/// <summary>Answers kept in memory; no notice of a change comes here, so only patience, forgetting and the condition of the asker count.</summary>
public sealed class KeptTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1), Patience = TimeSpan.FromSeconds(20);

    private readonly MarketChanges _changes = new("Host=nowhere", NullLogger<MarketChanges>.Instance);
    private readonly List<TaskCompletionSource<string>> _readings = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _changes.Dispose();

    [Fact]
    public async Task A_reading_goes_on_for_the_others_when_the_first_who_asked_goes_away()
    {
        using var kept = Make();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = kept.GetAsync(null, impatient.Token).AsTask();
        var second = kept.GetAsync(null, Ct).AsTask();
        var reading = await ReadingAsync(1);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        reading.SetResult("whole");

        Assert.Equal("whole", await second);
        Assert.Equal("whole", await kept.GetAsync(null, Ct));
        Assert.Single(_readings);
    }

    [Fact]
    public async Task Who_asks_after_something_was_forgotten_does_not_get_what_was_read_before()
    {
        using var kept = Make();
        var before = kept.GetAsync(null, Ct).AsTask();
        var old = await ReadingAsync(1);
        kept.Forget();
        var after = kept.GetAsync(null, Ct).AsTask();

        old.SetResult("old");
        (await ReadingAsync(2)).SetResult("new");

        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
        Assert.Equal("new", await kept.GetAsync(null, Ct));
    }

    [Fact]
    public async Task A_reading_that_fails_is_told_to_whoever_waits_and_tried_anew_by_the_next()
    {
        using var kept = Make();
        var failing = kept.GetAsync(null, Ct).AsTask();
        (await ReadingAsync(1)).SetException(new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => failing);

        var next = kept.GetAsync(null, Ct).AsTask();
        (await ReadingAsync(2)).SetResult("there");

        Assert.Equal("there", await next);
    }

    [Fact]
    public async Task An_answer_that_does_not_hold_any_more_is_read_anew_whatever_the_patience()
    {
        using var kept = Make();
        var yesterday = kept.GetAsync(null, Ct).AsTask();
        (await ReadingAsync(1)).SetResult("yesterday");
        await yesterday;

        var today = kept.GetAsync(answer => answer == "today", Ct).AsTask();
        (await ReadingAsync(2)).SetResult("today");

        Assert.Equal("today", await today);
    }

    [Fact]
    public async Task It_may_be_let_go_of_twice_and_reads_nothing_afterwards()
    {
        var kept = Make();
        kept.Dispose();
        kept.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.GetAsync(null, Ct).AsTask());
        Assert.Empty(_readings);
    }

    private Kept<string> Make() => new(_changes, ReadAsync, Long);

    private Task<string> ReadAsync(CancellationToken ct)
    {
        var reading = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_readings)
        {
            _readings.Add(reading);
        }

        return reading.Task;
    }

    /// <summary>The reading of this number, once it has begun.</summary>
    private async Task<TaskCompletionSource<string>> ReadingAsync(int number)
    {
        for (var begun = Stopwatch.StartNew(); begun.Elapsed < Patience;)
        {
            lock (_readings)
            {
                if (_readings.Count >= number)
                {
                    return _readings[number - 1];
                }
            }

            await Task.Yield();
        }

        throw new TimeoutException($"Reading {number} has not begun.");
    }
}
