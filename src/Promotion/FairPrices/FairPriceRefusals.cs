using OcopMarket.Platform;

namespace OcopMarket.Promotion.FairPrices;

/// <summary>Every "no" that a price of a fair can meet beside those of dated prices.</summary>
internal static class FairPriceRefusals
{
    /// <summary>Unknown, or another's: both say the same.</summary>
    public static Refusal Unknown() => new("promotion.fair_price_unknown");

    /// <summary>Only what may be shown at the fair, in packings that are sold, gets a price there.</summary>
    public static Refusal NotShownThere() => new("promotion.fair_price_not_shown");

    public static Refusal DaysOutside(DateOnly from, DateOnly through) => new("promotion.fair_price_days_outside", from, through);
}
