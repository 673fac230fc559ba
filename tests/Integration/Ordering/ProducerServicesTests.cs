using System.Net;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>What producers say at their desk of wrapping and sending, and what buyers see of it.</summary>
public sealed class ProducerServicesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_wrapping_offered_at_the_desk_is_a_choice_of_the_checkout_until_it_is_switched_off()
    {
        var tea = await Market.PutOnSaleAsync("Chè gói đẹp");
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings);
        using var desk = staff.Client();
        var cart = await Market.FillCartAsync([(tea, 1)], recipients: [new("Mẹ")]);

        using var saved = await desk.SubmitAsync("/kenh-chu-the/goi-qua?kieu=WoodenBox", "goi-qua", new() { ["Price"] = "45.000", ["NameVi"] = "Hộp gỗ thông 30 × 20 cm", ["NameEn"] = "", ["Grams"] = "2.000", ["Offered"] = "1" }, Ct);
        var offered = await Get<CheckoutQueries>().FindAsync(cart.Owner, Ct);
        using var off = await desk.SubmitAsync("/kenh-chu-the/goi-qua?kieu=WoodenBox", "goi-qua", new() { ["Price"] = "45.000", ["NameVi"] = "Hộp gỗ thông 30 × 20 cm", ["NameEn"] = "", ["Grams"] = "2.000" }, Ct);
        var withdrawn = await Get<CheckoutQueries>().FindAsync(cart.Owner, Ct);

        Assert.Equal("/kenh-chu-the/goi-qua?xong=goi", saved.LedTo());
        var wrap = Assert.Single(offered!.Wraps);
        Assert.Equal((tea.Producer, WrapKind.WoodenBox, new Money(45_000), "Hộp gỗ thông 30 × 20 cm"), (wrap.Producer, wrap.Kind, wrap.Price, wrap.NoteVi));
        Assert.Equal("/kenh-chu-the/goi-qua?xong=goi", off.LedTo());
        Assert.Empty(withdrawn!.Wraps);
        Assert.False((await Get<WrapQueries>().OfAsync(staff.Actor, tea.Producer, Ct))!.Single().Offered);
    }

    [Theory]
    [InlineData("x", "", "ordering.wrap_price_wrong")]
    [InlineData("10.000.001", "", "ordering.wrap_price_wrong")]
    [InlineData("1000", "99", "ordering.wrap_grams_wrong")]
    public async Task A_wrapping_that_cannot_be_is_refused_and_what_was_typed_stays(string price, string grams, string code)
    {
        var tea = await Market.PutOnSaleAsync($"Chè gói sai {price} {grams}");
        using var desk = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings)).Client();

        using var answer = await desk.SubmitAsync("/kenh-chu-the/goi-qua?kieu=Box", "goi-qua", new() { ["Price"] = price, ["NameVi"] = "Hộp giữ lại", ["NameEn"] = "", ["Grams"] = grams, ["Offered"] = "1" }, Ct);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

        Assert.Contains("Hộp giữ lại", page, StringComparison.Ordinal);
        Assert.Contains(code == "ordering.wrap_price_wrong" ? "Giá gói phải là" : "Khối lượng tối đa phải", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_hold_to_what_the_producer_chose_from_the_next_asking_on()
    {
        var tea = await Market.PutOnSaleAsync("Chè tự giao");
        using var desk = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders)).Client();
        var shipment = new Shipment(tea.Producer, "01", "00004", "01", "00004", [new(1, 500, null, false, false, 0, null, OcopMarket.Catalog.Contracts.ListingKind.Parcel)], new Money(200_000));
        var before = await Get<IShippingDesk>().QuoteAsync(shipment, Ct);

        using var saved = await desk.SubmitAsync("/kenh-chu-the/van-chuyen", "van-chuyen", new()
        {
            ["hang"] = "ghn", ["khu-vuc"] = "Hà Nội: 30.000\nPhường Ba Đình, Hà Nội: 12.000", ["mien-phi-tu"] = "500.000", ["ngay-tu"] = "0", ["ngay-den"] = "1", ["dia-chi"] = "Số 9 phố Chè", ["gio"] = "8:00–17:00", ["den-gio"] = "10:30", ["nghi-truoc"] = "2",
        }, Ct);
        var after = await Get<IShippingDesk>().QuoteAsync(shipment, Ct);

        Assert.Equal("/kenh-chu-the/van-chuyen?xong=luu", saved.LedTo());
        Assert.Contains(before, o => o.Service == "vnpost-ems");
        Assert.Contains(before, o => o.IsPickup);
        Assert.All(after, o => Assert.True(o.Service == ShippingOption.Own || o.Service.StartsWith("ghn", StringComparison.Ordinal), o.Service)); // picking up was not ticked
        Assert.Equal(new Money(12_000), after.Single(o => o.Service == ShippingOption.Own).Fee);
        Assert.Equal("Số 9 phố Chè", (await Get<ShippingChoiceQueries>().PlacesAsync([tea.Producer], Ct))[tea.Producer].Address);
        var page = WebUtility.HtmlDecode(await desk.GetStringAsync("/kenh-chu-the/van-chuyen", Ct));
        Assert.Contains("Phường Ba Đình, Hà Nội: 12.000", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_names_no_place_is_shown_and_nothing_is_saved()
    {
        var tea = await Market.PutOnSaleAsync("Chè gửi nơi lạ");
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);
        using var desk = staff.Client();

        using var answer = await desk.SubmitAsync("/kenh-chu-the/van-chuyen", "van-chuyen", new() { ["hang"] = "ghn", ["khu-vuc"] = "Atlantis: 30.000", ["ngay-tu"] = "0", ["ngay-den"] = "1", ["nghi-truoc"] = "0" }, Ct);

        Assert.Contains("Atlantis: 30.000", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.Equal(Carriers.Usual, (await Get<ShippingChoiceQueries>().OfAsync(staff.Actor, tea.Producer, Ct))!.Carriers);
    }

    [Fact]
    public async Task A_producer_keeps_at_least_one_way_of_sending()
    {
        var tea = await Market.PutOnSaleAsync("Chè không đường đi");
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);

        var answer = await Get<ChooseShipping>().RunAsync(new(staff.Actor, tea.Producer, new([], [], null, 0, 1, false, null, null, [], null, 0)), Ct);

        Assert.Equal(ShippingRefusals.NoWayOfSending(), answer.Refusal);
    }

    [Fact]
    public async Task The_first_step_says_each_producers_last_hour_to_order_for_the_wanted_day()
    {
        var tea = await Market.PutOnSaleAsync("Chè kịp ngày");
        var cart = await Market.FillCartAsync([(tea, 1)], recipients: [new("Mẹ")]);
        Desks.Must(await Get<AnswerOccasion>().RunAsync(cart.Owner, new(true, null, null, OcopMarket.Platform.Clock.VietnamTime.Today(Clock).AddDays(30)), Ct));

        var cutOff = Assert.Single(await Get<CheckoutCutOffs>().OfAsync(cart.Owner, Ct));

        Assert.Equal((tea.Producer, true), (cutOff.Producer, cutOff.PlaceKnown));
        Assert.InRange(cutOff.Until!.Day, OcopMarket.Platform.Clock.VietnamTime.Today(Clock).AddDays(15), OcopMarket.Platform.Clock.VietnamTime.Today(Clock).AddDays(29));
    }
}
