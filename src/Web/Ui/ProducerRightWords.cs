using OcopMarket.Platform;

namespace OcopMarket.Web.Ui;

/// <summary>The single rights in a set of them, in the order people read them; texts are named <c>Right…</c>.</summary>
internal static class ProducerRightWords
{
    public static IReadOnlyList<ProducerRights> Single { get; } = [ProducerRights.Listings, ProducerRights.Orders, ProducerRights.Fairs, ProducerRights.Money, ProducerRights.Owner];

    public static IEnumerable<ProducerRights> Of(ProducerRights rights) => Single.Where(r => rights.HasFlag(r));

    public static ProducerRights Sum(IEnumerable<string>? names)
        => (names ?? []).Select(n => Enum.TryParse<ProducerRights>(n, out var right) && Single.Contains(right) ? right : ProducerRights.None).Aggregate(ProducerRights.None, (a, b) => a | b);
}
