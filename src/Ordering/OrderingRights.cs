using OcopMarket.Platform;

namespace OcopMarket.Ordering;

internal static class OrderingRights
{
    /// <summary>Accepts, packs and hands over a producer's parcels, and sees where they go.</summary>
    public static bool MayHandleOrders(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Orders);

    /// <summary>Sees a producer's transfers and says what they were for.</summary>
    public static bool MayHandleMoney(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Money);
}
