using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Checkout;

/// <summary>How the parcels of a plan travel and how their producers are paid.</summary>
internal interface IPlanChoices
{
    PaymentMethod? MethodOf(ProducerId producer);

    /// <summary>Says that a producer cannot be paid so.</summary>
    Refusal WhyUnpaid(string producerName);

    /// <param name="options">What is open to the parcel; never empty.</param>
    Result<ShippingOption> WayOf(ProducerId producer, string producerName, Recipient recipient, IReadOnlyList<ShippingOption> options);
}

/// <summary>What the buyer chose for each producer of a basket.</summary>
internal sealed class ChosenInCart(Cart cart) : IPlanChoices
{
    private readonly Dictionary<ProducerId, CartChoice> _choices = cart.Choices.ToDictionary(c => c.ProducerId);

    public PaymentMethod? MethodOf(ProducerId producer) => _choices.GetValueOrDefault(producer)?.Method;

    public Refusal WhyUnpaid(string producerName) => CheckoutRefusals.MethodNotChosen(producerName);

    public Result<ShippingOption> WayOf(ProducerId producer, string producerName, Recipient recipient, IReadOnlyList<ShippingOption> options)
        => _choices.GetValueOrDefault(producer)?.Service is { } service && options.FirstOrDefault(o => o.Service == service) is { } chosen ? chosen : CheckoutRefusals.ServiceNotChosen(producerName);
}
