using OcopMarket.Platform;

namespace OcopMarket.Registry;

/// <summary>Every "no" the registry can say.</summary>
internal static class RegistryRefusals
{
    public static Refusal CertificateUnknown(string number) => new("registry.certificate_unknown", number);

    public static Refusal NumberIsAmbiguous(string number, string issuers) => new("registry.number_is_ambiguous", number, issuers);

    public static Refusal AlreadyRevoked(string number, DateOnly from) => new("registry.already_revoked", number, from);

    public static Refusal AlreadySuperseded(string number, DateOnly from) => new("registry.already_superseded", number, from);

    public static Refusal NotYourArea(string number) => new("registry.not_your_area", number);

    /// <summary>The rule set in force gives this decision to another level.</summary>
    public static Refusal NotYourLevel(int stars, OfficeLevel level) => new("registry.not_your_level", stars, level);

    public static Refusal DocumentMissing() => new("registry.document_missing");

    public static Refusal ReasonMissing() => new("registry.reason_missing");

    /// <summary>A revocation cannot reach back before the day it is recorded: what was sold until then was sold under a certificate in force.</summary>
    public static Refusal RevocationInThePast(DateOnly from) => new("registry.revocation_in_the_past", from);

    public static Refusal ExtensionNotLater(DateOnly term) => new("registry.extension_not_later", term);

    public static Refusal ExtensionTooLong(int days, DateOnly latest) => new("registry.extension_too_long", days, latest);

    public static Refusal ExtensionUnknownToRules(string ruleSet) => new("registry.extension_unknown_to_rules", ruleSet);

    public static Refusal OverlapsAnother(string number) => new("registry.overlaps_another", number);

    public static Refusal RunUnknown(string run) => new("registry.run_unknown", run);

    public static Refusal RunAlreadyUndone(string run) => new("registry.run_already_undone", run);

    /// <summary>Something the run made has been changed since; undoing would lose that.</summary>
    public static Refusal RunChangedSince(string what) => new("registry.run_changed_since", what);

    public static Refusal FileUnreadable(string why) => new("registry.file_unreadable", why);

    public static Refusal FileTooLarge(long megabytes) => new("registry.file_too_large", megabytes);

    public static Refusal HeaderWrong(string missing, string unknown) => new("registry.header_wrong", missing, unknown);

    public static Refusal ControlTotalDiffers(string what, int expected, int found) => new("registry.control_total_differs", what, expected, found);

    public static Refusal ProducerUnknown(string producer) => new("registry.producer_unknown", producer);

    public static Refusal LicenceDatesWrong(DateOnly from, DateOnly through) => new("registry.licence_dates_wrong", from, through);
}
