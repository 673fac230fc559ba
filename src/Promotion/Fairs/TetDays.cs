using OcopMarket.Platform.Clock;

namespace OcopMarket.Promotion.Fairs;

/// <summary>The first three days of a lunar year, on which hardly anything is open.</summary>
internal static class TetDays
{
    private const int Days = 3;

    /// <summary>Those that lie among the days.</summary>
    public static IReadOnlyList<DateOnly> Among(IEnumerable<DateOnly> days) => [.. days.Where(d => LunarDate.Of(d) is { Month: 1, Leap: false, Day: <= Days })];
}
