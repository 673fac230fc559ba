using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Tests.Support.Shipping;
using static OcopMarket.Tests.Unit.Ordering.Shipping.Shipments;

namespace OcopMarket.Tests.Unit.Ordering.Shipping;

/// <summary>Fees by the price lists that come with the market.</summary>
public sealed class ShippingFeeTests
{
    [Theory]
    [InlineData(1, 500, 14_000)]
    [InlineData(499, 500, 14_000)]
    [InlineData(500, 500, 14_000)]
    [InlineData(501, 1000, 16_000)]
    [InlineData(1000, 1000, 16_000)]
    [InlineData(1001, 1500, 18_000)]
    [InlineData(10_000, 10_000, 52_000)]
    public void Weight_is_charged_by_begun_steps_of_500_grams(int grams, int chargeable, long fee)
    {
        var option = Plan(To("01", Jar(grams))).Option("vnpost-buu-kien")!;

        Assert.Equal((chargeable, new Money(fee)), (option.ChargeableGrams, option.Fee));
    }

    [Theory]
    [InlineData("01", 14_000)] // Hà Nội itself
    [InlineData("31", 18_000)] // Hải Phòng, the same region
    [InlineData("14", 18_000)] // Sơn La: both are the North
    [InlineData("40", 22_000)] // Nghệ An, next to it
    [InlineData("66", 22_000)] // Đắk Lắk: highlands of the Centre
    [InlineData("79", 26_000)] // Hồ Chí Minh City, the other end
    [InlineData("96", 26_000)] // Cà Mau
    public void The_zone_between_the_provinces_decides(string province, long fee)
        => Assert.Equal(new Money(fee), Plan(To(province)).Option("vnpost-buu-kien")!.Fee);

    [Theory]
    [InlineData("01", "01", Zone.SameProvince)]
    [InlineData("92", "79", Zone.SameRegion)] // Cần Thơ – Hồ Chí Minh City
    [InlineData("42", "52", Zone.SameRegion)] // Hà Tĩnh – Gia Lai
    [InlineData("52", "79", Zone.NearRegion)]
    [InlineData("08", "38", Zone.NearRegion)] // Tuyên Quang – Thanh Hóa
    [InlineData("08", "91", Zone.FarRegion)]
    [InlineData("08", "00", null)]
    [InlineData("08", null, null)]
    public void Zones_are_the_same_there_and_back(string from, string? to, Zone? zone)
    {
        Assert.Equal(zone, Zones.Between(from, to));
        Assert.Equal(zone, Zones.Between(to, from));
    }

    [Fact]
    public void Volume_beats_weight_by_the_carriers_own_divisor()
    {
        var box = Jar(grams: 900, size: new Dimensions(300, 250, 200)); // 15,000 cm³: 2.5 kg at 6000, 3 kg at 5000
        var producer = new ProducerShipping { ProducerId = Producer, CarrierCodes = ["vnpost", "ghn"] };

        var plan = Plan(To("01", box), producer);

        Assert.Equal((2500, new Money(22_000)), (plan.Option("vnpost-buu-kien")!.ChargeableGrams, plan.Option("vnpost-buu-kien")!.Fee));
        Assert.Equal((3000, new Money(33_000)), (plan.Option("ghn-chuan")!.ChargeableGrams, plan.Option("ghn-chuan")!.Fee));
    }

    [Fact]
    public void Weight_beats_volume_and_pieces_add_up()
    {
        Assert.Equal(3000, ChargeableWeight.Of([Jar(900, quantity: 3, size: new Dimensions(100, 100, 100))], 6000));
        Assert.Equal(2000, ChargeableWeight.Of([Jar(400, size: new Dimensions(300, 200, 150)), Jar(400)], 6000)); // 1.5 kg of room and an unmeasured 0.4 kg
        Assert.Equal(500, ChargeableWeight.Of([Jar(0)], 6000));
        Assert.Null(ChargeableWeight.Of([Jar(int.MaxValue, quantity: 1_000_000_000)], 6000));
    }

    [Theory]
    [InlineData(500, MeasureUnit.Gram, 600)]
    [InlineData(30, MeasureUnit.Gram, 100)]
    [InlineData(500, MeasureUnit.Millilitre, 750)]
    [InlineData(3, MeasureUnit.Piece, 1500)]
    public void What_nobody_weighed_has_a_usual_weight(int amount, MeasureUnit unit, int grams)
        => Assert.Equal(grams, ChargeableWeight.UsualGrams(new Measure(amount, unit)));

    [Theory]
    [InlineData(false, false, 200_000, 20_000)]
    [InlineData(false, true, 200_000, 25_000)]
    [InlineData(true, false, 200_000, 40_000)]
    [InlineData(true, true, 200_000, 45_000)]
    public void Cold_and_fragile_goods_cost_more(bool cold, bool fragile, long value, long fee)
        => Assert.Equal(new Money(fee), Plan(To("01", Jar(cold: cold, fragile: fragile), value: value)).Option("vnpost-ems")!.Fee);

    [Theory]
    [InlineData(200_000, 27_000)] // 0.8 % is 1,600: the least, 13,000
    [InlineData(1_625_000, 27_000)]
    [InlineData(1_625_001, 27_001)]
    [InlineData(5_000_000, 54_000)]
    public void Cash_on_delivery_costs_a_part_of_the_value_and_no_less_than_its_least(long value, long fee)
        => Assert.Equal(new Money(fee), Plan(To("01", value: value, cod: true)).Option("vnpost-buu-kien")!.Fee);

    [Fact]
    public void The_cheapest_comes_first_and_fetching_last()
        => Assert.Equal(["vnpost-buu-kien", "viettel-tiet-kiem", "vnpost-ems", "viettel-nhanh", "tu-den-lay"], Plan(To("01")).OptionsAt(new(2026, 3, 2, 9, 0, 0)).Select(o => o.Service));

    [Fact]
    public void Cold_goods_go_only_where_they_stay_cold()
        => Assert.Equal(["vnpost-ems", "tu-den-lay"], Plan(To("79", Jar(cold: true))).OptionsAt(new(2026, 3, 2, 9, 0, 0)).Select(o => o.Service));

    [Fact]
    public void What_is_not_delivered_there_or_sold_for_fetching_can_only_be_fetched()
    {
        Assert.Equal(["tu-den-lay"], Plan(To("79", Jar(deliversTo: ["01", "31"]))).OptionsAt(new(2026, 3, 2, 9, 0, 0)).Select(o => o.Service));
        Assert.Equal(["tu-den-lay"], Plan(To("01", Jar(kind: ListingKind.Pickup))).OptionsAt(new(2026, 3, 2, 9, 0, 0)).Select(o => o.Service));
        var closedDoor = new ProducerShipping { ProducerId = Producer, Pickup = false };
        Assert.Empty(Plan(To("79", Jar(deliversTo: ["01"])), closedDoor).OptionsAt(new(2026, 3, 2, 9, 0, 0)));
        Assert.Equal(["tu-den-lay"], Plan(To("01", Jar(kind: ListingKind.Pickup)), closedDoor).OptionsAt(new(2026, 3, 2, 9, 0, 0)).Select(o => o.Service));
    }

    [Fact]
    public void What_is_too_heavy_goes_by_nobody_who_would_refuse_it()
    {
        var plan = Plan(To("01", Jar(grams: 32_000)));

        Assert.Null(plan.Option("vnpost-ems"));
        Assert.Equal(new Money(14_000 + (63 * 2_000)), plan.Option("vnpost-buu-kien")!.Fee);
        Assert.Empty(Plan(To("01", Jar(int.MaxValue, quantity: 1_000_000_000))).OptionsAt(new(2026, 3, 2, 9, 0, 0)));
    }

    [Fact]
    public void The_producer_brings_it_where_it_says_a_communes_fee_before_its_provinces()
    {
        var producer = new ProducerShipping { ProducerId = Producer, CarrierCodes = [], OwnAreas = [new("01", new Money(30_000)), new("00004", new Money(10_000))], Pickup = false };

        Assert.Equal(new Money(10_000), Plan(To("01", commune: "00004"), producer).Option(ShippingOption.Own)!.Fee);
        Assert.Equal(new Money(30_000), Plan(To("01", commune: "00008"), producer).Option(ShippingOption.Own)!.Fee);
        Assert.Equal(new Money(30_000), Plan(To("01"), producer).Option(ShippingOption.Own)!.Fee);
        Assert.Empty(Plan(To("31"), producer).OptionsAt(new(2026, 3, 2, 9, 0, 0)));
    }

    [Theory]
    [InlineData("vnpost-ems", "EB123456789VN", "https://www.vnpost.vn/vi-vn/dinh-vi/buu-pham?key=EB123456789VN")]
    [InlineData("ghn-chuan", "GYX3K9TL", "https://donhang.ghn.vn/?order_code=GYX3K9TL")]
    [InlineData("ghtk-chuan", "S22394817.SGA12.G5.830982342", "https://i.ghtk.vn/S22394817.SGA12.G5.830982342")]
    [InlineData("jt-chuan", "841327113159", "https://jtexpress.vn/vi/tracking?type=track&billcode=841327113159")]
    [InlineData("viettel-nhanh", "PKE1234567890", "https://viettelpost.com.vn/tra-cuu-hanh-trinh-don/")]
    [InlineData("vnpost-ems", "EB1&key=2", null)]
    [InlineData("vnpost-ems", "javascript:alert(1)", null)]
    [InlineData("vnpost-ems", "", null)]
    [InlineData("vnpost-ems", null, null)]
    [InlineData(ShippingOption.Own, "EB123456789VN", null)]
    [InlineData("unknown", "EB123456789VN", null)]
    public void A_parcel_is_followed_on_its_carriers_page(string service, string? number, string? link)
        => Assert.Equal(link, Carriers.TrackingLink(service, number)?.AbsoluteUri);

    [Fact]
    public void Every_service_has_a_carrier_and_a_price_to_every_zone_and_for_all_it_takes()
    {
        var tariff = PriceLists.Book.Tariff;
        foreach (var service in Carriers.Services)
        {
            Assert.NotNull(Carriers.Find(service.Carrier));
            Assert.All(Enum.GetValues<Zone>(), zone => Assert.True(tariff.PriceOf(service.Code, TariffItems.Of(zone), 500, Money.Zero) > Money.Zero && tariff.DaysOf(service.Code, zone) is { From: > 0 }));
            Assert.Equal(service.ColdZones.Count > 0, tariff.PriceOf(service.Code, TariffItem.Cold, 500, Money.Zero) is not null);
            Assert.Equal(service.Fragile, tariff.PriceOf(service.Code, TariffItem.Fragile, 500, Money.Zero) is not null);
            Assert.Equal(service.Cod, tariff.PriceOf(service.Code, TariffItem.Cod, 500, Money.Zero) is not null);
        }
    }
}
