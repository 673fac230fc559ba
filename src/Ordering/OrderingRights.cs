using OcopMarket.Platform;

namespace OcopMarket.Ordering;

internal static class OrderingRights
{
    /// <summary>Accepts, packs and hands over a producer's parcels, and sees where they go.</summary>
    public static bool MayHandleOrders(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Orders);

    /// <summary>Keeps what holds for everybody, such as price lists and holidays.</summary>
    public static bool KeepsTheMarket(this Actor actor) => actor.Kind is ActorKind.Administrator or ActorKind.Operator;

    /// <summary>Says what a producer offers beside its goods, such as wrapping, and at what price.</summary>
    public static bool MayKeepServices(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Listings);

    /// <summary>Sees a producer's transfers and says what they were for.</summary>
    public static bool MayHandleMoney(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Money);
}
