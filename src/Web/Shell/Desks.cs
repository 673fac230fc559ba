using OcopMarket.Platform;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Shell;

/// <summary>Which desks a person has.</summary>
public static class Desks
{
    /// <summary>Their own account last: whoever works here wants the desk first.</summary>
    public static IReadOnlyList<DeskLink> Of(Actor actor) =>
    [
        .. actor.Kind switch
        {
            ActorKind.Officer => [new DeskLink("DeskOfficer", Urls.OfficerDesk, "shield-check")],
            ActorKind.Administrator => [new DeskLink("DeskAdmin", Urls.AdminDesk, "menu")],
            ActorKind.Member when actor.Memberships.Count > 0 => [new DeskLink("DeskProducer", Urls.ProducerDesk, "store")],
            ActorKind.Member or ActorKind.Guest or ActorKind.System or ActorKind.Operator => Array.Empty<DeskLink>(),
        },
        new DeskLink("DeskAccount", Urls.Account, "user"),
    ];
}
