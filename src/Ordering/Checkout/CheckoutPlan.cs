using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Checkout;

/// <summary>What a purchase would be if it were confirmed now: every parcel, every share, every payment, and what stands in its way.</summary>
/// <param name="Problems">Empty when it can be confirmed.</param>
public sealed record CheckoutPlan(IReadOnlyList<PlannedParcel> Parcels, IReadOnlyList<PlannedPayment> Payments, IReadOnlyList<PlanProblem> Problems)
{
    public Money Goods => Sum(p => p.Goods);

    public Money Shipping => Sum(p => p.ShippingFee);

    public Money Wrapping => Sum(p => p.WrapFee);

    public Money Discount => Sum(p => p.Discount);

    public Money Total => Goods + Shipping + Wrapping - Discount;

    public bool HoldsAlcohol => Parcels.Any(p => p.HoldsAlcohol);

    private Money Sum(Func<PlannedParcel, Money> of) => Parcels.Aggregate(Money.Zero, (sum, parcel) => sum + of(parcel));
}

/// <summary>What one producer would send to one recipient.</summary>
/// <param name="Option">Null while no way of sending it is chosen or there is none; else one of <paramref name="Options"/>.</param>
public sealed record PlannedParcel(
    ProducerId Producer, string ProducerName, RecipientId Recipient, string RecipientName, ShippingOption? Option, IReadOnlyList<ShippingOption> Options, WrapKind? Wrap, Money WrapFee,
    IReadOnlyList<PlannedLine> Lines)
{
    public Money ShippingFee => Option?.Fee ?? Money.Zero;

    public Money Goods => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Goods);

    public Money Discount => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.DiscountShare);

    public Money Total => Goods + ShippingFee + WrapFee - Discount;

    public bool HoldsAlcohol => Lines.Any(l => ProductSets.Get(l.Offer.Set).Adult);
}

/// <param name="Fee">What the market charges the producer; buyers do not pay it.</param>
public sealed record PlannedLine(Guid CartLine, OfferedPacking Offer, int Quantity, Money ShippingShare, Money WrapShare, Money DiscountShare, Money Fee)
{
    /// <summary>The booth at which it is sold; null for what is sold nowhere but here.</summary>
    public BoothPlace? SoldAt { get; init; }

    public Money Goods => Offer.Price * Quantity;

    public Money Paid => Goods + ShippingShare + WrapShare - DiscountShare;
}

/// <param name="Allowed">What may be chosen for these goods; <paramref name="Method"/> is one of them or null.</param>
public sealed record PlannedPayment(ProducerId Producer, string ProducerName, PaymentMethod? Method, IReadOnlyList<PaymentMethod> Allowed, Money Amount);

/// <summary>Why it cannot be confirmed yet, and where to mend it.</summary>
/// <param name="Step">Of the checkout, 1 to 5; 0 is the basket.</param>
public sealed record PlanProblem(int Step, Refusal Refusal, Guid? CartLine = null, RecipientId? Recipient = null, ProducerId? Producer = null);
