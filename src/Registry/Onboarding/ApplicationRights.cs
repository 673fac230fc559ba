using OcopMarket.Platform;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Who may do what with an application.</summary>
internal static class ApplicationRights
{
    public static bool MayFill(this Actor actor, ProducerApplication application) => actor.Account is { } account && account == application.EnteredBy;

    /// <summary>Officers for the registry in whose area the producer works; drafts of others are nobody's business yet.</summary>
    public static bool MayDecide(this Actor actor, ProducerApplication application)
        => application is { ProvinceCode: { } province, CommuneCode: { } commune } && actor.Officiates(OfficeTasks.Registry, province, commune);

    public static bool MaySee(this Actor actor, ProducerApplication application)
        => actor.MayFill(application) || (application.State is not ApplicationState.Draft && actor.MayDecide(application));
}
