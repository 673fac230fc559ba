using OcopMarket.Platform;

namespace OcopMarket.Ordering;

internal static class OrderingRights
{
    /// <summary>Sees a producer's transfers and says what they were for.</summary>
    public static bool MayHandleMoney(this Actor actor, ProducerId producer) => actor.HoldsTheMachine || actor.WorksFor(producer, ProducerRights.Money);
}
