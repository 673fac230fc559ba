using OcopMarket.Platform;

namespace OcopMarket.Accounts.People;

/// <summary>How the audit trail names an account: never by what the person may have deleted one day.</summary>
internal static class AccountSubject
{
    public static string Of(AccountId id) => $"account:{id}";
}
