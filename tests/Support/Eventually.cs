using System.Diagnostics;

namespace OcopMarket.Tests.Support;

/// <summary>Waits for what another thread or process will do soon; a test never sleeps a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks again until the answer is as expected; the last answer is returned in any case, for the test to judge.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> isExpected)
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(isExpected);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            var answer = await ask();
            if (isExpected(answer) || waited.Elapsed > Patience)
            {
                return answer;
            }
        }
    }
}
