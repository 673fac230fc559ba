using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.People;

/// <summary>Who may change other people's rights, and that they say why.</summary>
internal static class AdministratorRights
{
    public const int LongestReason = 1000;

    /// <summary>Name of the lock under which administrators lose that right: two at once would leave none.</summary>
    public const string LastOne = "accounts.administrators";

    public static bool MaySee(Actor actor) => actor.Kind is ActorKind.Administrator or ActorKind.Operator;

    public static Refusal? WhyNot(Actor actor, string? reason) => actor.Kind switch
    {
        ActorKind.Administrator or ActorKind.Operator => VietnameseText.Clean(reason).Length switch
        {
            0 => AccountsRefusals.ReasonMissing(),
            > LongestReason => AccountsRefusals.ReasonTooLong(LongestReason),
            _ => null,
        },
        ActorKind.System or ActorKind.Officer or ActorKind.Member or ActorKind.Guest => AccountsRefusals.OnlyAdministrators(),
    };
}
