using OcopMarket.Platform;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.SalesPoints;

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

    public static Refusal BuyersAreMembers() => new("promotion.buyers_are_members");

    public static Refusal BuyerNameMissing() => new("promotion.buyer_name_missing");

    public static Refusal BuyerTaxCodeWrong() => new("promotion.buyer_tax_code_wrong");

    public static Refusal BuyerPhoneWrong() => new("promotion.buyer_phone_wrong");

    public static Refusal BuyerPlaceMissing() => new("promotion.buyer_place_missing");

    public static Refusal BuyerUnknown() => new("promotion.buyer_unknown");

    public static Refusal BuyerMoved() => new("promotion.buyer_changed_meanwhile");

    public static Refusal BuyerReasonMissing(int longest) => new("promotion.buyer_reason_missing", longest);

    public static Refusal BuyerWrongState(BuyerState state) => new("promotion.buyer_wrong_state", state);

    public static Refusal BuyersOnly() => new("promotion.buyers_only");

    public static Refusal BuyerNotVerified() => new("promotion.buyer_not_verified");

    public static Refusal NeedUnknown() => new("promotion.need_unknown");

    public static Refusal NeedClosed() => new("promotion.need_closed");

    public static Refusal NeedTitleMissing(int longest) => new("promotion.need_title_missing", longest);

    public static Refusal NeedWords(string words) => new("promotion.need_words", words);

    public static Refusal NeedSetsWrong(int most) => new("promotion.need_sets_wrong", most);

    public static Refusal NeedStarsWrong() => new("promotion.need_stars_wrong");

    public static Refusal NeedQuantityWrong(long most) => new("promotion.need_quantity_wrong", most);

    public static Refusal NeedPlaceMissing() => new("promotion.need_place_missing");

    public static Refusal NeedDaysWrong() => new("promotion.need_days_wrong");

    public static Refusal NeedAsksTooMany(int most) => new("promotion.need_asks_too_many", most);

    public static Refusal AskedUnknown(string slug) => new("promotion.asked_unknown", slug);

    public static Refusal TooManyNeeds(int most) => new("promotion.too_many_needs", most);

    public static Refusal NotYourProducer() => new("promotion.not_your_producer");

    public static Refusal OfferNumbersWrong(long most, int days) => new("promotion.offer_numbers_wrong", most, days);

    public static Refusal OfferValidityWrong(int days) => new("promotion.offer_validity_wrong", days);

    public static Refusal OfferProductsWrong(int most) => new("promotion.offer_products_wrong", most);

    public static Refusal OfferUnknown() => new("promotion.offer_unknown");

    public static Refusal OfferWrongState(NeedOfferState state) => new("promotion.offer_wrong_state", state);

    public static Refusal OfferRanOut(DateOnly through) => new("promotion.offer_ran_out", through);

    public static Refusal ContractIncomplete() => new("promotion.contract_incomplete");
    public static Refusal PointUnknown() => new("promotion.point_unknown");

    /// <summary>Somebody else changed it after the page was made.</summary>
    public static Refusal PointMoved() => new("promotion.point_changed_meanwhile");

    public static Refusal PointWrongState(SalesPointState state) => new("promotion.point_wrong_state", state);

    public static Refusal PointsNotYours() => new("promotion.points_not_yours");

    /// <summary>A province or the ministry recognises.</summary>
    public static Refusal PointNotYourLevel() => new("promotion.point_not_your_level");

    public static Refusal PointIncomplete() => new("promotion.point_incomplete");

    public static Refusal PointTextTooLong(int most) => new("promotion.point_text_too_long", most);

    public static Refusal PointPlaceUnknown(string written) => new("promotion.point_place_unknown", written);

    public static Refusal PointPhoneWrong() => new("promotion.point_phone_wrong");

    /// <summary>Places of nearly the same name or at the same spot, which the proposer has not said to be others.</summary>
    public static Refusal PointLooksKnown(string name) => new("promotion.point_looks_known", name);

    public static Refusal HoursUnreadable(string written) => new("promotion.hours_unreadable", written);

    public static Refusal SpecialDaysWrong() => new("promotion.special_days_wrong");

    public static Refusal TimetableUnreadable(string line) => new("promotion.timetable_unreadable", line);

    public static Refusal PointReasonMissing() => new("promotion.point_reason_missing");

    /// <summary>Of goods that somebody wants on a shelf list, those that no certificate covers today.</summary>
    public static Refusal GoodsNotInForce(string name) => new("promotion.goods_not_in_force", name);

    public static Refusal ShelfFull(int most) => new("promotion.shelf_full", most);

    public static Refusal RecognitionIncomplete() => new("promotion.recognition_incomplete");

    public static Refusal TooManyProposals(int most) => new("promotion.too_many_proposals", most);

    /// <summary>So many say it already.</summary>
    public static Refusal ReportedAlready() => new("promotion.point_reported_already");

    public static Refusal ReportAnsweredAlready(string number) => new("promotion.point_report_answered", number);

    public static Refusal PeriodNumbersWrong() => new("promotion.period_numbers_wrong");

    public static Refusal KeeperEmailWrong() => new("promotion.keeper_email_wrong");

    public static Refusal TooManyKeepers(int most) => new("promotion.too_many_keepers", most);

    public static Refusal MembersKeep() => new("promotion.members_keep");

    /// <summary>A letter's link that is used, too old, or not ours.</summary>
    public static Refusal InvitationOver() => new("promotion.invitation_over");

    public static Refusal SurveyAnswerMissing() => new("promotion.survey_answer_missing");

    public static Refusal SurveyIncomplete(int missing) => new("promotion.survey_incomplete", missing);

    public static Refusal SurveyMissing() => new("promotion.survey_missing");

    public static Refusal SurveyOver() => new("promotion.survey_over");

    public static Refusal CriteriaUnmet(string itemVi, string? itemEn) => new("promotion.criteria_unmet", new TextInBoth(itemVi, itemEn));

    public static Refusal ReviewWrong() => new("promotion.review_wrong");

    public static Refusal CriterionWrong() => new("promotion.criterion_wrong");

    /// <summary>What it asks for stays as producers have answered it.</summary>
    public static Refusal NeedHasOffers() => new("promotion.need_has_offers");

    /// <summary>It moved while the form was filled in.</summary>
    public static Refusal FairDaysChanged() => new("promotion.fair_days_changed");
}
