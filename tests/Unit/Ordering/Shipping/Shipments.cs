using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Tests.Support.Shipping;

namespace OcopMarket.Tests.Unit.Ordering.Shipping;

/// <summary>Shipments of one jar from Hà Nội; a test names only what it is about.</summary>
internal static class Shipments
{
    public static readonly ProducerId Producer = ProducerId.New();

    public static ShippedGoods Jar(int grams = 500, int quantity = 1, Dimensions? size = null, bool cold = false, bool fragile = false, int? makingDays = 0, IReadOnlyList<string>? deliversTo = null, ListingKind kind = ListingKind.Parcel)
        => new(quantity, grams, size, cold, fragile, makingDays, deliversTo, kind);

    public static Shipment To(string province, ShippedGoods? goods = null, string? commune = null, long value = 200_000, bool cod = false)
        => new(Producer, "01", "00004", province, commune, [goods ?? Jar()], new Money(value), cod);

    public static ShippingPlan Plan(Shipment shipment, ProducerShipping? producer = null, params (DateOnly From, DateOnly Through)[] closed)
        => new(shipment, producer ?? new ProducerShipping { ProducerId = Producer }, PriceLists.Book, closed, []);

    public static ShippingPlan PlanWith(Shipment shipment, params BoothPlace[] booths) => new(shipment, new ProducerShipping { ProducerId = Producer }, PriceLists.Book, [], booths);

    public static ShippingOption? Option(this ShippingPlan plan, string service, DateTime? now = null)
        => plan.OptionsAt(now ?? new DateTime(2026, 3, 2, 9, 0, 0)).SingleOrDefault(o => o.Service == service);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
