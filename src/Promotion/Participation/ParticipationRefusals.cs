using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Promotion.Participation;

/// <summary>Every "no" that taking part in a fair can meet.</summary>
internal static class ParticipationRefusals
{
    public static Refusal ApplicationUnknown() => new("promotion.application_unknown");

    public static Refusal ApplicationsNotOpen() => new("promotion.applications_not_open");

    public static Refusal ApplicationWrongState(ParticipationState state) => new("promotion.application_wrong_state", state);

    public static Refusal ProductsMissing(int most) => new("promotion.products_missing", most);

    public static Refusal ProductNotYours() => new("promotion.product_not_yours");

    public static Refusal BoothsWrong(int most) => new("promotion.booths_wrong", most);

    /// <summary>A place of another size was offered: giving it back comes first.</summary>
    public static Refusal BoothsFixed(int booths) => new("promotion.booths_fixed", booths);

    public static Refusal ContactNameMissing(int longest) => new("promotion.contact_name_missing", longest);

    public static Refusal PhoneWrong() => new("promotion.phone_wrong");

    public static Refusal EmailWrong() => new("promotion.email_wrong");

    public static Refusal TextTooLong(int longest) => new("promotion.text_too_long", longest);

    public static Refusal WordsWatched(string words) => new("promotion.words_watched", words);

    public static Refusal OfferOver(DateTimeOffset ended) => new("promotion.offer_over", ended.InVietnam().DateTime);

    public static Refusal NobodyChosen() => new("promotion.nobody_chosen");

    public static Refusal ReasonMissing(int longest) => new("promotion.reason_missing", longest);

    public static Refusal BoothsNotPlanned() => new("promotion.booths_not_planned");

    public static Refusal NoBoothsLeft(int free) => new("promotion.no_booths_left", free);

    public static Refusal QuotaFull() => new("promotion.quota_full");

    public static Refusal SupportIncomplete() => new("promotion.support_incomplete");

    public static Refusal BoothUnknown() => new("promotion.booth_unknown");

    /// <summary>Somebody else changed or gave it after the page was made.</summary>
    public static Refusal BoothMoved(string booth) => new("promotion.booth_moved", booth);

    public static Refusal ZoneWrong() => new("promotion.zone_wrong");

    public static Refusal BoothSizeWrong(int mostMetres) => new("promotion.booth_size_wrong", mostMetres);

    public static Refusal TooManyBooths(int most) => new("promotion.too_many_booths", most);

    /// <summary>A booth that somebody has is not taken away with a zone.</summary>
    public static Refusal BoothGiven(string booth) => new("promotion.booth_given", booth);

    /// <summary>It has as many booths on the plan as it was offered.</summary>
    public static Refusal HasItsBooths(int booths) => new("promotion.has_its_booths", booths);

    /// <summary>Everybody who accepted has booths, or no booth is free.</summary>
    public static Refusal NothingToGive() => new("promotion.nothing_to_give");

    public static Refusal BoothsOverlap(string one, string other) => new("promotion.booths_overlap", one, other);

    /// <summary>Whoever comes is written down on the days of the fair.</summary>
    public static Refusal NotFairDay(DateOnly from, DateOnly through) => new("promotion.not_fair_day", from, through);

    public static Refusal NobodyHasPlace() => new("promotion.nobody_has_place");

    public static Refusal ResultsNotDue(DateOnly through) => new("promotion.results_not_due", through);

    public static Refusal ResultsWrong() => new("promotion.results_wrong");

    public static Refusal TooManyPhotos(int most) => new("promotion.too_many_photos", most);
}
