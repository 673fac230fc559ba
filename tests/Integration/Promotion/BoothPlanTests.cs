using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Promotion;

/// <summary>Booths are drawn in rows, changed one by one, and each has one exhibitor.</summary>
public sealed class BoothPlanTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_zone_is_drawn_in_rows_below_the_others_and_drawn_anew_while_nobody_stands_in_it()
    {
        var fair = await Market.AnnounceFairAsync(zones: [new("A", "Khu A", null), new("B", "Khu B", null)]);
        Desks.Must(await DrawAsync(fair, "A", 2, 3));
        Desks.Must(await DrawAsync(fair, "B", 1, 2));

        var plan = await PlanAsync(fair);

        Assert.Equal(["A01", "A02", "A03", "A04", "A05", "A06", "B01", "B02"], plan.Booths.Select(b => b.Name));
        Assert.Equal((0, 500), (plan.Booths[3].X, plan.Booths[3].Y)); // the second row, behind 300 cm of booth and 200 cm of aisle
        Assert.Equal((300, 1000), (plan.Booths[7].X, plan.Booths[7].Y));
        Assert.Equal((900, 1300), (plan.Width, plan.Depth));

        Desks.Must(await DrawAsync(fair, "A", 1, 1));
        Assert.Equal(["A01", "B01", "B02"], (await PlanAsync(fair)).Booths.Select(b => b.Name));
        Assert.Equal("promotion.zone_wrong", (await DrawAsync(fair, "C", 1, 1)).Refusal?.Code);
        Assert.Equal("promotion.too_many_booths", (await DrawAsync(fair, "A", 41, 1)).Refusal?.Code);
        Assert.Equal("promotion.booth_size_wrong", (await Get<DrawZone>().RunAsync(new(FairPlaces.Officer, fair, "A", 1, 1, 10, 300, 200, null), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_officers_who_give_one_booth_at_the_same_moment_one_is_told()
    {
        var fair = await Market.AnnounceFairAsync();
        var ((tea, one), (honey, other)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));
        await Market.AcceptAsync(fair, tea, one);
        await Market.AcceptAsync(fair, honey, other);
        Desks.Must(await DrawAsync(fair, "A", 1, 1));
        var booth = (await PlanAsync(fair)).Booths[0];

        var results = await Task.WhenAll(new[] { one, other }.Select(a => Get<GiveBooth>().RunAsync(new(FairPlaces.Officer, fair, booth.Id, booth.Version, a), Ct)));

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(new Refusal("promotion.booth_moved", "A01"), Assert.Single(results, r => !r.Succeeded).Refusal);
    }

    [Fact]
    public async Task Nobody_gets_more_booths_than_were_accepted_and_none_without_a_place()
    {
        var fair = await Market.AnnounceFairAsync();
        var ((tea, has), (_, hasNot)) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair));
        await Market.AcceptAsync(fair, tea, has);
        Desks.Must(await DrawAsync(fair, "A", 1, 2));
        var booths = (await PlanAsync(fair)).Booths;

        Assert.Equal("promotion.application_wrong_state", (await Get<GiveBooth>().RunAsync(new(FairPlaces.Officer, fair, booths[0].Id, booths[0].Version, hasNot), Ct)).Refusal?.Code);
        Desks.Must(await Get<GiveBooth>().RunAsync(new(FairPlaces.Officer, fair, booths[0].Id, booths[0].Version, has), Ct));
        Assert.Equal(new Refusal("promotion.has_its_booths", 1), (await Get<GiveBooth>().RunAsync(new(FairPlaces.Officer, fair, booths[1].Id, booths[1].Version, has), Ct)).Refusal);
        Assert.Equal(new Refusal("promotion.booth_given", "A01"), (await DrawAsync(fair, "A", 1, 3)).Refusal);
        Assert.Equal("promotion.booth_given", (await Get<RemoveBooth>().RunAsync(new(FairPlaces.Officer, fair, booths[0].Id, (await PlanAsync(fair)).Booths[0].Version), Ct)).Refusal?.Code);
        Desks.Must(await Get<RemoveBooth>().RunAsync(new(FairPlaces.Officer, fair, booths[1].Id, booths[1].Version), Ct));
        Assert.Equal(["A01"], (await PlanAsync(fair)).Booths.Select(b => b.Name));
    }

    [Fact]
    public async Task A_booth_moves_and_grows_but_lies_on_no_other()
    {
        var fair = await Market.AnnounceFairAsync();
        Desks.Must(await DrawAsync(fair, "A", 1, 2));
        var booth = (await PlanAsync(fair)).Booths[0];

        Assert.Equal(new Refusal("promotion.booths_overlap", "A01", "A02"), (await Get<ChangeBooth>().RunAsync(new(FairPlaces.Officer, fair, booth.Id, booth.Version, 0, 0, 301, 300, null), Ct)).Refusal);
        Desks.Must(await Get<ChangeBooth>().RunAsync(new(FairPlaces.Officer, fair, booth.Id, booth.Version, 0, 400, 600, 300, 5_000_000), Ct));

        var moved = (await PlanAsync(fair)).Booths[0];
        Assert.Equal((0, 400, 600, 300, new Money(5_000_000)), (moved.X, moved.Y, moved.Width, moved.Depth, moved.Fee));
        Assert.Equal("promotion.booth_moved", (await Get<ChangeBooth>().RunAsync(new(FairPlaces.Officer, fair, booth.Id, booth.Version, 0, 0, 300, 300, null), Ct)).Refusal?.Code);
    }

    [Fact]
    public async Task Booths_given_in_order_lie_side_by_side_and_are_free_again_when_somebody_leaves()
    {
        var fair = await Market.AnnounceFairAsync();
        var (one, two, three) = (await Market.ApplicantAsync(fair), await Market.ApplicantAsync(fair, booths: 2), await Market.ApplicantAsync(fair));
        foreach (var (product, application) in new[] { one, two, three })
        {
            await Market.AcceptAsync(fair, product, application);
        }

        Desks.Must(await DrawAsync(fair, "A", 1, 4));
        Desks.Must(await Get<GiveBoothsInOrder>().RunAsync(new(FairPlaces.Officer, fair), Ct));

        Assert.Equal([["A01"], ["A02", "A03"], ["A04"]], (await Market.BoardAsync(fair)).Rows.Select(r => r.BoothNames));
        Assert.Equal("promotion.nothing_to_give", (await Get<GiveBoothsInOrder>().RunAsync(new(FairPlaces.Officer, fair), Ct)).Refusal?.Code);
        Assert.Equal(["A01", "A02", "A04"], (await Get<FairExhibitorQueries>().OfAsync(fair, Ct))!.Exhibitors.Select(e => e.Booths[0]));

        Desks.Must(await Get<WithdrawFromFair>().RunAsync(new(Desks.StaffOf(two.Product, ProducerRights.Fairs), two.Application), Ct));
        Assert.Equal([one.Application, null, null, three.Application], (await PlanAsync(fair)).Booths.Select(b => b.Application));
    }

    private Task<Result> DrawAsync(FairId fair, string zone, int rows, int columns) => Get<DrawZone>().RunAsync(new(FairPlaces.Officer, fair, zone, rows, columns, 300, 300, 200, null), Ct);

    private async Task<BoothPlan> PlanAsync(FairId fair) => (await Get<BoothPlanQueries>().FindAsync(FairPlaces.Officer, fair, Ct))!.Value.Plan;
}
