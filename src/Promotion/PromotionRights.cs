using OcopMarket.Platform;

namespace OcopMarket.Promotion;

/// <summary>Who may do what with fairs and sales points.</summary>
internal static class PromotionRights
{
    /// <summary>Fairs of an office: its officers appointed to fairs, and those of offices above it.</summary>
    public static bool MayRunFairs(this Actor actor, OfficeArea office)
        => actor.HoldsTheMachine || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Fairs) && actor.Area?.Holds(office) is true);

    /// <summary>Whether there are any that they may run.</summary>
    public static bool MayRunFairs(this Actor actor) => actor.HoldsTheMachine || (actor.Kind is ActorKind.Officer && actor.Tasks.HasFlag(OfficeTasks.Fairs) && actor.Area is not null);

    /// <summary>What a producer sends in and answers for a fair: its staff with that right.</summary>
    public static bool MayTakePartFor(this Actor actor, ProducerId producer) => actor.WorksFor(producer, ProducerRights.Fairs);

    /// <summary>Businesses that buy on the board: officers of their place appointed to fairs, who run all of trade promotion.</summary>
    public static bool MayJudgeBuyers(this Actor actor, string provinceCode, string communeCode) => actor.HoldsTheMachine || actor.Officiates(OfficeTasks.Fairs, provinceCode, communeCode);

    /// <summary>Whether there are any that they may judge.</summary>
    public static bool MayJudgeBuyers(this Actor actor) => actor.MayRunFairs();

    /// <summary>Sales points of a place: officers appointed to them whose area holds it.</summary>
    public static bool MayRunPoints(this Actor actor, string provinceCode, string communeCode)
        => actor.HoldsTheMachine || actor.Officiates(OfficeTasks.SalesPoints, provinceCode, communeCode);

    /// <summary>Recognition is the province's or the ministry's; a commune proposes and surveys.</summary>
    public static bool MayRecognisePoints(this Actor actor, string provinceCode, string communeCode)
        => actor.HoldsTheMachine || (actor.Area is { Level: not OfficeLevel.Commune } && actor.Officiates(OfficeTasks.SalesPoints, provinceCode, communeCode));
}
