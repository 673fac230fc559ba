using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Offices;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class OfficeFiguresTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Figures_obey_the_area_and_the_period()
    {
        var today = Clock.Today();
        await Market.CertifyAsync("Chè lam", commune: "16645", issuedOn: today.AddDays(-400), validThrough: today.AddDays(40));
        await Market.CertifyAsync("Bánh gai", commune: "16645", issuedOn: today.AddDays(-10), validThrough: today.AddDays(300));
        var officer = (await Market.AsCommuneOfficerAsync("16645")).Actor;

        var all = await ReadAsync(new());
        var issuedLately = await ReadAsync(new(From: today.AddDays(-30), Through: today));
        var endingThen = await ReadAsync(new(From: today.AddDays(290), Through: today.AddDays(310)));

        Assert.Equal((1, 2, 6), (all.Ending.Sum(m => m.Count), all.Places.Single().Total, all.Ending.Count));
        Assert.Equal((0, 1), (issuedLately.Ending.Sum(m => m.Count), issuedLately.Places.Single().Total));
        Assert.Equal((1, 0), (endingThen.Ending.Sum(m => m.Count), endingThen.Places.Count));

        async Task<DeskFigures> ReadAsync(DeskScope scope) => (await Get<OfficeFigures>().ReadAsync(officer, scope, Ct)).Value;
    }
}
