using OcopMarket.Platform;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion;

/// <summary>Every "no" that fairs and sales points can say.</summary>
internal static class PromotionRefusals
{
    public static Refusal FairUnknown() => new("promotion.fair_unknown");

    /// <summary>Somebody else changed it after the page was made.</summary>
    public static Refusal FairMoved() => new("promotion.fair_changed_meanwhile");

    public static Refusal FairWrongState(FairStage stage) => new("promotion.fair_wrong_state", stage);

    public static Refusal FairOver(DateOnly through) => new("promotion.fair_over", through);

    public static Refusal FairDaysWrong() => new("promotion.fair_days_wrong");
}
