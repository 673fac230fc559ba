using OcopMarket.Ordering.Shipping;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Tests.Unit.Ordering.Shipping;

/// <summary>What can be collected at a fair, and on which of its days.</summary>
public sealed class BoothWayTests
{
    private static readonly FairId Fair = FairId.New();

    [Fact]
    public void Goods_are_collected_on_the_days_of_the_fair_on_which_they_are_ready()
    {
        var plan = Shipments.PlanWith(Shipments.To("79", Shipments.Jar(makingDays: 2)), Booth("2026-03-03", "2026-03-05", "2026-03-06"));

        var option = Assert.Single(plan.OptionsAt(At("2026-03-02", 9)), o => o.Booth is not null);

        Assert.Equal((0L, Shipments.Day("2026-03-05"), Shipments.Day("2026-03-06")), (option.Fee.Dong, option.From, option.Through));
        Assert.Equal(Fair, ShippingOption.FairOf(option.Service));
        Assert.Equal(option.Service, plan.OptionsAt(At("2026-03-02", 9))[^1].Service); // after all ways that bring it
    }

    [Fact]
    public void What_is_ordered_after_the_hour_counts_as_the_next_days()
    {
        var plan = Shipments.PlanWith(Shipments.To("79", Shipments.Jar(makingDays: 0)), Booth("2026-03-02", "2026-03-03"));

        Assert.Equal(Shipments.Day("2026-03-02"), Assert.Single(plan.OptionsAt(At("2026-03-02", 14)), o => o.Booth is not null).From);
        Assert.Equal(Shipments.Day("2026-03-03"), Assert.Single(plan.OptionsAt(At("2026-03-02", 15)), o => o.Booth is not null).From);
        Assert.DoesNotContain(plan.OptionsAt(At("2026-03-03", 15)), o => o.Booth is not null);
    }

    [Fact]
    public void A_fair_online_has_no_booth_to_come_to()
        => Assert.DoesNotContain(Shipments.PlanWith(Shipments.To("79"), Booth("2026-03-05") with { OnGround = false }).OptionsAt(At("2026-03-02", 9)), o => o.Booth is not null);

    [Theory]
    [InlineData(null, null, "2026-03-05", "2026-03-08")]
    [InlineData("2026-03-05", "2026-03-05", "2026-03-05", "2026-03-05")]
    [InlineData("2026-03-01", "2026-03-06", "2026-03-05", "2026-03-05")] // the sixth is shut
    [InlineData("2026-03-08", "2026-03-20", "2026-03-08", "2026-03-08")]
    [InlineData("2026-03-04", "2026-03-04", null, null)]
    [InlineData("2026-03-06", "2026-03-06", null, null)]
    [InlineData("2026-03-09", "2026-03-09", null, null)]
    public void A_wanted_day_is_a_day_on_which_the_fair_is_open(string? from, string? through, string? first, string? last)
    {
        var option = Assert.Single(Shipments.PlanWith(Shipments.To("79"), Booth("2026-03-05", "2026-03-07", "2026-03-08")).OptionsAt(At("2026-03-02", 9)), o => o.Booth is not null);

        var within = option.Within(DayOf(from), DayOf(through));

        Assert.Equal((DayOf(first), DayOf(last)), (within?.From, within?.Through));
    }

    [Fact]
    public void Other_ways_come_when_they_come()
    {
        var option = Shipments.Plan(Shipments.To("79")).OptionsAt(At("2026-03-02", 9))[0];

        Assert.Same(option, option.Within(Shipments.Day("2026-03-30"), Shipments.Day("2026-03-30")));
        Assert.Null(ShippingOption.FairOf(option.Service));
        Assert.Null(ShippingOption.FairOf("tai-gian-hang:khong-phai"));
    }

    [Fact]
    public void A_gift_that_is_wanted_on_a_day_is_not_sent_to_a_fair()
        => Assert.NotEqual(ShippingOption.AtBooth(Fair), Shipments.PlanWith(Shipments.To("79"), Booth("2026-03-05")).LastOrderDay(Shipments.Day("2026-03-30"), null, At("2026-03-02", 9))?.Service);

    private static DateOnly? DayOf(string? day) => day is null ? null : Shipments.Day(day);

    private static DateTime At(string day, int hour) => Shipments.Day(day).ToDateTime(new TimeOnly(hour, 0));

    private static BoothPlace Booth(params string[] days)
        => new(Fair, Shipments.Producer, "hoi-cho-thu", "Hội chợ thử", null, true, "Nhà thi đấu", null, "00004", "01", [.. days.Select(d => new BoothDay(Shipments.Day(d), new(8, 0), new(21, 0)))], ["A05"]);
}
