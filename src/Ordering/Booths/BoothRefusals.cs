using OcopMarket.Platform;

namespace OcopMarket.Ordering.Booths;

/// <summary>Every "no" around booths and prices of fairs.</summary>
internal static class BoothRefusals
{
    /// <summary>The fair is not open on a wanted day, or the goods are not ready before.</summary>
    public static Refusal NotOnWantedDays(string fair, DateOnly from, DateOnly through) => new("ordering.booth_not_on_wanted_days", fair, from, through);

    /// <summary>Fewer pieces are left at this price than are wanted.</summary>
    public static Refusal NotEnoughAtPrice(string product, int left) => new("ordering.not_enough_at_price", product, left);

    /// <summary>Only what was to be collected at a fair gets another way without cost, and only a way that costs nothing.</summary>
    public static Refusal WayNotFree() => new("ordering.way_not_free");
}
