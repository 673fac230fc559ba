using OcopMarket.Platform;

namespace OcopMarket.Accounts;

/// <summary>Every "no" about people and rights.</summary>
internal static class AccountsRefusals
{
    public static Refusal NameMissing() => new("accounts.name_missing");

    public static Refusal NameTooLong(int longest) => new("accounts.name_too_long", longest);

    public static Refusal EmailWrong() => new("accounts.email_wrong");

    public static Refusal EmailIsTheSame() => new("accounts.email_is_the_same");

    public static Refusal EmailAskedTooOften(int most) => new("accounts.email_asked_too_often", most);

    public static Refusal EmailTaken() => new("accounts.email_taken");

    public static Refusal PasswordTooShort(int shortest) => new("accounts.password_too_short", shortest);

    public static Refusal PasswordTooLong(int longest) => new("accounts.password_too_long", longest);

    /// <summary>One or two letters again and again.</summary>
    public static Refusal PasswordTooPlain() => new("accounts.password_too_plain");

    public static Refusal PasswordWrong() => new("accounts.password_wrong");

    /// <summary>Unknown address, wrong password, not yet confirmed or shut: one answer, so that nobody learns who has an account.</summary>
    public static Refusal CannotSignIn() => new("accounts.cannot_sign_in");

    /// <summary>Said only after the right password; the letter has been sent again.</summary>
    public static Refusal EmailNotConfirmed() => new("accounts.email_not_confirmed");

    /// <summary>Of the authenticator app, or a recovery code that is none or was used.</summary>
    public static Refusal CodeWrong() => new("accounts.code_wrong");

    /// <summary>The password was entered too long ago, or in another browser.</summary>
    public static Refusal FirstStepMissing() => new("accounts.first_step_missing");

    public static Refusal SecondFactorRequired() => new("accounts.second_factor_required");

    public static Refusal PasskeyFailed() => new("accounts.passkey_failed");

    public static Refusal TooManyPasskeys(int most) => new("accounts.too_many_passkeys", most);

    /// <summary>Everyone uses it: nobody may change its password, name or factors.</summary>
    public static Refusal DemoIsFixed() => new("accounts.demo_is_fixed");

    /// <summary>Used, too old, or never ours.</summary>
    public static Refusal LinkWorthless() => new("accounts.link_worthless");

    public static Refusal ChangedMeanwhile() => new("accounts.changed_meanwhile");

    public static Refusal TermsNotAccepted() => new("accounts.terms_not_accepted");

    public static Refusal AccountUnknown() => new("accounts.account_unknown");

    public static Refusal OnlyAdministrators() => new("accounts.only_administrators");

    public static Refusal ReasonMissing() => new("accounts.reason_missing");

    public static Refusal ReasonTooLong(int longest) => new("accounts.reason_too_long", longest);

    public static Refusal AreaUnknown() => new("accounts.area_unknown");

    public static Refusal TasksMissing() => new("accounts.tasks_missing");

    public static Refusal TermWrong() => new("accounts.term_wrong");

    /// <summary>Who checks producers cannot work for one.</summary>
    public static Refusal StaffCannotOfficiate(string name) => new("accounts.staff_cannot_officiate", name);

    public static Refusal AdministratorsCannotOfficiate(string name) => new("accounts.administrators_cannot_officiate", name);

    public static Refusal OfficersCannotBeStaff(string name) => new("accounts.officers_cannot_be_staff", name);

    public static Refusal OnlyOwners() => new("accounts.only_owners");

    public static Refusal RightsMissing() => new("accounts.rights_missing");

    /// <summary>Accepted, withdrawn, too old, or never ours.</summary>
    public static Refusal InvitationOver() => new("accounts.invitation_over");

    public static Refusal TooManyInvitations(int most) => new("accounts.too_many_invitations", most);

    /// <summary>Somebody must stay who can manage the producer.</summary>
    public static Refusal LastOwner() => new("accounts.last_owner");

    public static Refusal StillInOffice() => new("accounts.still_in_office");

    public static Refusal LastAdministrator() => new("accounts.last_administrator");

    /// <summary>One's own rights and factors are another administrator's business.</summary>
    public static Refusal NotYourOwnAccount() => new("accounts.not_your_own_account");

    public static Refusal AlreadySo() => new("accounts.already_so");

    /// <summary>Whoever hands out rights officiates nowhere and works for nobody here.</summary>
    public static Refusal AdministratesOnly(string name) => new("accounts.administrates_only", name);

    public static Refusal NotAppointed(string name) => new("accounts.not_appointed", name);
}
