using OcopMarket.Platform;

namespace OcopMarket.Ordering.Reviews;

/// <summary>Every "no" that can meet reviews of what was received.</summary>
internal static class ReceivedRefusals
{
    /// <summary>No such line under the secret: unknown or somebody else's, both say the same.</summary>
    public static Refusal NothingReceived() => new("ordering.nothing_received");

    public static Refusal NotReceivedYet() => new("ordering.not_received_yet");
}
