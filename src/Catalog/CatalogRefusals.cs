using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Catalog;

/// <summary>Every "no" the catalogue can say.</summary>
internal static class CatalogRefusals
{
    public static Refusal ListingUnknown(string listing) => new("catalog.listing_unknown", listing);

    public static Refusal ProductNotInForce(string product) => new("catalog.product_not_in_force", product);

    public static Refusal PackingNotCertified(string packing, string certified) => new("catalog.packing_not_certified", packing, certified);

    public static Refusal PackingNamedTwice(string packing) => new("catalog.packing_named_twice", packing);

    public static Refusal PackingNameMissing() => new("catalog.packing_name_missing");

    public static Refusal PackingUnknown(string packing) => new("catalog.packing_unknown", packing);

    public static Refusal NoVariants() => new("catalog.no_variants");

    public static Refusal PriceNotPositive(string packing) => new("catalog.price_not_positive", packing);

    public static Refusal PriceUnreadable(string written) => new("catalog.price_unreadable", written);

    public static Refusal PriceOutOfRange(string written, long highest) => new("catalog.price_out_of_range", written, highest);

    public static Refusal MeasureOutOfRange(string packing) => new("catalog.measure_out_of_range", packing);

    public static Refusal StockUnreadable(string written) => new("catalog.stock_unreadable", written);

    public static Refusal StockOutOfRange(string written, int most) => new("catalog.stock_out_of_range", written, most);

    /// <summary>Somebody sold or counted since the page was opened.</summary>
    public static Refusal StockMoved(string packing, int now) => new("catalog.stock_moved", packing, now);

    public static Refusal OutOfStock(string packing, int left) => new("catalog.out_of_stock", packing, left);

    public static Refusal AlreadyListed(string product) => new("catalog.already_listed", product);

    /// <summary>Somebody else's listing, or a right that the producer's owner has not given.</summary>
    public static Refusal NotYourProducer() => new("catalog.not_your_producer");

    public static Refusal MachineOnly() => new("catalog.machine_only");

    public static Refusal WrongState(ListingState state) => new("catalog.wrong_state", state);

    public static Refusal RevisionUnknown() => new("catalog.revision_unknown");

    public static Refusal RevisionWrongState(RevisionState state) => new("catalog.revision_wrong_state", state);

    /// <summary>It was called back, changed and sent again while the officer read it.</summary>
    public static Refusal RevisionMoved() => new("catalog.revision_moved");

    public static Refusal NothingToSubmit() => new("catalog.nothing_to_submit");

    public static Refusal LabelMissing(LabelField field, int others) => new("catalog.label_missing", field, others);

    public static Refusal AlcoholUnreadable(string written) => new("catalog.alcohol_unreadable", written);

    public static Refusal KindNotAllowed(ListingKind kind) => new("catalog.kind_not_allowed", kind);

    public static Refusal TextTooLong(int longest, int length) => new("catalog.text_too_long", longest, length);

    public static Refusal TooManyPhotos(int most) => new("catalog.too_many_photos", most);

    public static Refusal DaysOutOfRange(int most) => new("catalog.days_out_of_range", most);

    public static Refusal CapacityOutOfRange(int most) => new("catalog.capacity_out_of_range", most);

    public static Refusal SeasonIncomplete() => new("catalog.season_incomplete");

    public static Refusal ParcelOutOfRange(string packing) => new("catalog.parcel_out_of_range", packing);

    public static Refusal NoProvinces() => new("catalog.no_provinces");

    public static Refusal ClosureDatesWrong(int longest) => new("catalog.closure_dates_wrong", longest);

    public static Refusal ClosureOverlaps(DateOnly from, DateOnly through) => new("catalog.closure_overlaps", from, through);

    public static Refusal ClosureUnknown() => new("catalog.closure_unknown");

    public static Refusal OutsideYourArea() => new("catalog.outside_your_area");

    public static Refusal ReasonMissing() => new("catalog.reason_missing");

    public static Refusal NoteMissing() => new("catalog.note_missing");

    public static Refusal AlreadyDecided(string by) => new("catalog.already_decided", by);

    public static Refusal NotTakenDown() => new("catalog.not_taken_down");

    public static Refusal HeaderWrong(string missing) => new("catalog.header_wrong", missing);

    public static Refusal RowFormula(string formula) => new("catalog.row_formula", formula);

    public static Refusal RowTwice(int row) => new("catalog.row_twice", row);

    public static Refusal TooManyRows(int most) => new("catalog.too_many_rows", most);

    public static Refusal ScoreMissing() => new("catalog.score_missing");

    public static Refusal NameTooLong(int longest) => new("catalog.name_too_long", longest);

    public static Refusal ReviewPhotosTooMany(int most) => new("catalog.review_photos_too_many", most);

    /// <summary>Who works for a producer neither reviews nor asks about its goods.</summary>
    public static Refusal OwnGoods() => new("catalog.own_goods");

    public static Refusal ReviewSettled(DateTimeOffset until) => new("catalog.review_settled", DateOnly.FromDateTime(until.InVietnam().DateTime));

    public static Refusal ReviewTakenBack() => new("catalog.review_taken_back");

    public static Refusal ReviewHidden(HideReason reason) => new("catalog.review_hidden", reason);

    /// <summary>Unknown, or not this actor's to deal with: both say the same.</summary>
    public static Refusal ContributionUnknown() => new("catalog.contribution_unknown");

    public static Refusal ContributionGone() => new("catalog.contribution_gone");

    public static Refusal AlreadyAnswered() => new("catalog.already_answered");

    public static Refusal WordsMissing() => new("catalog.words_missing");

    public static Refusal MembersOnly() => new("catalog.members_only");

    public static Refusal QuestionsWaiting(int most) => new("catalog.questions_waiting", most);

    public static Refusal NothingReported() => new("catalog.nothing_reported");

    /// <summary>Putting gift baskets together is the work of officers for moderation and of administrators.</summary>
    public static Refusal CuratorsOnly() => new("catalog.curators_only");

    /// <summary>Unknown, or another office's: both say the same.</summary>
    public static Refusal BasketUnknown() => new("catalog.basket_unknown");

    /// <summary>Somebody changed it since the page was opened.</summary>
    public static Refusal BasketMoved() => new("catalog.basket_moved");

    public static Refusal BasketWrongState(GiftBasketState state) => new("catalog.basket_wrong_state", state);

    public static Refusal BasketNameMissing(int longest) => new("catalog.basket_name_missing", longest);

    /// <summary>What is shown to the public has all its words.</summary>
    public static Refusal BasketIncomplete() => new("catalog.basket_incomplete");

    /// <summary>A basket has no star, cures nothing and leads nowhere else.</summary>
    public static Refusal BasketWords(string words) => new("catalog.basket_words", words);

    public static Refusal BasketDatesWrong() => new("catalog.basket_dates_wrong");

    public static Refusal BasketLinesWrong(int fewest, int most) => new("catalog.basket_lines_wrong", fewest, most);

    public static Refusal BasketPiecesWrong(int most) => new("catalog.basket_pieces_wrong", most);

    public static Refusal BasketItemNotSent(string product) => new("catalog.basket_item_not_sent", product);

    public static Refusal BasketWithoutOwnGoods() => new("catalog.basket_without_own_goods");

    /// <summary>A price for some days is below the ordinary one.</summary>
    public static Refusal DatedPriceNotLower(long price, long listPrice) => new("catalog.dated_price_not_lower", price, listPrice);

    /// <summary>The law lets a promotion take off so many per cents at most.</summary>
    public static Refusal DatedPriceTooLow(int mostPercent, long lowest) => new("catalog.dated_price_too_low", mostPercent, lowest);

    public static Refusal DatedPriceOfAlcohol() => new("catalog.dated_price_of_alcohol");

    public static Refusal DatedPriceOverlaps(DateOnly from, DateOnly through) => new("catalog.dated_price_overlaps", from, through);

    /// <summary>Who pays the difference is named, and how many pieces at most.</summary>
    public static Refusal DatedPricePayerMissing(int longest) => new("catalog.dated_price_payer_missing", longest);

    public static Refusal DatedPricePiecesWrong(int most) => new("catalog.dated_price_pieces_wrong", most);

    /// <summary>It has ended, or was confirmed before.</summary>
    public static Refusal DatedPriceOver() => new("catalog.dated_price_over");

    public static Refusal DatedPriceUnknown() => new("catalog.dated_price_unknown");

    /// <summary>Others have bought the last pieces at this price.</summary>
    public static Refusal DatedPriceSoldOut(string product, int left) => new("catalog.dated_price_sold_out", product, left);
    public static Refusal AdministratorsOnly() => new("catalog.administrators_only");

    public static Refusal DemandNotYours() => new("catalog.demand_not_yours");

    /// <summary>Another rebuild has not ended.</summary>
    public static Refusal SearchBusy() => new("catalog.search_busy");

    /// <param name="status">Of HTTP; 0 when no answer came.</param>
    public static Refusal SearchClusterFailed(int status, string why) => new("catalog.search_cluster_failed", status, why);

    public static Refusal QueryColumnsMissing(string columns) => new("catalog.query_columns_missing", columns);

    public static Refusal SearchNoCluster() => new("catalog.search_no_cluster");

    public static Refusal SynonymsUnknown() => new("catalog.synonyms_unknown");

    public static Refusal SynonymsMoved() => new("catalog.synonyms_moved");

    public static Refusal SynonymsTooFew() => new("catalog.synonyms_too_few");

    public static Refusal SynonymsTooMany(int most) => new("catalog.synonyms_too_many", most);

    public static Refusal SynonymUnreadable(string term) => new("catalog.synonym_unreadable", term);

    public static Refusal SynonymTooLong(string term, int syllables, int letters) => new("catalog.synonym_too_long", term, syllables, letters);

    public static Refusal SynonymTwice(string term) => new("catalog.synonym_twice", term);

    public static Refusal SynonymGroupsFull(int most) => new("catalog.synonym_groups_full", most);

    /// <summary>The product can be had today.</summary>
    public static Refusal AlertNotNeeded() => new("catalog.alert_not_needed");

    /// <summary>It is only shown here, or an officer took it down.</summary>
    public static Refusal AlertNotPossible() => new("catalog.alert_not_possible");

    public static Refusal AlertsFull(int most) => new("catalog.alerts_full", most);

    public static Refusal AlertEmailWrong() => new("catalog.alert_email_wrong");

    /// <summary>Unknown, ended, or not confirmed in time: all say the same.</summary>
    public static Refusal AlertUnknown() => new("catalog.alert_unknown");

    /// <summary>Everything on offer is no search.</summary>
    public static Refusal SearchWithoutChoice() => new("catalog.search_without_choice");

    public static Refusal SearchNameWrong(int longest) => new("catalog.search_name_wrong", longest);

    public static Refusal SearchesFull(int most) => new("catalog.searches_full", most);

    /// <summary>Gone, or somebody else's: both say the same.</summary>
    public static Refusal SearchUnknown() => new("catalog.search_unknown");
}
