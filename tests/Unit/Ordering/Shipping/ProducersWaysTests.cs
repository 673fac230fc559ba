using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using static OcopMarket.Tests.Unit.Ordering.Shipping.Shipments;

namespace OcopMarket.Tests.Unit.Ordering.Shipping;

/// <summary>What a producer has chosen for its own house.</summary>
public sealed class ProducersWaysTests
{
    [Theory]
    [InlineData(499_999, 30_000)]
    [InlineData(500_000, 0)]
    public void Own_delivery_is_free_from_the_value_the_producer_named(long value, long fee)
    {
        var producer = new ProducerShipping { ProducerId = Producer, OwnAreas = [new("01", new Money(30_000))], OwnFreeFrom = new Money(500_000) };

        Assert.Equal(new Money(fee), Plan(To("01", value: value), producer).Option(ShippingOption.Own)!.Fee);
    }

    [Fact]
    public void Goods_are_fetched_on_the_producers_days_only()
    {
        var producer = new ProducerShipping { ProducerId = Producer, PickupDays = [DayOfWeek.Saturday] };

        Assert.Equal(Day("2026-03-07"), Plan(To("01"), producer).Option(ShippingOption.Pickup, new DateTime(2026, 3, 2, 9, 0, 0))!.From); // a Monday
    }

    [Fact]
    public void The_producers_hour_comes_before_the_carriers_and_never_after_it()
    {
        var (early, late) = (new ProducerShipping { ProducerId = Producer, Until = new(10, 0) }, new ProducerShipping { ProducerId = Producer, Until = new(23, 0) });

        Assert.Equal(new TimeOnly(10, 0), Plan(To("01"), early).LastOrderDay(Day("2026-03-20"), "vnpost-ems", new DateTime(2026, 3, 2, 9, 0, 0))!.Until);
        Assert.Equal(new TimeOnly(15, 0), Plan(To("01"), late).LastOrderDay(Day("2026-03-20"), "vnpost-ems", new DateTime(2026, 3, 2, 9, 0, 0))!.Until);
    }

    [Fact]
    public void A_producer_that_stops_days_before_a_long_holiday_packs_nothing_on_them_but_works_before_a_single_day_off()
    {
        var producer = new ProducerShipping { ProducerId = Producer, StopDays = 3 };

        // Tết 2026 is 16 to 20 February: nothing is ready from the 13th to the 20th.
        Assert.Equal(Day("2026-02-12"), Plan(To("01"), producer).Option(ShippingOption.Pickup, new DateTime(2026, 2, 12, 9, 0, 0))!.From);
        Assert.Equal(Day("2026-02-21"), Plan(To("01"), producer).Option(ShippingOption.Pickup, new DateTime(2026, 2, 13, 9, 0, 0))!.From);
        Assert.Equal(Day("2026-04-24"), Plan(To("01"), producer).Option(ShippingOption.Pickup, new DateTime(2026, 4, 24, 9, 0, 0))!.From); // Hùng Kings' Day is the 26th
    }
}
