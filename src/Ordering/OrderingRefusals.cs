using OcopMarket.Platform;

namespace OcopMarket.Ordering;

/// <summary>What ordering says no to whatever it is about; each folder has its own beside it.</summary>
internal static class OrderingRefusals
{
    /// <summary>Of the producer's staff only those with the right to it.</summary>
    public static Refusal NotYourServices() => new("ordering.not_your_services");

    public static Refusal ReferenceWrong(int longest) => new("ordering.reference_wrong", longest);

    public static Refusal MoneyRightMissing() => new("ordering.money_right_missing");

    public static Refusal OnlyAdministrators() => new("ordering.only_administrators");

    public static Refusal TextMissing() => new("ordering.text_missing");

    public static Refusal OfficersOnly() => new("ordering.officers_only");

    public static Refusal MembersOnly() => new("ordering.members_only");
}
