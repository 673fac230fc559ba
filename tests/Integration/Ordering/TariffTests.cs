using System.Globalization;
using System.Text;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Price lists and holidays, from a day on, as quotes read them.</summary>
public sealed class TariffTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Head = "service,item,up_to_grams,price,step_price,percent,days_from,days_through\n";

    [Fact]
    public async Task A_price_list_holds_from_its_day_on_and_replaces_the_service_as_a_whole()
    {
        var (tea, admin, today) = (await Market.PutOnSaleAsync("Chè đổi cước"), await Market.AsAdministratorAsync(), Clock.Today());
        var before = await FeesAsync(tea);

        var import = Desks.Must(await ImportAsync(admin.Actor, Head + "vnpost-buu-kien,nội tỉnh,500,9.900,1.000,,2,3\n", today.AddDays(7)));
        var same = await FeesAsync(tea);
        Clock.SetVietnam(today.AddDays(7), new(9, 0));
        var after = await FeesAsync(tea);

        Assert.True(import.Taken);
        Assert.Equal(before, same);
        Assert.Equal(new Money(9_900), after["vnpost-buu-kien"]);
        Assert.Equal(before["vnpost-ems"], after["vnpost-ems"]);
        Assert.Contains(await Get<TariffQueries>().ListAsync(admin.Actor, Ct), l => l is { Service: "vnpost-buu-kien", InForce: true, Lines: 1 });
    }

    [Fact]
    public async Task One_wrong_row_keeps_all_of_them_out_and_each_says_why()
    {
        var (tea, admin) = (await Market.PutOnSaleAsync("Chè cước sai"), await Market.AsAdministratorAsync());
        var before = await FeesAsync(tea);

        var import = Desks.Must(await ImportAsync(
            admin.Actor, Head + "vnpost-ems,same_province,500,1000,0,,1,2\nrong-bay,same_province,500,1000,0,,1,2\nvnpost-ems,mặt trăng,500,1000,0,,1,2\nvnpost-ems,same_region,500,-1,0,,1,2\nvnpost-ems,far_region,500,1000,0,,3,2\nvnpost-ems,same_province,500,2000,0,,1,2\n", Clock.Today()));

        Assert.False(import.Taken);
        Assert.Equal(
            [null, ShippingRefusals.TariffServiceUnknown("rong-bay"), ShippingRefusals.TariffItemUnknown("mặt trăng"), ShippingRefusals.TariffNumberWrong("price", "-1"), ShippingRefusals.TariffDaysWrong(60), ShippingRefusals.TariffLineTwice()],
            import.Rows.Select(r => r.Why));
        Assert.Equal([2, 3, 4, 5, 6, 7], import.Rows.Select(r => r.Row));
        Assert.Equal(before, await FeesAsync(tea));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_days_that_are_over_are_refused()
    {
        var (tea, admin) = (await Market.PutOnSaleAsync("Chè cước thử"), await Market.AsAdministratorAsync());
        var before = await FeesAsync(tea);

        var dry = Desks.Must(await ImportAsync(admin.Actor, Head + "vnpost-ems,same_province,500,1,0,,1,2\n", Clock.Today(), dryRun: true));

        Assert.Equal((false, 0), (dry.Taken, dry.Refused));
        Assert.Equal(before, await FeesAsync(tea));
        Assert.Equal(ShippingRefusals.TariffDayOver(Clock.Today()), (await ImportAsync(admin.Actor, Head + "x,y,1,1\n", Clock.Today().AddDays(-1))).Refusal);
        Assert.Equal(ShippingRefusals.TariffColumnsMissing("item, up_to_grams, price"), (await ImportAsync(admin.Actor, "service\nx\n", Clock.Today())).Refusal);
    }

    [Fact]
    public async Task A_holiday_moves_the_arrival_until_it_is_taken_back()
    {
        var (tea, admin, today) = (await Market.PutOnSaleAsync("Chè ngày lễ"), await Market.AsAdministratorAsync(), Clock.Today());
        var before = await ReadyAsync(tea);

        Desks.Must(await Get<AddHoliday>().RunAsync(new(admin.Actor, before, before.AddDays(1), "Ngày hội làng", null), Ct));
        var during = await ReadyAsync(tea);
        var overlapping = await Get<AddHoliday>().RunAsync(new(admin.Actor, before.AddDays(1), before.AddDays(2), "Trùng", null), Ct);
        var holiday = (await Get<HolidayQueries>().ListAsync(Ct)).Single(h => h.NameVi == "Ngày hội làng");
        Desks.Must(await Get<RemoveHoliday>().RunAsync(new(admin.Actor, holiday.Id), Ct));

        Assert.True(during > before.AddDays(1), during.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("ordering.holiday_overlaps", overlapping.Refusal!.Code);
        Assert.Equal(before, await ReadyAsync(tea));
    }

    private Task<Result<TariffImport>> ImportAsync(Actor actor, string table, DateOnly from, bool dryRun = false)
        => Get<ImportTariffs>().RunAsync(new(actor, "cuoc.csv", new MemoryStream(Encoding.UTF8.GetBytes(table)), from, dryRun), Ct);

    private async Task<IReadOnlyList<ShippingOption>> QuoteAsync(ProductOnSale tea)
        => await Get<IShippingDesk>().QuoteAsync(new Shipment(tea.Producer, "01", "00004", "01", "00004", [new(1, 500, null, false, false, 0, null, ListingKind.Parcel)], new Money(200_000)), Ct);

    private async Task<Dictionary<string, Money>> FeesAsync(ProductOnSale tea) => (await QuoteAsync(tea)).ToDictionary(o => o.Service, o => o.Fee);

    private async Task<DateOnly> ReadyAsync(ProductOnSale tea) => (await QuoteAsync(tea)).Single(o => o.IsPickup).From;
}
