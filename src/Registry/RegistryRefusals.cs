using OcopMarket.Platform;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Registry;

/// <summary>Every "no" the registry can say.</summary>
internal static class RegistryRefusals
{
    public static Refusal CertificateUnknown(string number) => new("registry.certificate_unknown", number);

    public static Refusal NumberIsAmbiguous(string number, string issuers) => new("registry.number_is_ambiguous", number, issuers);

    public static Refusal AlreadyRevoked(string number, DateOnly from) => new("registry.already_revoked", number, from);

    public static Refusal AlreadySuperseded(string number, DateOnly from) => new("registry.already_superseded", number, from);

    public static Refusal NotYourArea(string number) => new("registry.not_your_area", number);

    /// <summary>A producer, a planned product or a run.</summary>
    public static Refusal OutsideYourArea(string what) => new("registry.outside_your_area", what);

    /// <summary>A desk belongs to an office of the state.</summary>
    public static Refusal OfficersOnly() => new("registry.officers_only");

    /// <summary>A code in an address that no province or commune has.</summary>
    public static Refusal PlaceUnknown(string code) => new("registry.place_unknown", code);

    public static Refusal PeriodWrong(DateOnly from, DateOnly through) => new("registry.period_wrong", from, through);

    /// <summary>A report goes upwards; above the ministry there is nobody.</summary>
    public static Refusal NoHigherOffice() => new("registry.no_higher_office");

    /// <summary>The register changed since the page was opened.</summary>
    public static Refusal ReportChanged() => new("registry.report_changed");

    /// <summary>Not there, or neither sent nor received by this office.</summary>
    public static Refusal SentReportUnknown() => new("registry.sent_report_unknown");

    /// <summary>The rule set in force gives this decision to another level.</summary>
    public static Refusal NotYourLevel(int stars, OfficeLevel level) => new("registry.not_your_level", stars, level);

    public static Refusal DocumentMissing() => new("registry.document_missing");

    public static Refusal ReasonMissing() => new("registry.reason_missing");

    public static Refusal ReasonTooLong(int longest) => new("registry.reason_too_long", longest);

    /// <summary>A revocation cannot reach back before the day it is recorded: what was sold until then was sold under a certificate in force.</summary>
    public static Refusal RevocationInThePast(DateOnly from) => new("registry.revocation_in_the_past", from);

    /// <summary>It would have ended before; a date typed wrongly more often than meant.</summary>
    public static Refusal RevocationAfterEnd(DateOnly from, DateOnly lastDay) => new("registry.revocation_after_end", from, lastDay);

    /// <summary>The number typed to confirm is another.</summary>
    public static Refusal NumberNotTyped(string number) => new("registry.number_not_typed", number);

    public static Refusal DocumentTooLong(int longest) => new("registry.document_too_long", longest);

    /// <summary>Somebody else wrote into it after this page was read.</summary>
    public static Refusal ChangedSince(string what) => new("registry.changed_since", what);

    public static Refusal NothingCorrected() => new("registry.nothing_corrected");

    /// <summary>One issuer gives a number once.</summary>
    public static Refusal NumberTaken(string number, string issuer) => new("registry.number_taken", number, issuer);

    public static Refusal ExtensionNotLater(DateOnly term) => new("registry.extension_not_later", term);

    public static Refusal ExtensionTooLong(int days, DateOnly latest) => new("registry.extension_too_long", days, latest);

    public static Refusal ExtensionUnknownToRules(string ruleSet) => new("registry.extension_unknown_to_rules", ruleSet);

    public static Refusal OverlapsAnother(string number) => new("registry.overlaps_another", number);

    public static Refusal RunUnknown(string run) => new("registry.run_unknown", run);

    /// <summary>Later only whoever holds the machine takes a run back.</summary>
    public static Refusal RunTooOld(DateTimeOffset until) => new("registry.run_too_old", until.InVietnam().DateTime);

    public static Refusal RunAlreadyUndone(string run) => new("registry.run_already_undone", run);

    /// <summary>Something the run made has been changed since; undoing would lose that.</summary>
    public static Refusal RunChangedSince(string what) => new("registry.run_changed_since", what);

    public static Refusal HeaderWrong(string missing, string unknown) => new("registry.header_wrong", missing, unknown);

    public static Refusal ControlTotalDiffers(string what, int expected, int found) => new("registry.control_total_differs", what, expected, found);

    public static Refusal ProducerUnknown(string producer) => new("registry.producer_unknown", producer);

    public static Refusal LicenceDatesWrong(DateOnly from, DateOnly through) => new("registry.licence_dates_wrong", from, through);

    public static Refusal LicenceNumberMissing() => new("registry.licence_number_missing");

    public static Refusal AlreadySuspended(string producer, DateOnly from) => new("registry.already_suspended", producer, from);

    public static Refusal NotSuspended(string producer) => new("registry.not_suspended", producer);

    /// <summary>Without an urgent ground the producer is told first.</summary>
    public static Refusal SuspensionNeedsNotice(int days, DateOnly earliest) => new("registry.suspension_needs_notice", days, earliest);

    /// <summary>It concerns the producer's papers or standing: for its owners, or staff with the right.</summary>
    public static Refusal OwnersOnly() => new("registry.owners_only");

    /// <summary>A report needs what it is about and what is wrong.</summary>
    public static Refusal ReportEmpty() => new("registry.report_empty");

    public static Refusal TooManyReportPictures(int most) => new("registry.too_many_report_pictures", most);

    public static Refusal ReportUnknown() => new("registry.report_unknown");

    public static Refusal ReportAnswered(string number) => new("registry.report_answered", number);

    /// <summary>A colleague deals with it already.</summary>
    public static Refusal CaseHeld(string title, string by) => new("registry.case_held", title, by);

    public static Refusal AppealedAlready() => new("registry.appealed_already");

    public static Refusal NoAppealWaits(string producer) => new("registry.no_appeal_waits", producer);

    public static Refusal ProposedAlready(string number) => new("registry.proposed_already", number);

    public static Refusal ProposalUnknown() => new("registry.proposal_unknown");

    /// <summary>Another officer was first.</summary>
    public static Refusal ProposalAnswered(string number) => new("registry.proposal_answered", number);

    public static Refusal LicenceWithdrawnAlready(string number, DateOnly from) => new("registry.licence_withdrawn_already", number, from);

    public static Refusal SuspensionInThePast(DateOnly from) => new("registry.suspension_in_the_past", from);

    public static Refusal ImportFileUnknown() => new("registry.import_file_unknown");

    /// <summary>It is being read or taken just now, or has been taken.</summary>
    public static Refusal ImportFileBusy(string name) => new("registry.import_file_busy", name);

    /// <summary>Totals and the layout were changed, or the file was never read: what would be taken is not what was shown.</summary>
    public static Refusal ImportNotChecked(string name) => new("registry.import_not_checked", name);

    /// <summary>A fault of the market, not of the file; it is in the log.</summary>
    public static Refusal ImportFailed() => new("registry.import_failed");

    public static Refusal ControlTotalUnreadable(string text) => new("registry.control_total_unreadable", text);

    public static Refusal ImportMissing(string column) => new("registry.import_missing", column);

    public static Refusal ImportFormula(string formula) => new("registry.import_formula", formula);

    public static Refusal ImportTooLong(string column, int longest) => new("registry.import_too_long", column, longest);

    public static Refusal ImportSubgroup(string written) => new("registry.import_subgroup", written);

    public static Refusal ImportStars(string written) => new("registry.import_stars", written);

    public static Refusal ImportProducerType(string written, string known) => new("registry.import_producer_type", written, known);

    public static Refusal ImportAuthorityLevel(string written, string known) => new("registry.import_authority_level", written, known);

    public static Refusal ImportTaxCode(string written) => new("registry.import_tax_code", written);

    public static Refusal ImportEmail(string written) => new("registry.import_email", written);

    /// <summary>Not written as a date, or a day the calendar does not have.</summary>
    public static Refusal ImportDate(string written) => new("registry.import_date", written);

    /// <summary>Before the programme or far ahead: a typing error.</summary>
    public static Refusal ImportDateOutOfRange(DateOnly date, DateOnly first, DateOnly last) => new("registry.import_date_out_of_range", date, first, last);

    public static Refusal ImportEndsBeforeIssue(DateOnly through, DateOnly issuedOn) => new("registry.import_ends_before_issue", through, issuedOn);

    public static Refusal ImportTermLongerThanRules(DateOnly through, DateOnly term, string law) => new("registry.import_term_longer_than_rules", through, term, law);

    public static Refusal ImportTermPastExtension(DateOnly through, DateOnly extendedTo) => new("registry.import_term_past_extension", through, extendedTo);

    /// <summary>One certificate covers one product: a row for each.</summary>
    public static Refusal ImportSeveralProducts(string written) => new("registry.import_several_products", written);

    public static Refusal ImportPlaceUnknown(string written) => new("registry.import_place_unknown", written);

    /// <summary>The former commune was divided; only somebody who knows the spot can say which it is: then commune_code names it.</summary>
    public static Refusal ImportCommuneSplit(string written, string candidates) => new("registry.import_commune_split", written, candidates);

    public static Refusal ImportPlaceAmbiguous(string written, string candidates) => new("registry.import_place_ambiguous", written, candidates);

    public static Refusal ImportPlaceDisagrees(string ofCode, string written) => new("registry.import_place_disagrees", ofCode, written);

    public static Refusal ImportTwiceInFile(string number, int row) => new("registry.import_twice_in_file", number, row);

    /// <summary>In a plan, where products have no number.</summary>
    public static Refusal ImportProductTwiceInFile(string product, int row) => new("registry.import_product_twice_in_file", product, row);

    public static Refusal ImportNumberIsAnothers(string number, string product, string producer) => new("registry.import_number_is_anothers", number, product, producer);

    public static Refusal ImportTaxCodeIsAnothers(string taxCode, string producer) => new("registry.import_tax_code_is_anothers", taxCode, producer);

    public static Refusal ImportProducerDoubtful(string written, string known, string place) => new("registry.import_producer_doubtful", written, known, place);

    public static Refusal ImportProductDoubtful(string written, string known, string place) => new("registry.import_product_doubtful", written, known, place);

    /// <summary>Not there, or of another area or task.</summary>
    public static Refusal CaseUnknown() => new("registry.case_unknown");

    public static Refusal CaseClosed(string title) => new("registry.case_closed", title);

    /// <summary>Only who deals with a case, or covers for them, puts it back.</summary>
    public static Refusal CaseNotYours(string title) => new("registry.case_not_yours", title);

    public static Refusal ColleagueWithoutRight(string title) => new("registry.colleague_without_right", title);

    public static Refusal AbsenceDaysWrong(int most) => new("registry.absence_days_wrong", most);

    public static Refusal CoverWithoutRight(string officer) => new("registry.cover_without_right", officer);

    public static Refusal AbsentAlready(string officer, DateOnly from, DateOnly through) => new("registry.absent_already", officer, from, through);

    public static Refusal CoverIsAway(string cover, DateOnly from, DateOnly through) => new("registry.cover_is_away", cover, from, through);

    public static Refusal CoversForSomebody(string officer, string other, DateOnly from, DateOnly through) => new("registry.covers_for_somebody", officer, other, from, through);
}
