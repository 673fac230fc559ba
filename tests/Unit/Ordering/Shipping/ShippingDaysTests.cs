using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using static OcopMarket.Tests.Unit.Ordering.Shipping.Shipments;

namespace OcopMarket.Tests.Unit.Ordering.Shipping;

public sealed class ShippingDaysTests
{
    private static readonly DateTime MondayMorning = new(2026, 3, 2, 9, 0, 0);

    [Theory]
    [InlineData("2026-03-02 09:00", 0, "2026-03-04", "2026-03-05")]
    [InlineData("2026-03-02 14:59", 0, "2026-03-04", "2026-03-05")]
    [InlineData("2026-03-02 15:00", 0, "2026-03-05", "2026-03-06")] // counts as Tuesday's
    [InlineData("2026-03-02 09:00", 2, "2026-03-06", "2026-03-07")]
    [InlineData("2026-03-07 09:00", 0, "2026-03-10", "2026-03-11")] // no driving on Sunday the 8th
    [InlineData("2026-03-07 15:00", 0, "2026-03-11", "2026-03-12")] // nor collecting
    [InlineData("2026-02-26 16:00", 0, "2026-03-02", "2026-03-03")] // 27 and 28 February, Sunday, 2 March
    [InlineData("2028-02-26 09:00", 1, "2028-03-01", "2028-03-02")] // collected on Monday 28, 29 February is a day
    [InlineData("2028-02-28 16:00", 0, "2028-03-02", "2028-03-03")] // collected on 29 February
    public void Making_collecting_and_carrying_take_their_days(string ordered, int makingDays, string from, string through)
    {
        var option = Plan(To("01", Jar(makingDays: makingDays))).Option("vnpost-buu-kien", DateTime.ParseExact(ordered, "yyyy-MM-dd HH:mm", null))!;

        Assert.Equal((Day(from), Day(through)), (option.From, option.Through));
    }

    [Theory]
    [InlineData("2026-02-12", "2026-02-21", "2026-02-23")] // collected on Friday 13; Saturday; then Sunday, 16 to 20 February, and Sunday 22
    [InlineData("2026-02-13", "2026-02-23", "2026-02-24")]
    [InlineData("2026-02-14", "2026-02-24", "2026-02-25")] // a day of work on Sunday the 15th, collected on the 21st
    [InlineData("2026-02-17", "2026-02-25", "2026-02-26")] // begun on the 21st, ready on Sunday the 22nd
    public void Nothing_moves_in_the_week_of_tet(string ordered, string from, string through)
    {
        var option = Plan(To("01", Jar(makingDays: 1))).Option("vnpost-buu-kien", Day(ordered).ToDateTime(new(9, 0)))!;

        Assert.Equal((Day(from), Day(through)), (option.From, option.Through));
    }

    [Fact]
    public void Fresh_goods_do_not_wait_for_tet_on_the_way()
    {
        var fresh = Plan(To("79", Jar(makingDays: 1, cold: true)));

        Assert.Equal((Day("2026-02-13"), Day("2026-02-14")), Days(fresh, "2026-02-10")); // 11th, two to three days: arrives before
        Assert.Equal((Day("2026-02-24"), Day("2026-02-25")), Days(fresh, "2026-02-11")); // 12th would arrive by Saturday 14 or after Tết: sent on the 21st
        Assert.Equal((Day("2026-02-14"), Day("2026-02-21")), Days(Plan(To("79", Jar(makingDays: 1))), "2026-02-11")); // what keeps is sent and waits

        static (DateOnly From, DateOnly Through) Days(ShippingPlan plan, string ordered)
            => plan.Option("vnpost-ems", Day(ordered).ToDateTime(new(9, 0))) is { } option ? (option.From, option.Through) : default;
    }

    [Fact]
    public void Closed_days_that_overlap_a_holiday_are_left_out_once()
    {
        var plan = Plan(To("01", Jar(makingDays: 1)), null, (Day("2026-02-14"), Day("2026-02-18")));

        var option = plan.Option("vnpost-buu-kien", new DateTime(2026, 2, 13, 9, 0, 0))!;

        Assert.Equal((Day("2026-02-24"), Day("2026-02-25")), (option.From, option.Through)); // begun on the 13th, ready and collected on the 21st
        Assert.Equal(Day("2026-02-21"), plan.Option(ShippingOption.Pickup, new DateTime(2026, 2, 13, 9, 0, 0))!.From);
    }

    [Fact]
    public void The_longest_making_of_the_goods_counts_and_the_unsaid_is_a_day()
    {
        var shipment = To("01") with { Goods = [Jar(makingDays: 5), Jar(makingDays: null), Jar(makingDays: 0)] };

        Assert.Equal(Day("2026-03-07"), Plan(shipment).Option(ShippingOption.Pickup, MondayMorning)!.From);
        Assert.Equal(Day("2026-03-03"), Plan(To("01", Jar(makingDays: null))).Option(ShippingOption.Pickup, MondayMorning)!.From);
    }

    [Fact]
    public void An_island_takes_longer_and_not_everybody_goes_there()
    {
        var phuQuoc = AreaDirectory.Instance.CommunesOf("91").First(c => c.Name == "Phú Quốc");
        var producer = new ProducerShipping { ProducerId = Producer, CarrierCodes = ["vnpost", "ghn"] };

        var island = Plan(To("91", commune: phuQuoc.Code), producer);

        Assert.Null(island.Option("ghn-chuan", MondayMorning));
        Assert.Equal(Day("2026-03-07"), island.Option("vnpost-ems", MondayMorning)!.From); // two days and three
        Assert.Equal(Day("2026-03-04"), Plan(To("91"), producer).Option("vnpost-ems", MondayMorning)!.From);
    }

    [Fact]
    public void The_last_day_for_the_23_of_chap_is_named()
    {
        var wanted = new LunarDate(2026, 12, 23).Solar!.Value;

        var cutOff = Plan(To("79", Jar(makingDays: 1))).LastOrderDay(wanted, null, new DateTime(2027, 1, 4, 9, 0, 0));

        Assert.Equal(new CutOff(new DateOnly(2027, 1, 26), new TimeOnly(15, 0), "viettel-nhanh"), cutOff); // ready on the 27th, three days to Saturday 30
    }

    [Fact]
    public void It_is_too_late_when_nothing_ordered_now_arrives_in_time()
    {
        var plan = Plan(To("01"));

        Assert.Equal(new DateOnly(2026, 3, 2), plan.LastOrderDay(new(2026, 3, 5), "vnpost-buu-kien", new DateTime(2026, 3, 2, 14, 59, 0))!.Day);
        Assert.Null(plan.LastOrderDay(new(2026, 3, 5), "vnpost-buu-kien", new DateTime(2026, 3, 2, 15, 0, 0)));
        Assert.Null(plan.LastOrderDay(new(2026, 3, 1), null, MondayMorning));
        Assert.Null(plan.LastOrderDay(new(2026, 3, 20), "nobody", MondayMorning));
    }

    [Fact]
    public void What_is_ordered_by_the_cut_off_arrives_in_time_and_a_day_later_does_not()
    {
        var random = new Random(20260217);
        var start = new DateOnly(2026, 11, 1);
        string[] provinces = ["01", "31", "40", "66", "79", "91"];
        var found = 0;
        for (var round = 0; round < 400; round++)
        {
            var goods = Jar(random.Next(100, 5000), cold: random.Next(3) == 0, makingDays: random.Next(0, 12));
            var closedFrom = start.AddDays(random.Next(0, 150));
            var plan = Plan(To(provinces[random.Next(provinces.Length)], goods), null, (closedFrom, closedFrom.AddDays(random.Next(0, 20))));
            var now = start.ToDateTime(new TimeOnly(random.Next(24), 0));
            var wanted = start.AddDays(random.Next(0, 200));

            var cutOff = plan.LastOrderDay(wanted, null, now);

            if (cutOff is null)
            {
                Assert.DoesNotContain(plan.OptionsAt(now), o => !o.IsPickup && o.Through <= wanted);
                continue;
            }

            found++;
            var lastMinute = cutOff.Day.ToDateTime(cutOff.Until).AddMinutes(-1);
            Assert.Contains(plan.OptionsAt(lastMinute), o => o.Service == cutOff.Service && o.Through <= wanted);
            Assert.DoesNotContain(plan.OptionsAt(lastMinute.AddMinutes(1)), o => !o.IsPickup && o.Through <= wanted);
            Assert.DoesNotContain(plan.OptionsAt(lastMinute.AddDays(1)), o => !o.IsPickup && o.Through <= wanted);
        }

        Assert.InRange(found, 200, 399);
    }
}
