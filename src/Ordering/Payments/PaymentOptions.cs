using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Payments;

/// <summary>Which ways of paying a producer there are for goods of a cart.</summary>
internal static class PaymentRules
{
    /// <param name="possible">What the producer and the market are set up for.</param>
    /// <param name="adult">Alcohol among the goods: no cash (law 44/2019/QH14, article 16).</param>
    /// <param name="gift">Somebody else opens the door, who would have to pay.</param>
    public static IReadOnlyList<PaymentMethod> Allowed(IReadOnlyCollection<PaymentMethod> possible, bool adult, bool gift)
        => [.. possible.Where(m => m is not PaymentMethod.Cod || (!adult && !gift)).Order()];
}

/// <summary>What producers and the market are set up for.</summary>
internal interface IPaymentOptions
{
    Task<ILookup<ProducerId, PaymentMethod>> OfAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct);
}

internal sealed class PaymentOptions(IProducerAccounts accounts, CardOffer cards) : IPaymentOptions
{
    public async Task<ILookup<ProducerId, PaymentMethod>> OfAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        var payable = await accounts.ForBuyersAsync(producers, ct);
        var ready = await cards.ReadyAsync(producers, ct);
        return producers.SelectMany(MethodsOf, (p, m) => (p, m)).ToLookup(x => x.p, x => x.m);

        IEnumerable<PaymentMethod> MethodsOf(ProducerId producer)
            => [PaymentMethod.Cod, .. payable.ContainsKey(producer) ? [PaymentMethod.VietQr] : Array.Empty<PaymentMethod>(), .. ready.Contains(producer) ? [PaymentMethod.Card] : Array.Empty<PaymentMethod>()];
    }
}
