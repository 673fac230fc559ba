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

    /// <summary>Neither other days nor another place.</summary>
    public static Refusal FairNotMoved() => new("promotion.fair_not_moved");

    public static Refusal FairLacksOrganiser() => new("promotion.fair_lacks_organiser");

    public static Refusal FairLacksPlace() => new("promotion.fair_lacks_place");

    public static Refusal FairLacksWebsite() => new("promotion.fair_lacks_website");

    public static Refusal FairsOfficersOnly() => new("promotion.fair_officers_only");

    public static Refusal FairNameMissing(int longest) => new("promotion.fair_name_missing", longest);

    public static Refusal FairTextTooLong(int most, int length) => new("promotion.fair_text_too_long", most, length);

    public static Refusal FairWords(string words) => new("promotion.fair_words", words);

    public static Refusal FairWebsiteWrong() => new("promotion.fair_website_wrong");

    public static Refusal FairDaysMissing() => new("promotion.fair_days_missing");

    public static Refusal FairEndsBeforeStart(DateOnly from, DateOnly through) => new("promotion.fair_ends_before_start", from, through);

    public static Refusal FairTooLong(int days) => new("promotion.fair_too_long", days);

    /// <summary>It shuts before it opens.</summary>
    public static Refusal FairHoursWrong(DateOnly day) => new("promotion.fair_hours_wrong", day);

    /// <summary>A closed day, a day with other hours or a point of the programme.</summary>
    public static Refusal FairDayOutside(DateOnly day) => new("promotion.fair_day_outside", day);

    public static Refusal FairDayTwice(DateOnly day) => new("promotion.fair_day_twice", day);

    public static Refusal FairNeverOpen() => new("promotion.fair_never_open");

    /// <summary>The first and the last day are open, or they are not the first and the last.</summary>
    public static Refusal FairEdgeClosed() => new("promotion.fair_edge_closed");

    public static Refusal FairProgrammeWrong(int most) => new("promotion.fair_programme_wrong", most);

    public static Refusal FairZonesWrong(int most, int longestCode) => new("promotion.fair_zones_wrong", most, longestCode);

    public static Refusal FairZoneTwice(string code) => new("promotion.fair_zone_twice", code);

    public static Refusal FairBoothsWrong(int most) => new("promotion.fair_booths_wrong", most);

    public static Refusal FairFeeWrong(long most) => new("promotion.fair_fee_wrong", most);

    public static Refusal FairSupportWrong() => new("promotion.fair_support_wrong");

    public static Refusal FairQuotaWrong(int most) => new("promotion.fair_quota_wrong", most);

    public static Refusal FairQuotaTwice() => new("promotion.fair_quota_twice");

    /// <summary>Applications begin and end before the fair does.</summary>
    public static Refusal FairApplyWrong() => new("promotion.fair_apply_wrong");

    public static Refusal FairOfferHoursWrong(int most) => new("promotion.fair_offer_hours_wrong", most);

    public static Refusal FairPlaceUnknown(string written) => new("promotion.fair_place_unknown", written);

    /// <summary>It is open on days of Tết: only who says so on purpose goes on.</summary>
    public static Refusal FairOpenAtTet(DateOnly first, DateOnly last, int days) => new("promotion.fair_open_at_tet", first, last, days);

    /// <summary>Days and place of an announced one change by moving it, with a reason.</summary>
    public static Refusal FairMovesApart() => new("promotion.fair_moves_apart");

    public static Refusal FairReasonMissing(int longest) => new("promotion.fair_reason_missing", longest);

    public static Refusal FairNotDraft() => new("promotion.fair_not_draft");

    public static Refusal FairStoryMissing(int longest) => new("promotion.fair_story_missing", longest);

    public static Refusal ReminderEmailWrong() => new("promotion.reminder_email_wrong");

    public static Refusal ReminderUnknown() => new("promotion.reminder_unknown");

    /// <summary>The fair is over or will not be: there is nothing to remind of.</summary>
    public static Refusal ReminderTooLate() => new("promotion.reminder_too_late");
}
