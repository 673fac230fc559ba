using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Every "no" on the way to being a producer.</summary>
internal static class OnboardingRefusals
{
    public static Refusal ApplicationUnknown() => new("registry.application_unknown");

    public static Refusal ApplicationNotYours() => new("registry.application_not_yours");

    /// <summary>Officers enter applications at their own desk.</summary>
    public static Refusal ApplicantIsNoMember() => new("registry.applicant_is_no_member");

    public static Refusal ApplicationNotOpen(ApplicationState state) => new("registry.application_not_open", state);

    public static Refusal ApplicationNotWaiting(ApplicationState state) => new("registry.application_not_waiting", state);

    public static Refusal ApplicationIncomplete(ApplicationStep step) => new("registry.application_incomplete", step);

    public static Refusal ProducerNameMissing(int longest) => new("registry.producer_name_missing", longest);

    public static Refusal RepresentativeMissing() => new("registry.representative_missing");

    public static Refusal TaxCodeWrong(string written) => new("registry.tax_code_wrong", written);

    public static Refusal TaxCodeMissing(ProducerType type) => new("registry.tax_code_missing", type);

    public static Refusal RegistrationNumberMissing(ProducerType type) => new("registry.registration_number_missing", type);

    public static Refusal AddressMissing() => new("registry.address_missing");

    public static Refusal PhoneWrong(string written) => new("registry.phone_wrong", written);

    public static Refusal EmailWrong(string written) => new("registry.email_wrong", written);

    public static Refusal BankUnknown() => new("registry.bank_unknown");

    public static Refusal AccountNumberWrong(string written) => new("registry.account_number_wrong", written);

    public static Refusal AccountHolderWrong(int longest) => new("registry.account_holder_wrong", longest);

    public static Refusal PapersMissing() => new("registry.papers_missing");

    /// <summary>What was chosen is not among those that look like the applicant, any more.</summary>
    public static Refusal ClaimNotAmongMatches() => new("registry.claim_not_among_matches");

    /// <summary>The tax code is in the registry already: it is that producer, or the code is wrong.</summary>
    public static Refusal TaxCodeIsKnown(string taxCode, string producer) => new("registry.tax_code_is_known", taxCode, producer);

    /// <summary>Its owner invites whoever works there.</summary>
    public static Refusal ProducerHasOwner(string producer) => new("registry.producer_has_owner", producer);

    public static Refusal ConsentMissing() => new("registry.consent_missing");

    public static Refusal ConsentInFuture(DateOnly day) => new("registry.consent_in_future", day);

    public static Refusal MoneyRightMissing() => new("registry.money_right_missing");
}
