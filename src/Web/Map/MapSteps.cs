namespace OcopMarket.Web.Map;

/// <summary>The colours of a map of counts: one for nothing, and up to four more that begin at round numbers.</summary>
public sealed class MapSteps
{
    private readonly int[] _firsts;

    /// <param name="most">The largest count on the map.</param>
    public MapSteps(int most) => _firsts = most < 1 ? [] : [.. new SortedSet<int> { 1, Round(most / 8), Round(most / 4), Round(most / 2) }];

    /// <summary>First and last count of each colour but the first, which is zero; the last colour has no end.</summary>
    public IEnumerable<(int Step, int From, int? Through)> Ranges
        => _firsts.Select((from, i) => (i + 1, from, i + 1 < _firsts.Length ? _firsts[i + 1] - 1 : (int?)null));

    /// <summary>0 for nothing, then 1 to 4.</summary>
    public int Of(int count) => _firsts.Count(first => first <= count);

    /// <summary>Down to one leading digit, at least 1.</summary>
    private static int Round(int number)
    {
        var ten = 1;
        while (number / ten >= 10)
        {
            ten *= 10;
        }

        return Math.Max(1, number / ten * ten);
    }
}
