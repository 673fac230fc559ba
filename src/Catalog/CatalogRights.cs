using OcopMarket.Platform;

namespace OcopMarket.Catalog;

/// <summary>Who may do what in the catalogue.</summary>
internal static class CatalogRights
{
    /// <summary>Listings, stock, pictures and closed days of a producer: its staff with that right.</summary>
    public static bool MayKeepShelf(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Listings);

    /// <summary>What producers of a place say and show: officers appointed to moderation there.</summary>
    public static bool MayModerate(this Actor actor, string provinceCode, string communeCode)
        => actor.HoldsTheMachine || actor.Officiates(OfficeTasks.Moderation, provinceCode, communeCode);

    /// <summary>Gift baskets: officers appointed to moderation, and administrators.</summary>
    public static bool MayCurate(this Actor actor)
        => actor.HoldsTheMachine || actor.Kind is ActorKind.Administrator || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Moderation));

    /// <summary>Baskets of an office: its own officers and those of offices above it; administrators keep all.</summary>
    public static bool MayCurate(this Actor actor, OfficeArea area) => actor.MayCurate() && (actor.Kind is not ActorKind.Officer || actor.Area?.Holds(area) is true);

    /// <summary>The search engine and the words it knows: administrators.</summary>
    public static bool MayKeepSearch(this Actor actor) => actor.HoldsTheMachine || actor.Kind is ActorKind.Administrator;

    /// <summary>What people looked for in vain: whoever can do something about it, officers and producers' staff.</summary>
    public static bool MayReadDemand(this Actor actor)
        => actor.MayKeepSearch() || actor.Kind is ActorKind.Officer || (actor.Kind is ActorKind.Member && actor.Memberships.Count > 0);
}
