using OcopMarket.Platform;

namespace OcopMarket.Promotion.Hall;

/// <summary>Every "no" that stalls, live sessions and labels of a fair can say.</summary>
internal static class HallRefusals
{
    /// <summary>Nobody has accepted a place, or it was given back.</summary>
    public static Refusal NoPlace() => new("promotion.no_place_at_fair");

    public static Refusal StallMoved() => new("promotion.stall_changed_meanwhile");

    /// <summary>It is taken down already, or shown.</summary>
    public static Refusal StallAsIs() => new("promotion.stall_as_is");

    public static Refusal StallEmpty() => new("promotion.stall_empty");

    public static Refusal TooManyPhotos(int most) => new("promotion.too_many_stall_photos", most);

    public static Refusal VideoLinkWrong() => new("promotion.video_link_wrong");

    /// <summary>They end before they begin.</summary>
    public static Refusal HoursWrong(DateOnly day) => new("promotion.stall_hours_wrong", day);

    public static Refusal NotDayOfFair(DateOnly day) => new("promotion.not_day_of_fair", day);

    public static Refusal SessionUnknown() => new("promotion.session_unknown");

    public static Refusal SessionMoved() => new("promotion.session_changed_meanwhile");

    public static Refusal SessionWrongState(SessionState state) => new("promotion.session_wrong_state", state);

    public static Refusal SessionTitleMissing(int longest) => new("promotion.session_title_missing", longest);

    public static Refusal SessionTimesMissing() => new("promotion.session_times_missing");

    public static Refusal SessionEndsBeforeStart() => new("promotion.session_ends_before_start");

    public static Refusal SessionTooLong(int hours) => new("promotion.session_too_long", hours);

    public static Refusal SessionPast() => new("promotion.session_past");

    /// <summary>Of one producer, or of one zone for sessions of the office, only one at a time.</summary>
    public static Refusal SessionClash(string title) => new("promotion.session_clash", title);

    public static Refusal SessionProductsWrong() => new("promotion.session_products_wrong");

    public static Refusal SessionNotOver() => new("promotion.session_not_over");

    public static Refusal TooManySessions(int most) => new("promotion.too_many_sessions", most);

    public static Refusal NothingToLabel() => new("promotion.nothing_to_label");
}
